import { secretsManagerService } from "../../aws/secrets-manager";
import { isAllow, statementsOf, textsOf } from "../iam/statements";
import { dataSessionUserId, hop2 } from "./hops";
import type { LinkAccess } from "./link-access";
import { type LinkTarget, linkTarget } from "./link-target";
import { type Probe, probe } from "./probe";
import { ANY_OTHER, ANY_OTHER_ID, requestInWords } from "./request-words";

const OTHER_ACCOUNT = "999999999999";

/** Actions on one statement, which exists for its owner's session. */
const FOLLOW = [
  ["redshift-data:DescribeStatement", "follow"],
  ["redshift-data:GetStatementResult", "read the result of"],
  ["redshift-data:CancelStatement", "cancel"],
] as const;

type Expected = Probe["expected"];
type Question = readonly [action: string, resource: string, expected: Expected];

/**
 * What the data role may do: exactly what the auth mode of the target needs, its near misses, and whatever its
 * policies name beyond that.
 */
export function hop2Probes(link: LinkAccess): readonly Probe[] {
  const target = linkTarget(link);
  const questions = [...targetQuestions(target), ...credentialQuestions(target), ...otherQuestions(link)];
  const asked = new Set(questions.map(([action, resource]) => key(action, resource)));
  const named = namedQuestions(link).filter(([action, resource]) => !asked.has(key(action, resource)));
  return [
    ...[...questions, ...named].map((question) => requestProbe(target, question)),
    ...followProbes(),
    ...keyProbes(target),
  ];
}

/** The requests about the target that the data role is there for. */
export function neededRequests(link: LinkAccess): readonly (readonly [action: string, resource: string])[] {
  const target = linkTarget(link);
  return [...targetQuestions(target), ...credentialQuestions(target)]
    .filter(([, , expected]) => expected === "allowed")
    .map(([action, resource]) => [action, resource]);
}

/** Whether the action, in any case, is about one statement: IAM knows no resource for it, only its owner. */
export function isFollowAction(action: string): boolean {
  return FOLLOW.some(([known]) => known.toLowerCase() === action.toLowerCase());
}

function key(action: string, resource: string): string {
  return `${action.toLowerCase()} ${resource}`;
}

function targetQuestions({ arn, kind, partition, region, accountId }: LinkTarget): readonly Question[] {
  const execute = "redshift-data:ExecuteStatement";
  const batch = "redshift-data:BatchExecuteStatement";
  const cluster = `arn:${partition}:redshift:${region}:${accountId}:cluster:${ANY_OTHER}-cluster`;
  const workgroup = `arn:${partition}:redshift-serverless:${region}:${accountId}:workgroup/${ANY_OTHER_ID}`;
  const elsewhere = region === "us-east-1" ? "us-west-2" : "us-east-1";
  return [
    [execute, arn, "allowed"],
    [batch, arn, "allowed"],
    [execute, cluster, "denied"],
    [execute, workgroup, "denied"],
    [execute, arn.replace(`:${accountId}:`, `:${OTHER_ACCOUNT}:`), "denied"],
    [execute, arn.replace(`:${region}:`, `:${elsewhere}:`), "denied"],
    ["redshift-data:ListTables", arn, "denied"],
    kind === "cluster"
      ? ["redshift:DeleteCluster", arn, "denied"]
      : ["redshift-serverless:DeleteWorkgroup", arn, "denied"],
  ];
}

/** What opens the database session: allowed for the mode of the target, denied for the other modes. */
function credentialQuestions(target: LinkTarget): readonly Question[] {
  const { partition, region, accountId, name, kind, database, dbUser, secretArn } = target;
  const read = "secretsmanager:GetSecretValue";
  const secrets: readonly Question[] = [
    ...(secretArn === undefined ? [] : [[read, secretArn, "allowed"] satisfies Question]),
    [
      read,
      `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${ANY_OTHER}-secret-AbCdEf`,
      "denied",
    ],
  ];
  if (kind === "workgroup") {
    const credentials = "redshift-serverless:GetCredentials";
    return [
      [credentials, target.arn, secretArn === undefined ? "allowed" : "denied"],
      [credentials, target.arn.replace(/\/.*$/, `/${ANY_OTHER_ID}`), "denied"],
      ...secrets,
    ];
  }
  const at = (type: string, of: string) =>
    `arn:${partition}:redshift:${region}:${accountId}:${type}:${name}/${of}`;
  const other = `${ANY_OTHER}-database`;
  const asUser: Expected = dbUser === undefined ? "denied" : "allowed";
  const asIdentity: Expected = dbUser === undefined && secretArn === undefined ? "allowed" : "denied";
  return [
    ...(dbUser === undefined
      ? []
      : [["redshift:GetClusterCredentials", at("dbuser", dbUser), "allowed"] satisfies Question]),
    ["redshift:GetClusterCredentials", at("dbname", database), asUser],
    ...administrators(dbUser).map(
      (user): Question => ["redshift:GetClusterCredentials", at("dbuser", user), "denied"],
    ),
    ["redshift:GetClusterCredentials", at("dbname", other), "denied"],
    ["redshift:GetClusterCredentialsWithIAM", at("dbname", database), asIdentity],
    ["redshift:GetClusterCredentialsWithIAM", at("dbname", other), "denied"],
    ["redshift:CreateClusterUser", at("dbuser", dbUser ?? "any-new-user"), "denied"],
    ["redshift:JoinGroup", at("dbgroup", "any-group"), "denied"],
    ...secrets,
  ];
}

