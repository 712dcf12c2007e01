import type { FailureHop } from "../../../functions/run-query/failure";
import { linkWith } from "../../../testing/links/links";
import {
  DECLARED,
  facts,
  LIVE_FUNCTION,
  STORED_DATA_ROLE,
  STORED_QUERY_ROLE,
  sendingExternalId,
} from "../../../testing/tools/doctor-facts";

import { linkChecks } from "../../../tools/doctor/judge/link-checks";
import { runCheck, runChecks } from "../../../tools/doctor/judge/run-check";
import { CouldNotCheck } from "../../../tools/doctor/read/could-not-check";
import type { Invocation } from "../../../tools/doctor/read/invocation";
import type { LinkFacts } from "../../../tools/doctor/read/link-facts";
import { ToolError } from "../../../tools/lib/terminal/tool-error";

const answered = { $metadata: { httpStatusCode: 403 } };
const failed = (hop: FailureHop): Invocation => ({
  kind: "failed",
  failure: { code: "UNKNOWN", hop, message: "failed", awsCode: "A", awsMessage: "text", advice: "advice" },
});
const terraform = facts().terraform;
const holding = (addresses: readonly string[]) => ({
  terraform: { ...terraform, state: async () => ({ addresses, roleIds: {}, placed: [] }) },
});
const terraformFailed = (text: string) => new ToolError("TERRAFORM_FAILED", text);
const attached = { ...STORED_DATA_ROLE, managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] };
const environment = { ...LIVE_FUNCTION.environment, EXTERNAL_ID: "stolen-secret", TOKEN: "token-value" };

it("a link that works: every check ok, each with what it looked at and expected", async () => {
  const results = await runChecks(linkChecks(true), facts());
  expect(results.map(({ id, status }) => `${id}: ${status}`)).toEqual(
    linkChecks(true).map(({ id }) => `${id}: ok`),
  );
  expect(results.every(({ lookedAt, expected, found }) => lookedAt && expected && found)).toBe(true);
});

it("ids are unique and the list without a table is the same but for its check", () => {
  const ids = linkChecks(true).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(linkChecks(false).map(({ id }) => id)).toEqual(ids.filter((id) => id !== "table-grants"));
});

