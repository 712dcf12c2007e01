import { parseArn, regionalArn } from "../../aws/arn";
import { clusterArn, dbGroupArn, dbNameArn, dbUserArn, workgroupArn } from "../../aws/redshift";
import { secretsManagerService } from "../../aws/secrets-manager";
import { isAllow, statementsOf, textsOf } from "../iam/statements";
import { ANY_OTHER, ANY_OTHER_ID, describeRequest } from "./describe-request";
import { type LinkAccess, settingsOf } from "./link-access";
import { type LinkTarget, linkTarget } from "./link-target";
import { type Probe, probeId } from "./probe";

const OTHER_ACCOUNT = "999999999999";

/** Actions on one statement, and what they do to it. IAM knows no resource for them, only the statement's owner. */
const STATEMENT_ACTIONS = [
  ["redshift-data:DescribeStatement", "follow"],
  ["redshift-data:GetStatementResult", "read the result of"],
  ["redshift-data:CancelStatement", "cancel"],
] as const;

const BY_DATA_ROLE = { hop: 2, role: "data", who: "the data role" } as const;

/** STS's limit. */
const MAX_SESSION_NAME_CHARACTERS = 64;

type Expected = Probe["expected"];
type Request = readonly [action: string, resource: string, expected: Expected];

/**
 * What the data role may do: exactly what the auth mode of the target needs, its near misses, and whatever its
 * policies name beyond that.
 */
export function hop2Probes(link: LinkAccess): readonly Probe[] {
  const target = linkTarget(link);
  const known = [...targetRequests(target), ...credentialRequests(target), ...otherRequests(link)];
  const keys = new Set(known.map(([action, resource]) => requestKey(action, resource)));
  const named = namedRequests(link).filter(([action, resource]) => !keys.has(requestKey(action, resource)));
  return [
    ...[...known, ...named].map((request) => requestProbe(target, request)),
    ...statementProbes(link),
    ...keyProbes(target),
  ];
}

/** The requests about the target that the data role is there for. */
export function neededRequests(link: LinkAccess): readonly (readonly [action: string, resource: string])[] {
  const target = linkTarget(link);
  return [...targetRequests(target), ...credentialRequests(target)]
    .filter(([, , expected]) => expected === "allowed")
    .map(([action, resource]) => [action, resource]);
}

/** Whether the action, in any case, is about one statement: IAM knows no resource for it, only its owner. */
export function isStatementAction(action: string): boolean {
  return STATEMENT_ACTIONS.some(([known]) => known.toLowerCase() === action.toLowerCase());
}

function requestKey(action: string, resource: string): string {
  return `${action.toLowerCase()} ${resource}`;
}

function targetRequests(target: LinkTarget): readonly Request[] {
  const { arn, kind, region, accountId } = target;
  const execute = "redshift-data:ExecuteStatement";
  const batch = "redshift-data:BatchExecuteStatement";
  const elsewhere = region === "us-east-1" ? "us-west-2" : "us-east-1";
  return [
    [execute, arn, "allowed"],
    [batch, arn, "allowed"],
    [execute, clusterArn(target, `${ANY_OTHER}-cluster`), "denied"],
    [execute, workgroupArn(target, ANY_OTHER_ID), "denied"],
    [execute, arn.replace(`:${accountId}:`, `:${OTHER_ACCOUNT}:`), "denied"],
    [execute, arn.replace(`:${region}:`, `:${elsewhere}:`), "denied"],
    ["redshift-data:ListTables", arn, "denied"],
    kind === "cluster"
      ? ["redshift:DeleteCluster", arn, "denied"]
      : ["redshift-serverless:DeleteWorkgroup", arn, "denied"],
  ];
}

/** What opens the database session: allowed for the mode of the target, denied for the other modes. */
function credentialRequests(target: LinkTarget): readonly Request[] {
  const { name, kind, database, dbUser, secretArn } = target;
  const read = "secretsmanager:GetSecretValue";
  const secrets: readonly Request[] = [
    ...(secretArn === undefined ? [] : [[read, secretArn, "allowed"] satisfies Request]),
    [read, regionalArn(target, "secretsmanager", `secret:${ANY_OTHER}-secret-AbCdEf`), "denied"],
  ];
  if (kind === "workgroup") {
    const credentials = "redshift-serverless:GetCredentials";
    return [
      [credentials, target.arn, secretArn === undefined ? "allowed" : "denied"],
      [credentials, target.arn.replace(/\/.*$/, `/${ANY_OTHER_ID}`), "denied"],
      ...secrets,
    ];
  }
  const user = (of: string) => dbUserArn(target, name, of);
  const own = dbNameArn(target, name, database);
  const other = dbNameArn(target, name, `${ANY_OTHER}-database`);
  const asUser: Expected = dbUser === undefined ? "denied" : "allowed";
  const asIdentity: Expected = dbUser === undefined && secretArn === undefined ? "allowed" : "denied";
  return [
    ...(dbUser === undefined
      ? []
      : [["redshift:GetClusterCredentials", user(dbUser), "allowed"] satisfies Request]),
    ["redshift:GetClusterCredentials", own, asUser],
    ...administrators(dbUser).map(
      (administrator): Request => ["redshift:GetClusterCredentials", user(administrator), "denied"],
    ),
    ["redshift:GetClusterCredentials", other, "denied"],
    ["redshift:GetClusterCredentialsWithIAM", own, asIdentity],
    ["redshift:GetClusterCredentialsWithIAM", other, "denied"],
    ["redshift:CreateClusterUser", user(dbUser ?? "any-new-user"), "denied"],
    ["redshift:JoinGroup", dbGroupArn(target, name, "any-group"), "denied"],
    ...secrets,
  ];
}