/** `awsuser` is what the console proposes, `admin` what people write. */
function administrators(dbUser: string | undefined): readonly string[] {
  return ["admin", "awsuser"].filter((user) => user !== dbUser);
}

function otherQuestions({ dataRole }: LinkAccess): readonly Question[] {
  return [
    ["redshift-data:ListStatements", "*", "denied"],
    ["iam:PutRolePolicy", dataRole.arn, "denied"],
    ["iam:PassRole", dataRole.arn, "denied"],
    ["sts:AssumeRole", dataRole.arn.replace(/:role\/.*$/, `:role/${ANY_OTHER}-role`), "denied"],
  ];
}

/** What the inline policies name literally. Wildcards name nothing a request could be made for. */
function namedQuestions({ dataRole }: LinkAccess): readonly Question[] {
  return dataRole.inlinePolicies
    .flatMap(({ document }) => statementsOf(document))
    .filter(isAllow)
    .flatMap((statement) =>
      textsOf(statement.Action).flatMap((action) =>
        textsOf(statement.Resource).map((resource): Question => [action, resource, "denied"]),
      ),
    )
    .filter(([action, resource]) => !/[*?]|\$\{/.test(action + resource))
    .filter(([action]) => !isFollowAction(action) && action.toLowerCase() !== "kms:decrypt");
}

function requestProbe(target: LinkTarget, [action, resource, expected]: Question): Probe {
  return probe({
    id: `hop2 ${action} ${idOf(resource, target)}`,
    hop: 2,
    role: "data",
    who: "the data role",
    does: requestInWords(action, resource, target),
    expected,
    request: { action, resource },
    ask: (state) => hop2(state, { action, resource }),
  });
}

/** The ARN without what every resource of the link has in common. */
function idOf(resource: string, { partition, region, accountId }: LinkTarget): string {
  if (resource === "*") return "any";
  return resource
    .replace(`arn:${partition}:`, "")
    .replace(`:${region}:`, ":")
    .replace(`:${accountId}:`, ":")
    .replace(/^[^:]+:/, "");
}

function followProbes(): readonly Probe[] {
  return FOLLOW.flatMap(([action, verb]) =>
    (["its own session", "another session"] as const).map((owner) => {
      const own = owner === "its own session";
      return probe({
        id: `hop2 ${action} ${owner}`,
        hop: 2,
        role: "data",
        who: "the data role",
        does: `${verb} a statement of ${owner}`,
        expected: own ? "allowed" : "denied",
        request: { action, resource: "*" },
        ask: (state) =>
          hop2(state, {
            action,
            resource: "*",
            ...(own ? {} : { owner: dataSessionUserId(`not-${state.roleSessionName}`.slice(0, 64)) }),
          }),
      });
    }),
  );
}

function keyProbes(target: LinkTarget): readonly Probe[] {
  const viaSecretsManager = { context: { "kms:ViaService": secretsManagerService(target) } };
  const ask = (resource: string, context: object) => (state: LinkAccess) =>
    hop2(state, { action: "kms:Decrypt", resource, ...context });
  const decrypt = (arn: string, id: string, does: string, expected: Expected, asks: Probe["ask"]) =>
    probe({
      id: `hop2 decrypt ${id}`,
      hop: 2,
      role: "data",
      who: "the data role",
      does,
      expected,
      request: { action: "kms:Decrypt", resource: arn },
      ask: asks,
    });
  return target.keyArns.flatMap((arn) => {
    const name = arn.slice(arn.lastIndexOf("/") + 1);
    return [
      decrypt(
        arn,
        `${name} through secrets manager`,
        `decrypt its secret with key \`${name}\``,
        "allowed",
        ask(arn, viaSecretsManager),
      ),
      decrypt(arn, `${name} directly`, `decrypt anything with key \`${name}\``, "denied", ask(arn, {})),
    ];
  });
}
