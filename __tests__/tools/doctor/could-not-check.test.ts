import type { LambdaClient } from "@aws-sdk/client-lambda";
import { facts, STORED_QUERY_ROLE } from "../../../testing/tools/doctor-facts";
import { linksFileValid } from "../../../tools/doctor/judge/checks/links-file";
import { linkChecks } from "../../../tools/doctor/judge/link-checks";
import { runCheck, runChecks } from "../../../tools/doctor/judge/run-check";
import { CouldNotCheck } from "../../../tools/doctor/read/could-not-check";
import { invokeStatement } from "../../../tools/doctor/read/invocation";
import type { LinkFacts } from "../../../tools/doctor/read/link-facts";
import { Interrupted } from "../../../tools/lib/terminal/interruption";
import { ToolError } from "../../../tools/lib/terminal/tool-error";

const signal = new AbortController().signal;
const refused = (name: string, message: string) =>
  ({ send: async () => Promise.reject(Object.assign(new Error(message), { name })) }) as Pick<
    LambdaClient,
    "send"
  > as LambdaClient;
const DENIED =
  "User: arn:aws:sts::111111111111:assumed-role/deployer/cdktf-doctor is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:ap-northeast-1:111111111111:function:analytics-query because no identity-based policy allows the lambda:InvokeFunction action";

/** Status of every check, and the next steps of those that are not ok. */
async function statuses(changes: Partial<LinkFacts>) {
  const results = await runChecks(linkChecks(true), facts(changes));
  const open = results.filter(({ status }) => status !== "ok");
  return {
    open: open.map(({ id, status }) => `${id}: ${status}`),
    next: [...new Set(open.map(({ next }) => next))],
  };
}

test("a link that the doctor may not run is no broken link, and the next step names the doctor's policy", async () => {
  const invocation = await invokeStatement(
    refused("AccessDeniedException", DENIED),
    "f",
    { sql: "SELECT 1" },
    signal,
  );
  expect(invocation).toEqual({
    kind: "not-run",
    reason: `AccessDeniedException: ${DENIED}`,
    isCallersDenial: true,
  });
  expect(await statuses({ selectOne: async () => invocation, invoke: async () => invocation })).toEqual({
    open: [
      "hop-1: could-not-check",
      "hop-2: could-not-check",
      "target: could-not-check",
      "select-1: could-not-check",
      "table-grants: could-not-check",
    ],
    next: [
      "give the deploy credentials the doctor's policy, which npm run deploy-policy prints: this says nothing of the link",
    ],
  });
});

test.each([
  ["TooManyRequestsException", "Rate Exceeded."],
  ["KMSAccessDeniedException", "Lambda was unable to decrypt the environment variables"],
  ["ResourceNotFoundException", "Function not found"],
])("what Lambda says of the function itself is a problem: %s", async (name, message) => {
  const invocation = await invokeStatement(refused(name, message), "f", { sql: "SELECT 1" }, signal);
  expect(invocation).toEqual({ kind: "not-run", reason: `${name}: ${message}` });
  expect((await statuses({ selectOne: async () => invocation })).open).toContain("select-1: problem");
});

test("an interruption ends the run instead of being a problem of any check", async () => {
  const interrupted = async () => Promise.reject(new Interrupted("SIGINT"));
  const { terraform } = facts();
  for (const part of ["version", "provider", "state"] as const) {
    const checks = runChecks(linkChecks(false), facts({ terraform: { ...terraform, [part]: interrupted } }));
    await expect(checks).rejects.toThrow("stopped by SIGINT");
  }
});

test("Terraform that is not there is one thing to install, for every check that needs it", async () => {
  const missing = async () => Promise.reject(new ToolError("TERRAFORM_MISSING", "terraform is not on PATH"));
  const terraform = { version: missing, provider: missing, state: missing };
  const { open, next } = await statuses({ terraform });
  expect(open.filter((line) => line.endsWith("problem"))).toEqual([]);
  expect(open).toEqual(
    expect.arrayContaining(["terraform-version: could-not-check", "provider: could-not-check"]),
  );
  expect(next).toContain("install Terraform, or name another binary in TERRAFORM_BINARY_NAME");
  expect(next.filter((text) => text?.includes("deploy credentials"))).toEqual([]);
});

test("the trust of the query role is read with the credentials of its own account alone", async () => {
  const role = async (which: string) => {
    if (which === "query role") return STORED_QUERY_ROLE;
    throw new CouldNotCheck("there are no credentials of the redshift account 222222222222", "x");
  };
  const live = async () => {
    await role("data role");
    throw new Error("unreached");
  };
  const check = linkChecks(false).find(({ id }) => id === "function-trust");
  expect(check && (await runCheck(check, facts({ role, live })))).toMatchObject({ status: "ok" });
});

test("a valid links file that this checkout cannot synthesize is not blamed", async () => {
  const reading = { file: "links.yaml", links: [], synthFailure: "EROFS: read-only file system, mkdir" };
  const { status, found, next } = await linksFileValid.run(reading);
  expect([status, found]).toEqual([
    "problem",
    "links.yaml is valid as it is written, and does not synthesize: EROFS: read-only file system, mkdir",
  ]);
  expect(next).toMatch(/^if the text names a line of links\.yaml, correct it; otherwise .* writable/);
});
