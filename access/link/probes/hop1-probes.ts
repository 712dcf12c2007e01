import { parseIamArn, wholeAccount } from "../../../aws/iam";
import { LAMBDA_SERVICE } from "../../../aws/lambda";
import { conditionValues, isAllow, principalsOf, statementsOf } from "../../iam/statements";
import type { SynthesizedRole } from "../../terraform/synthesized-stack";
import { pathAndName } from "../access-request";
import { type LinkAccess, type LinkRole, roleOf, settingsOf } from "../link-access";
import {
  type AssumeDataRole,
  FUNCTION_ASSUMES_DATA_ROLE,
  LAMBDA_RUNS_FUNCTION,
  type Stranger,
} from "../question";
import type { TransferRole } from "../transfer/transfer-access";
import { exactProbeId, type Probe, type ProbeId, probeId, type StrangerProbe } from "./probe";

/** A service with no business in a link: whoever trusts it trusts every service of the account. */
const OTHER_SERVICE = "ec2.amazonaws.com";

/** Accounts that stand for one nobody knows: the first that is not the link's own. */
const FOREIGN_ACCOUNTS = ["999999999999", "888888888888", "777777777777"];

/** A wrong external id is cut to this, well below STS's limit of 1,224 characters. */
const MAX_WRONG_ID_CHARACTERS = 64;

/** What every probe of somebody who must not become the role has in common. */
export const INTRUDER = {
  data: { hop: 1, role: "data", does: "assume the data role", expected: "denied" },
  query: { hop: 1, role: "query", does: "assume the query role", expected: "denied" },
  copy: { hop: 3, role: "copy", does: "assume the copy role", expected: "denied" },
  bucket: { hop: 4, role: "bucket", does: "assume the bucket role", expected: "denied" },
} as const;

/** Who may become one of the two roles. */
export function hop1Probes(link: LinkAccess): readonly Probe[] {
  return [...functionProbes(link), ...strangerProbes(link), ...serviceProbes(link)];
}

function functionProbes(link: LinkAccess): readonly Probe[] {
  const { queryFunction } = link;
  const { externalId } = settingsOf(link);
  const otherFunction = queryFunction.arn.replace(/[^:]+$/, `${queryFunction.name}-other`);
  const attempt = (id: ProbeId, who: string, differs: AssumeDataRole): Probe => ({
    ...INTRUDER.data,
    id,
    who,
    question: { kind: "assume-data-role", ...differs },
  });
  return [
    {
      id: "hop1-lambda-runs-function",
      hop: 1,
      role: "query",
      who: "Lambda",
      does: "run the function with the query role",
      expected: "allowed",
      question: LAMBDA_RUNS_FUNCTION,
    },
    {
      id: "hop1-function",
      hop: 1,
      role: "data",
      who: "the function",
      does: "assume the data role",
      expected: "allowed",
      question: FUNCTION_ASSUMES_DATA_ROLE,
    },
    attempt("hop1-other-function", "another function with the query role", {
      sourceFunctionArn: otherFunction,
    }),
    attempt("hop1-outside-lambda", "the query role outside Lambda", { sourceFunctionArn: null }),
    // Without an external id there is none to leave out.
    ...(externalId === undefined
      ? []
      : [
          attempt("hop1-wrong-external-id", "the function with a wrong external id", {
            externalId: `not-${externalId}`.slice(0, MAX_WRONG_ID_CHARACTERS),
          }),
          attempt("hop1-no-external-id", "the function without the external id", { externalId: null }),
        ]),
  ];
}

/** Others than the query role, each with the permission to assume anything and the right external id. */
function strangerProbes(link: LinkAccess): readonly Probe[] {
  return [
    ...strangers(link, link.dataRole, "hop1").map(
      ({ id, who, caller }): Probe => ({
        ...INTRUDER.data,
        id,
        who,
        question: { kind: "assume-data-role", caller },
      }),
    ),
    ...strangers(link, link.queryRole, "query-role").map(
      ({ id, who, caller }): Probe => ({
        ...INTRUDER.query,
        id,
        who,
        question: { kind: "assume-query-role", caller },
      }),
    ),
    {
      ...INTRUDER.query,
      id: "query-role-data-role",
      who: "the data role",
      question: { kind: "assume-query-role", caller: "data-role" },
    },
  ];
}

interface NamedStranger {
  readonly id: ProbeId;
  readonly who: string;
  readonly caller: Stranger;
}

