import { parseArn } from "../../../aws/arn";
import { MAX_SESSION_NAME_CHARACTERS } from "../../../aws/quotas";
import { isStatementAction, STATEMENT_ACTIONS } from "../../../aws/redshift-data";
import { secretsManagerService } from "../../../aws/secrets-manager";
import { isAllow, statementsOf, textsOf } from "../../iam/statements";
import { type LinkAccess, settingsOf } from "../link-access";
import { type LinkTarget, linkTarget } from "../link-target";
import { anyOtherRoleArn, describeRequest } from "./describe-request";
import { type Probe, probeId } from "./probe";
import { type ExpectedAnswer, targetRequests } from "./target-requests";

/** What the actions on one statement do to it. */
const STATEMENT_VERBS: Readonly<Record<(typeof STATEMENT_ACTIONS)[number], string>> = {
  "redshift-data:DescribeStatement": "follow",
  "redshift-data:GetStatementResult": "read the result of",
  "redshift-data:CancelStatement": "cancel",
};

const BY_DATA_ROLE = { hop: 2, role: "data", who: "the data role" } as const;

/**
 * What the data role may do: everything that the auth mode of the target needs, the near misses of it, and whatever the role's
 * policies name beside that.
 *
 * @throws AccessError `no-target` when the environment names no target
 */
export function hop2Probes(link: LinkAccess): readonly Probe[] {
  const target = linkTarget(link);
  const known = [...targetRequests(target), ...otherRequests(link)];
  const keys = new Set(known.map(([action, resource]) => requestKey(action, resource)));
  const named = namedRequests(link).filter(([action, resource]) => !keys.has(requestKey(action, resource)));
  return [
    ...[...known, ...named].map((request) => requestProbe(target, request)),
    ...statementProbes(link),
    ...keyProbes(target),
  ];
}

function requestKey(action: string, resource: string): string {
  return `${action.toLowerCase()} ${resource}`;
}

/** Requests that are never needed to run statements. */
function otherRequests({ dataRole }: LinkAccess): readonly ExpectedAnswer[] {
  return [
    ["redshift-data:ListStatements", "*", "denied"],
    ["iam:PutRolePolicy", dataRole.arn, "denied"],
    ["iam:PassRole", dataRole.arn, "denied"],
    ["sts:AssumeRole", anyOtherRoleArn(dataRole), "denied"],
  ];
}

/** What the inline policies name without wildcards: of those there is no telling which requests they are for. */
function namedRequests({ dataRole }: LinkAccess): readonly ExpectedAnswer[] {
  return dataRole.inlinePolicies
    .flatMap(({ document }) => statementsOf(document))
    .filter(isAllow)
    .flatMap((statement) =>
      textsOf(statement.Action).flatMap((action) =>
        textsOf(statement.Resource).map((resource): ExpectedAnswer => [action, resource, "denied"]),
      ),
    )
    .filter(([action, resource]) => !/[*?]|\$\{/.test(action + resource))
    .filter(([action]) => !isStatementAction(action) && action.toLowerCase() !== "kms:decrypt");
}

function requestProbe(target: LinkTarget, [action, resource, expected]: ExpectedAnswer): Probe {
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
  return STATEMENT_ACTIONS.flatMap((action): readonly Probe[] => [
    {
      ...BY_DATA_ROLE,
      id: probeId("hop2", `${action} its own session`),
      does: `${STATEMENT_VERBS[action]} a statement of its own session`,
      expected: "allowed",
      question: { kind: "call-as-data-role", action, resource: "*" },
    },
    {
      ...BY_DATA_ROLE,
      id: probeId("hop2", `${action} another session`),
      does: `${STATEMENT_VERBS[action]} a statement of another session`,
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