/** `awsuser` is what the console proposes, `admin` what people write. */
function administrators(dbUser: string | undefined): readonly string[] {
  return ["admin", "awsuser"].filter((user) => user !== dbUser);
}

function otherRequests({ dataRole }: LinkAccess): readonly Request[] {
  return [
    ["redshift-data:ListStatements", "*", "denied"],
    ["iam:PutRolePolicy", dataRole.arn, "denied"],
    ["iam:PassRole", dataRole.arn, "denied"],
    ["sts:AssumeRole", dataRole.arn.replace(/:role\/.*$/, `:role/${ANY_OTHER}-role`), "denied"],
  ];
}

/** What the inline policies name literally. Wildcards name nothing a request could be made for. */
function namedRequests({ dataRole }: LinkAccess): readonly Request[] {
  return dataRole.inlinePolicies
    .flatMap(({ document }) => statementsOf(document))
    .filter(isAllow)
    .flatMap((statement) =>
      textsOf(statement.Action).flatMap((action) =>
        textsOf(statement.Resource).map((resource): Request => [action, resource, "denied"]),
      ),
    )
    .filter(([action, resource]) => !/[*?]|\$\{/.test(action + resource))
    .filter(([action]) => !isStatementAction(action) && action.toLowerCase() !== "kms:decrypt");
}

function requestProbe(target: LinkTarget, [action, resource, expected]: Request): Probe {
  return {
    ...BY_DATA_ROLE,
    id: probeId("hop2", `${action} ${subjectOf(resource, target)}`),
    does: describeRequest(action, resource, target),
    expected,
    question: { kind: "call-as-data-role", action, resource },
  };
}

/** The ARN without what every resource of the link has in common. */
function subjectOf(resource: string, target: LinkTarget): string {
  if (resource === "*") return "any";
  const arn = parseArn(resource);
  if (arn === undefined || arn.partition !== target.partition) return resource.replace(/^arn:/, "");
  return [
    ...(arn.region === target.region ? [] : [arn.region]),
    ...(arn.accountId === target.accountId ? [] : [arn.accountId]),
    arn.resource,
  ].join(":");
}

/** Each action on one statement, for a statement of the session itself and for one of another session of the role. */
function statementProbes(link: LinkAccess): readonly Probe[] {
  const ownerSessionName = `not-${settingsOf(link).roleSessionName}`.slice(0, MAX_SESSION_NAME_CHARACTERS);
  return STATEMENT_ACTIONS.flatMap(([action, verb]): readonly Probe[] => [
    {
      ...BY_DATA_ROLE,
      id: probeId("hop2", `${action} its own session`),
      does: `${verb} a statement of its own session`,
      expected: "allowed",
      question: { kind: "call-as-data-role", action, resource: "*" },
    },
    {
      ...BY_DATA_ROLE,
      id: probeId("hop2", `${action} another session`),
      does: `${verb} a statement of another session`,
      expected: "denied",
      question: { kind: "call-as-data-role", action, resource: "*", ownerSessionName },
    },
  ]);
}

/** Every key of the target's secret: Secrets Manager decrypts with it on the role's behalf, and nobody else does. */
function keyProbes(target: LinkTarget): readonly Probe[] {
  const context = { "kms:ViaService": secretsManagerService(target) };
  return target.keyArns.flatMap((resource): readonly Probe[] => {
    const name = resource.slice(resource.lastIndexOf("/") + 1);
    const question = { kind: "call-as-data-role", action: "kms:Decrypt", resource } as const;
    return [
      {
        ...BY_DATA_ROLE,
        id: probeId("hop2-decrypt", `${name} through secrets manager`),
        does: `decrypt its secret with key \`${name}\``,
        expected: "allowed",
        question: { ...question, context },
      },
      {
        ...BY_DATA_ROLE,
        id: probeId("hop2-decrypt", `${name} directly`),
        does: `decrypt anything with key \`${name}\``,
        expected: "denied",
        question,
      },
    ];
  });
}