/** Every probe of somebody else than the copy role who becomes one of the roles between Redshift and the buckets. */
export function transferStrangerProbes(link: LinkAccess, role: TransferRole): readonly Probe[] {
  return strangers(link, roleOf(link, role), `${role}-role`)
    .filter(({ caller }) => role !== "bucket" || !isCopyRole(link, caller))
    .map(
      ({ id, who, caller }): Probe => ({
        ...INTRUDER[role],
        id,
        who,
        question: { kind: "assume-transfer-role", role, caller },
      }),
    );
}

function isCopyRole(link: LinkAccess, { accountId, roleName }: Stranger): boolean {
  const { arn, accountId: owner } = roleOf(link, "copy");
  return accountId === owner && roleName === pathAndName(arn);
}

/** An account that is not the link's own. */
export function foreignAccount({ queryRole, dataRole }: Pick<LinkAccess, "queryRole" | "dataRole">): string {
  const own = [queryRole.accountId, dataRole.accountId];
  return FOREIGN_ACCOUNTS.find((accountId) => !own.includes(accountId)) ?? "";
}

/** A role of each account that is not to get in, and every role and account that the trust policy names. */
function strangers(
  { queryRole, dataRole }: LinkAccess,
  trusting: SynthesizedRole,
  probe: StrangerProbe,
): readonly NamedStranger[] {
  const own = [queryRole.accountId, dataRole.accountId];
  const account = (accountId: string, roleName: string): NamedStranger => ({
    id: probeId(`${probe}-account`, accountId),
    who: `account ${accountId}`,
    caller: { accountId, roleName },
  });
  const roleName = "any-other-role";
  const fixed: readonly NamedStranger[] = [
    {
      id: `${probe}-other-role`,
      who: "another role of the lambda account",
      caller: { accountId: queryRole.accountId, roleName },
    },
    ...(queryRole.accountId === dataRole.accountId
      ? []
      : [
          {
            id: `${probe}-redshift-account-role`,
            who: "another role of the redshift account",
            caller: { accountId: dataRole.accountId, roleName },
          } as const,
        ]),
    account(foreignAccount({ queryRole, dataRole }), pathAndName(queryRole.arn)),
  ];
  const known = new Set([queryRole.arn, dataRole.arn]);
  const named = namedPrincipals(trusting)
    .filter((principal) => !known.has(principal))
    .flatMap((principal): readonly NamedStranger[] => {
      const { type, accountId = "" } = parseIamArn(principal) ?? {};
      if (type === "role" && !/[*?]/.test(principal)) {
        const name = pathAndName(principal);
        return [
          {
            id: exactProbeId(`${probe}-role`, `${accountId} ${name}`),
            who: `role \`${name}\` of account ${accountId}`,
            caller: { accountId, roleName: name },
          },
        ];
      }
      const whole = wholeAccount(principal);
      return whole === undefined || own.includes(whole) ? [] : [account(whole, roleName)];
    });
  return [...new Map([...fixed, ...named].map((stranger) => [stranger.id, stranger])).values()];
}

/** Principals a trust policy names, in its principal element or by `aws:PrincipalArn`. */
function namedPrincipals({ trust }: SynthesizedRole): readonly string[] {
  return statementsOf(trust)
    .filter(isAllow)
    .flatMap((statement) => [
      ...principalsOf(statement, "AWS"),
      ...conditionValues(statement, "aws:PrincipalArn"),
    ]);
}

function serviceProbes(link: LinkAccess): readonly Probe[] {
  return [
    ...strangeServiceProbes(link, "data", []),
    ...strangeServiceProbes(link, "query", [LAMBDA_SERVICE]),
  ];
}

/**
 * One service that has no business here, and every one that a trust policy names.
 *
 * @param own services that assume the role in every link
 */
export function strangeServiceProbes(
  link: LinkAccess,
  role: LinkRole,
  own: readonly string[],
): readonly Probe[] {
  const named = statementsOf(roleOf(link, role).trust).flatMap((statement) =>
    principalsOf(statement, "Service"),
  );
  return [...new Set([OTHER_SERVICE, ...named])]
    .filter((service) => !own.includes(service))
    .map((service) => serviceProbe(role, service));
}

function serviceProbe(role: LinkRole, service: string): Probe {
  return {
    ...INTRUDER[role],
    id: probeId(`${role}-role-service`, service),
    who: `service ${service}`,
    question: { kind: "assume-as-service", role, service },
  };
}