it.each<[id: string, status: string, found: RegExp, changes: Partial<LinkFacts>]>([
  [
    "terraform-version",
    "problem",
    /^1\.4\.6$/,
    { terraform: { ...terraform, version: async () => "1.4.6" } },
  ],
  [
    "terraform-version",
    "could-not-check",
    /not on PATH/,
    {
      terraform: { ...terraform, version: async () => Promise.reject(new Error("terraform is not on PATH")) },
    },
  ],
  [
    "provider",
    "problem",
    /no registry/,
    { terraform: { ...terraform, provider: async () => Promise.reject(terraformFailed("no registry")) } },
  ],
  [
    "lambda-credentials",
    "problem",
    /of account 999999999999$/,
    { session: async () => ({ accountId: "999999999999", arn: "arn:x", config: { region: "r" } }) },
  ],
  [
    "redshift-credentials",
    "problem",
    /^AccessDenied: no$/,
    {
      session: async () =>
        Promise.reject(Object.assign(new Error("no"), { name: "AccessDenied", ...answered })),
    },
  ],
  [
    "redshift-credentials",
    "could-not-check",
    /Could not load/,
    { session: async () => Promise.reject(new Error("Could not load credentials")) },
  ],
  ["state", "problem", /^the state is empty/, holding([])],
  [
    "state",
    "problem",
    /^not in the state: aws_cloud.*; in the state and not in the stack: aws_x\.y$/,
    holding(["aws_x.y", ...DECLARED.addresses.slice(1)]),
  ],
  [
    "query-role",
    "problem",
    /^there is no role analytics-query in account 111111111111$/,
    { role: async () => undefined },
  ],
  ["data-role", "problem", /^1 policy line differs/, { role: async () => attached }],
  [
    "data-role",
    "problem",
    /created outside Terraform/,
    { role: async () => ({ ...STORED_DATA_ROLE, uniqueId: "AROANEW" }) },
  ],
  [
    "data-role",
    "could-not-check",
    /policies are as declared.*locked/,
    { terraform: { ...terraform, state: async () => Promise.reject(new Error("locked")) } },
  ],
  ["function", "problem", /^there is no function/, { queryFunction: async () => undefined }],
  [
    "function",
    "problem",
    /^its state is Failed; it runs as arn:other; its timeout is 3 s; no subnet$/,
    {
      queryFunction: async () => ({
        ...LIVE_FUNCTION,
        state: "Failed",
        roleArn: "arn:other",
        timeoutSeconds: 3,
        reasons: ["no subnet"],
      }),
    },
  ],
  [
    "function-environment",
    "problem",
    /^EXTERNAL_ID has another value than declared \(not shown\); TOKEN is \(not shown\), should be absent$/,
    { queryFunction: async () => ({ ...LIVE_FUNCTION, environment }) },
  ],
  [
    "function-concurrency",
    "problem",
    /^0: Lambda refuses/,
    { queryFunction: async () => ({ ...LIVE_FUNCTION, reservedConcurrency: 0 }) },
  ],
  [
    "function-concurrency",
    "problem",
    /^5$/,
    { queryFunction: async () => ({ ...LIVE_FUNCTION, reservedConcurrency: 5 }) },
  ],
  [
    "log-group",
    "problem",
    /^there is no \/aws\/lambda\/analytics-query/,
    { logGroup: async () => undefined },
  ],
  [
    "log-group",
    "problem",
    /^\/aws\/lambda\/analytics-query keeps its lines for ever; the stack declares 30 days$/,
    { logGroup: async () => ({}) },
  ],
  [
    "log-group",
    "problem",
    /keeps its lines for 7 days; the stack declares 30 days$/,
    { logGroup: async () => ({ retentionDays: 7 }) },
  ],
  [
    "log-group",
    "problem",
    /^the function writes to other/,
    { queryFunction: async () => ({ ...LIVE_FUNCTION, logGroup: "other" }) },
  ],
  [
    "hop-1",
    "problem",
    /^the data role .* does not exist$/,
    { role: async (role) => (role === "data role" ? undefined : STORED_QUERY_ROLE) },
  ],
  [
    "hop-1",
    "problem",
    /^the roles' policies allow it, the function's own call fails: UNKNOWN at assume-role/,
    { selectOne: async () => failed("assume-role") },
  ],
  [
    "hop-1",
    "could-not-check",
    /did not prove it: Lambda did not run it \(throttled\)$/,
    { selectOne: async () => ({ kind: "not-run", reason: "throttled" }) },
  ],
  [
    "hop-1",
    "problem",
    /still works with a session from before/,
    { live: async () => sendingExternalId("else") },
  ],
  [
    "hop-1",
    "could-not-check",
    /no credentials/,
    { live: async () => Promise.reject(new CouldNotCheck("no credentials", "x")) },
  ],
  [
    "hop-2",
    "problem",
    /the function's own calls fail: UNKNOWN at authorize/,
    { selectOne: async () => failed("authorize") },
  ],
  [
    "hop-2",
    "could-not-check",
    /did not get there: the function says UNKNOWN at assume-role/,
    { selectOne: async () => failed("assume-role") },
  ],
  ["hop-2", "could-not-check", /^there is no data role/, { role: async () => undefined }],
  ["target", "problem", /^UNKNOWN at connect/, { selectOne: async () => failed("connect") }],
  [
    "target",
    "could-not-check",
    /did not get there: UNKNOWN at authorize/,
    { selectOne: async () => failed("authorize") },
  ],
  [
    "select-1",
    "problem",
    /^1 rows, not the one asked for$/,
    { selectOne: async () => ({ kind: "finished", rows: [[2]] }) },
  ],
  [
    "select-1",
    "problem",
    /^Lambda did not run the function: gone$/,
    { selectOne: async () => ({ kind: "not-run", reason: "gone" }) },
  ],
  ["table-grants", "problem", /^UNKNOWN at sql/, { invoke: async () => failed("sql") }],
  ["table-grants", "could-not-check", /^UNKNOWN at connect/, { invoke: async () => failed("connect") }],
  ["table-grants", "could-not-check", /rawSql: false/, { link: linkWith({ queries: "q", rawSql: false }) }],
])("%s: %s, %s", async (id, status, found, changes) => {
  const check = linkChecks(true).find((candidate) => candidate.id === id);
  const result = check && (await runCheck(check, facts(changes)));
  expect(result).toMatchObject({
    id,
    status,
    found: expect.stringMatching(found),
    next: expect.stringMatching(/\w/),
  });
  expect(JSON.stringify(result)).not.toMatch(/stolen-secret|token-value|analytics-link-2026/);
});
