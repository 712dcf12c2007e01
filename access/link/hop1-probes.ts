import { conditionValues, isAllow, principalsOf, statementsOf } from "../iam/statements";
import type { SynthesizedRole } from "../terraform/synthesized-stack";
import {
  assumeQueryRole,
  functionTrust,
  type Hop1Overrides,
  hop1,
  type OtherCaller,
  serviceAssumes,
} from "./hops";
import { type LinkAccess, policiesOf } from "./link-access";
import { type Probe, probe } from "./probe";

/** A service with no business in a link: whoever trusts it trusts every service of the account. */
const OTHER_SERVICE = "ec2.amazonaws.com";
const LAMBDA = "lambda.amazonaws.com";

interface Party {
  readonly id: string;
  readonly who: string;
  readonly caller: OtherCaller & { readonly accountId: string };
}

/** Who may become one of the two roles. */
export function hop1Probes(link: LinkAccess): readonly Probe[] {
  return [...functionProbes(link), ...strangerProbes(link), ...serviceProbes(link)];
}

function functionProbes(link: LinkAccess): readonly Probe[] {
  const { queryFunction } = link;
  const otherFunction = queryFunction.arn.replace(/[^:]+$/, `${queryFunction.name}-other`);
  const becomes = (id: string, who: string, expected: Probe["expected"], overrides: Hop1Overrides) =>
    probe({
      id: `hop1 ${id}`,
      hop: 1,
      role: "data",
      who,
      does: "assume the data role",
      expected,
      ask: (state) => hop1(state, overrides),
    });
  return [
    probe({
      id: "hop1 lambda runs function",
      hop: 1,
      role: "query",
      who: "Lambda",
      does: "run the function with the query role",
      expected: "allowed",
      ask: functionTrust,
    }),
    becomes("function", "the function", "allowed", {}),
    becomes("other function", "another function with the query role", "denied", {
      sourceFunctionArn: otherFunction,
    }),
    becomes("outside lambda", "the query role outside Lambda", "denied", { sourceFunctionArn: null }),
    // Without an external id there is none to leave out.
    ...(link.externalId === undefined
      ? []
      : [
          becomes("wrong external id", "the function with a wrong external id", "denied", {
            externalId: `not-${link.externalId}`.slice(0, 64),
          }),
          becomes("no external id", "the function without the external id", "denied", { externalId: null }),
        ]),
  ];
}

/** Others than the query role, each with the permission to assume anything and the right external id. */
function strangerProbes(link: LinkAccess): readonly Probe[] {
  const { queryRole, dataRole } = link;
  const data = parties(link, dataRole).map(({ id, who, caller }) =>
    probe({
      id: `hop1 ${id}`,
      hop: 1,
      role: "data",
      who,
      does: "assume the data role",
      expected: "denied",
      ask: (state) => hop1(state, { caller }),
    }),
  );
  const query = parties(link, queryRole).map(({ id, who, caller }) =>
    probe({
      id: `query role ${id}`,
      hop: 1,
      role: "query",
      who,
      does: "assume the query role",
      expected: "denied",
      ask: (state) => assumeQueryRole(state, caller),
    }),
  );
  const dataRoleItself = probe({
    id: "query role data role",
    hop: 1,
    role: "query",
    who: "the data role",
    does: "assume the query role",
    expected: "denied",
    ask: (state) =>
      assumeQueryRole(state, {
        accountId: state.dataRole.accountId,
        roleName: pathAndName(state.dataRole.arn),
        policies: policiesOf(state, state.dataRole),
      }),
  });
  return [...data, ...query, dataRoleItself];
}

function parties(link: LinkAccess, trusting: SynthesizedRole): readonly Party[] {
  const { queryRole, dataRole } = link;
  const [L, R] = [queryRole.accountId, dataRole.accountId];
  const stranger = ["999999999999", "888888888888", "777777777777"].find((id) => id !== L && id !== R) ?? "";
  const other = "any-other-role";
  const fixed: readonly Party[] = [
    role("other role", "another role of the lambda account", L, other),
    ...(L === R ? [] : [role("redshift account role", "another role of the redshift account", R, other)]),
    account(stranger, pathAndName(queryRole.arn)),
  ];
  const known = new Set([queryRole.arn, dataRole.arn]);
  const named = namedPrincipals(trusting)
    .filter((principal) => !known.has(principal))
    .flatMap((principal): readonly Party[] => {
      const [, accountId, name] = /^arn:[^:]+:iam::(\d{12}):role\/([^*?]+)$/.exec(principal) ?? [];
      if (accountId !== undefined && name !== undefined) {
        return [
          role(`role ${accountId} ${name}`, `role \`${name}\` of account ${accountId}`, accountId, name),
        ];
      }
      const whole = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1];
      return whole === undefined || whole === L || whole === R ? [] : [account(whole, other)];
    });
  return [...new Map([...fixed, ...named].map((party) => [party.id, party])).values()];
}

function role(id: string, who: string, accountId: string, roleName: string): Party {
  return { id, who, caller: { accountId, roleName } };
}

function account(accountId: string, roleName: string): Party {
  return role(`account ${accountId}`, `account ${accountId}`, accountId, roleName);
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

function serviceProbes({ queryRole, dataRole }: LinkAccess): readonly Probe[] {
  const services = (trusting: SynthesizedRole, own: readonly string[]) =>
    [
      ...new Set([
        OTHER_SERVICE,
        ...statementsOf(trusting.trust).flatMap((statement) => principalsOf(statement, "Service")),
      ]),
    ].filter((service) => !own.includes(service));
  return [
    ...services(dataRole, []).map((service) => serviceProbe("data", service)),
    ...services(queryRole, [LAMBDA]).map((service) => serviceProbe("query", service)),
  ];
}

function serviceProbe(which: "query" | "data", service: string): Probe {
  return probe({
    id: `${which} role service ${service}`,
    hop: 1,
    role: which,
    who: `service ${service}`,
    does: `assume the ${which} role`,
    expected: "denied",
    ask: (state) => serviceAssumes(which === "data" ? state.dataRole : state.queryRole, service),
  });
}

/** What follows `role/`: path and name. */
function pathAndName(arn: string): string {
  return arn.slice(arn.indexOf(":role/") + ":role/".length);
}
