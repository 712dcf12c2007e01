import type { Correction } from "../../tools/doctor/judge/correction";
import { addPolicy } from "./break-link";
import type { Damage, Damager, Replacement } from "./damage";
import type { Deployment } from "./deployment";

const L = "111111111111";
const R = "222222222222";
const REGION = "ap-northeast-1";
const QUERY = "analytics-query";
const DATA = "analytics-data";
const REDSHIFT = `arn:aws:redshift:${REGION}:${R}`;

/** One line of a policy changed by somebody, and what the doctor has to say about it. */
export interface Denial {
  readonly what: string;
  readonly hop: "hop-1" | "hop-2";
  readonly roleCheck: "query-role" | "data-role";
  readonly damage: (damager: Damager, deployment: Deployment) => Promise<Damage>;
  readonly correction: Correction;
  /** Part of what the hop's check found. */
  readonly found: string;
}

const json = (name: string, text: string) => `"${name}": "${text}"`;
const condition = (operator: string, key: string, text: string) => `"${operator}": { ${json(key, text)} }`;

function trust(what: string, replacement: Replacement, lines: Pick<Correction, "is" | "shouldBe">): Denial {
  return {
    what: `trust ${what}`,
    hop: "hop-1",
    roleCheck: "data-role",
    damage: (damager) => damager.trust(R, DATA, replacement),
    correction: {
      ...{ accountId: R, account: "redshift account", role: DATA, policy: "trust policy" },
      statement: "TrustRole",
      ...lines,
    },
    found: "HOP1_DENIED",
  };
}

const QUERY_ROLE = { accountId: L, account: "lambda account", role: QUERY } as const;

function query(what: string, replacement: Replacement, lines: Pick<Correction, "is" | "shouldBe">): Denial {
  return {
    what: `query role ${what}`,
    hop: "hop-1",
    roleCheck: "query-role",
    damage: (damager) => damager.inlinePolicy(L, QUERY, "assume-data-role", replacement),
    correction: {
      ...QUERY_ROLE,
      policy: "inline policy assume-data-role",
      statement: "AssumeDataRole",
      ...lines,
    },
    found: "HOP1_DENIED",
  };
}

/** The same text before and after in the one line that differs. */
function data(
  statement: string,
  replacement: Replacement,
  line: (text: string) => string,
  found: string,
): Denial {
  const [from, to] = replacement;
  return {
    what: `data role has ${to} for ${from}`,
    hop: "hop-2",
    roleCheck: "data-role",
    damage: (damager) => damager.inlinePolicy(R, DATA, "redshift-data-api", replacement),
    correction: {
      ...{ accountId: R, account: "redshift account", role: DATA },
      policy: "inline policy redshift-data-api",
      statement,
      is: line(to),
      shouldBe: line(from),
    },
    found,
  };
}

const principal = (name: string) => `"Principal": { ${json("AWS", `arn:aws:iam::${L}:role/${name}`)} }`;
const externalId = (whose: string) => condition("StringEquals", "sts:ExternalId", `(${whose}, not shown)`);
const dataRole = (name: string) => json("Resource", `arn:aws:iam::${R}:role/${name}`);
const bound = (name: string) =>
  condition("ArnEquals", "lambda:SourceFunctionArn", `arn:aws:lambda:${REGION}:${L}:function:${name}`);
const redshift = (rest: string) => json("Resource", `${REDSHIFT}:${rest}`);
const action = (name: string) => json("Action", name);
const owner = (id: string) => condition("StringEquals", "redshift-data:statement-owner-iam-userid", id);

/** Each refuses a hop that the function's SELECT 1 needs. */
export const DENIALS: readonly Denial[] = [
  trust("names another role", [`role/${QUERY}`, "role/other"], {
    is: principal("other"),
    shouldBe: principal(QUERY),
  }),
  trust("asks another external id", ["analytics-link-2026", "another-id"], {
    is: externalId("another external id"),
    shouldBe: externalId("the external id of the link"),
  }),
  query("is allowed on another role", [`role/${DATA}`, "role/other"], {
    is: dataRole("other"),
    shouldBe: dataRole(DATA),
  }),
  query("is bound to another function", [`function:${QUERY}`, "function:other"], {
    is: bound("other"),
    shouldBe: bound(QUERY),
  }),
  {
    ...query("has a Deny added by hand", ["", ""], {}),
    damage: (_, deployment) =>
      addPolicy(deployment.iam(L), QUERY, "stop", {
        ...{ Sid: "Stop", Effect: "Deny", Action: "sts:*", Resource: "*" },
      }),
    correction: {
      ...QUERY_ROLE,
      policy: "inline policy stop",
      statement: "Stop",
      is: `{ ${[json("Sid", "Stop"), action("sts:*"), json("Effect", "Deny"), json("Resource", "*")].join(", ")} }`,
    },
  },
  data("SubmitStatements", ["cluster:warehouse", "cluster:other"], redshift, "DATA_API_DENIED"),
  data(
    "FollowOwnStatements",
    ["redshift-data:GetStatementResult", "redshift-data:ListTables"],
    action,
    "STATEMENT_DENIED",
  ),
  data("FollowOwnStatements", ["${aws:userid}", "AROAELSE:someone"], owner, "STATEMENT_DENIED"),
  // The article's second error, by the article's own mistake.
  data(
    "ConnectAsDbUser",
    ["dbuser:warehouse/analyst", "dbuser:analyst/dev"],
    redshift,
    "ValidationException: User: arn:aws:sts",
  ),
];
