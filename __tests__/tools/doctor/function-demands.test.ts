import type { FailureHop } from "../../../functions/run-query/failure";
import { linkWith } from "../../../testing/links/links";
import { facts, LIVE_FUNCTION } from "../../../testing/tools/doctor-facts";
import { linkChecks } from "../../../tools/doctor/judge/link-checks";
import { runCheck } from "../../../tools/doctor/judge/run-check";
import type { Invocation } from "../../../tools/doctor/read/invocation";
import type { LinkFacts } from "../../../tools/doctor/read/link-facts";
import type { LiveAlias } from "../../../tools/lib/aws/live-function";

const failed = (hop: FailureHop): Invocation => ({
  kind: "failed",
  failure: { code: "UNKNOWN", hop, message: "failed", awsCode: "A", awsMessage: "text", advice: "advice" },
});

function check(id: string, changes: Partial<LinkFacts>) {
  const found = linkChecks(false).find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`there is no check ${id}`);
  return runCheck(found, facts(changes));
}

it("finds settings that the stack does not declare", async () => {
  const settings = { "KMS key": "arn:key", "ephemeral storage": "1024 MB" };
  const { status, found } = await check("function", {
    queryFunction: async () => ({ ...LIVE_FUNCTION, settings }),
  });
  expect([status, found]).toEqual([
    "problem",
    "its KMS key is arn:key, should be not set; its ephemeral storage is 1024 MB, should be not set",
  ]);
});

it("finds an invoker that the resource policy lacks, and leaves others to drift", async () => {
  const link = linkWith({ function: { invokers: [{ name: "nightly", accountId: "111111111111" }] } });
  const having = (statementIds: readonly string[]) =>
    check("function", { link, queryFunction: async () => ({ ...LIVE_FUNCTION, statementIds }) });
  expect((await having(["nightly", "other"])).status).toBe("ok");
  expect((await having(["other"])).found).toBe("its resource policy lacks invoker nightly");
});

it("finds an alias that is missing, names no published version, or keeps too little ready", async () => {
  const link = linkWith({ function: { alias: { name: "live", provisionedConcurrency: 2 } } });
  const having = async (alias: LiveAlias, version = "3") => {
    const queryFunction = async () => ({ ...LIVE_FUNCTION, version, alias });
    const { status, found } = await check("function", { link, queryFunction });
    return [status, found];
  };
  expect(await having({ version: "3", ready: { requested: 2, status: "IN_PROGRESS" } })).toEqual([
    "ok",
    "Active, last update Successful, 60 s, invoked as version 3",
  ]);
  expect(await having({})).toEqual(["problem", "there is no alias live"]);
  expect(await having({ version: "$LATEST", ready: { requested: 2, status: "READY" } })).toEqual([
    "problem",
    "its alias live names $LATEST, should be a published version",
  ]);
  expect(await having({ version: "3" })).toEqual([
    "problem",
    "0 instances of alias live are to be ready, should be 2",
  ]);
  expect(
    await having({ version: "3", ready: { requested: 2, status: "FAILED", reason: "no room" } }),
  ).toEqual(["problem", "no instances of alias live are kept ready: no room"]);
});

it("finds another key of the log group", async () => {
  const group = { retentionDays: 30, kmsKeyArn: "arn:key" };
  const { status, found } = await check("log-group", { logGroup: async () => group });
  expect([status, found]).toEqual([
    "problem",
    "/aws/lambda/analytics-query is encrypted with arn:key; the stack declares none",
  ]);
});

it("says at hop 1 which endpoints a function in a VPC needs, when its call does not get through", async () => {
  const vpc = { subnetIds: ["subnet-89abcdef"], securityGroupIds: ["sg-89abcdef"] };
  const nextOf = async (changes: Partial<LinkFacts>, invocation: Invocation) =>
    (await check("hop-1", { ...changes, selectOne: async () => invocation })).next ?? "";
  const inVpc = { link: linkWith({ function: { vpc } }) };
  const notRun: Invocation = { kind: "not-run", reason: "timed out" };
  for (const invocation of [failed("assume-role"), notRun]) {
    expect(await nextOf(inVpc, invocation)).toMatch(
      /com\.amazonaws\.ap-northeast-1\.sts and com\.amazonaws\.ap-northeast-1\.redshift-data .* port 443/,
    );
    expect(await nextOf({}, invocation)).not.toMatch(/VPC/);
  }
});
