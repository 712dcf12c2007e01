import type { EmulatorEvent } from "../../../emulator/emulator-event";
import { ROLE_NOT_ASSUMABLE } from "../../../emulator/lambda/service-role";
import { stacksToStandInFor, standBy } from "../../../rehearsal/others/stand-by";
import { temporaryFolder } from "../../../testing/deployment/temporary-folder";
import { linkWith } from "../../../testing/links/links";
import { linkOfOthers, recordCalls, silentAccounts } from "../../../testing/rehearsal/stand-in-accounts";
import { ToolError } from "../../../tools/lib/terminal/tool-error";

jest.mock("../../../constructs/function-archive", () => ({
  ...jest.requireActual<object>("../../../constructs/function-archive"),
  functionArchive: () => ({ bytes: new Uint8Array([1]), sha256Base64: "", assetHash: "" }),
}));

const folder = temporaryFolder();
afterEach(() => jest.restoreAllMocks());

const MADE: EmulatorEvent = {
  kind: "role-created",
  roleArn: "arn:aws:iam::111111111111:role/analytics-query",
};

/** Accounts that stay up for a link of which others make these parts: what is asked there, and what is told. */
function standing({
  parts,
  queryRole = {},
  fields = {},
  refuse,
  isSettling = false,
  signal = new AbortController().signal,
}: {
  readonly parts: Parameters<typeof linkOfOthers>[1];
  readonly queryRole?: object;
  readonly fields?: object;
  readonly refuse?: (call: string) => void;
  readonly isSettling?: boolean;
  readonly signal?: AbortSignal;
}) {
  const asked: string[] = [];
  const told: string[] = [];
  recordCalls(asked, refuse);
  const { link, stack } = linkOfOthers(folder, parts, queryRole, fields);
  const owners = { ...silentAccounts(), isSettling, signal };
  const { hear, begun } = standBy({
    links: [linkWith({ name: "own" }), link],
    synthesized: { status: "fulfilled", value: [stack] },
    owners,
    tell: (line) => told.push(line),
  });
  /** What is asked and told since the last time. */
  const since = async () => {
    await begun;
    await new Promise(setImmediate);
    return { asked: asked.splice(0), told: told.splice(0) };
  };
  return { hear, since };
}

const DATA_ROLE = "data role analytics-data of account 222222222222";
const QUERY_ROLE = "query role analytics-query of account 111111111111";
const FUNCTION = "function analytics of account 111111111111";

test("a query role of others and its function are there from the start", async () => {
  const { hear, since } = standing({ parts: ["queryRole", "function"] });
  expect(await since()).toEqual({
    asked: [
      "CreateRole analytics-query",
      "PutRolePolicy analytics-query assume-data-role",
      "PutRolePolicy analytics-query write-own-logs",
      "CreateFunction analytics",
      "GetFunction analytics",
    ],
    told: [`For link analytics, made in the place of their owners: ${QUERY_ROLE}, ${FUNCTION}`],
  });
  hear(MADE);
  expect(await since()).toEqual({ asked: [], told: [] });
});

test("what names the link's own query role is made once a deploy has made that, and no other role", async () => {
  const { hear, since } = standing({ parts: ["dataRole", "function"] });
  expect(await since()).toEqual({
    asked: [],
    told: [
      `For link analytics, as soon as a deploy makes role analytics-query: ${DATA_ROLE}, ${FUNCTION}, in the place of their owners`,
    ],
  });
  hear({ ...MADE, roleArn: "arn:aws:iam::222222222222:role/analytics-query" });
  hear({ kind: "function-created", functionArn: "arn" });
  expect(await since()).toEqual({ asked: [], told: [] });
  hear(MADE);
  expect(await since()).toEqual({
    asked: [
      "CreateRole analytics-data",
      "PutRolePolicy analytics-data redshift-data-api",
      "CreateFunction analytics",
      "GetFunction analytics",
    ],
    told: [`For link analytics, made in the place of their owners: ${DATA_ROLE}, ${FUNCTION}`],
  });
});

test("a role that names the link's copy role waits for that one, and one that names none is there from the start", async () => {
  const fields = { buckets: [{ name: "acme-landing", copyFrom: ["incoming/"] }] };
  const { hear, since } = standing({ parts: ["queryRole", "dataRole", "bucketRole"], fields });
  const bucketRole = "bucket role analytics-bucket of account 111111111111";
  const first = await since();
  expect(first.asked.filter((call) => call.startsWith("CreateRole"))).toEqual([
    "CreateRole analytics-query",
    "CreateRole analytics-data",
  ]);
  expect(first.told).toEqual([
    `For link analytics, as soon as a deploy makes role analytics-copy: ${bucketRole}, in the place of their owners`,
    `For link analytics, made in the place of their owners: ${QUERY_ROLE}, ${DATA_ROLE}`,
  ]);
  hear(MADE);
  expect(await since()).toEqual({ asked: [], told: [] });
  const roleArn = "arn:aws:iam::222222222222:role/analytics-copy";
  hear({ ...MADE, roleArn });
  expect(await since()).toEqual({
    asked: ["CreateRole analytics-bucket", "PutRolePolicy analytics-bucket use-buckets"],
    told: [`For link analytics, made in the place of their owners: ${bucketRole}`],
  });
  hear({ ...MADE, roleArn });
  expect((await since()).asked).toEqual(["UpdateAssumeRolePolicy analytics-bucket"]);
});

test("a query role that is destroyed and made again is named again", async () => {
  const { hear, since } = standing({ parts: ["dataRole"] });
  hear(MADE);
  await since();
  hear(MADE);
  expect(await since()).toEqual({
    asked: ["UpdateAssumeRolePolicy analytics-data"],
    told: [`For link analytics, written again in the place of its owner: the trust policy of ${DATA_ROLE}`],
  });
});

test("a part that is refused is told, what needs it is left, and the next deploy tries again", async () => {
  let isRefused = true;
  const refuse = (call: string) => {
    if (isRefused && call.startsWith("PutRolePolicy")) throw new Error("too long");
  };
  const { hear, since } = standing({ parts: ["dataRole", "function"], refuse });
  hear(MADE);
  const first = await since();
  expect(first.asked).toEqual([
    "CreateRole analytics-data",
    "PutRolePolicy analytics-data redshift-data-api",
  ]);
  expect(first.told.slice(1)).toEqual([
    `For link analytics, ${DATA_ROLE} is not made (Error: too long); make it yourself, as cdktf.out/handoff/analytics.md says`,
  ]);
  isRefused = false;
  hear(MADE);
  expect((await since()).told).toEqual([
    `For link analytics, made in the place of their owners: ${DATA_ROLE}, ${FUNCTION}`,
  ]);
});

test("who ends the accounts is told of no refusal", async () => {
  const controller = new AbortController();
  const refuse = () => {
    controller.abort();
    throw new Error("connection refused");
  };
  const { since } = standing({ parts: ["queryRole"], refuse, signal: controller.signal });
  expect(await since()).toEqual({ asked: ["CreateRole analytics-query"], told: [] });
});

test.each([
  'Invalid principal in policy: "AWS":"arn:aws:iam::111111111111:role/analytics-query"',
  ROLE_NOT_ASSUMABLE,
])("a role that is not seen yet is named again where IAM settles, and there alone: %s", async (refusal) => {
  jest.useFakeTimers({ doNotFake: ["setImmediate"] });
  try {
    const outcome = async (isSettling: boolean) => {
      let refusals = 2;
      const refuse = (call: string) => {
        if (call.startsWith("Create") && refusals-- > 0) throw new Error(refusal);
      };
      const { since } = standing({ parts: ["queryRole", "function"], refuse, isSettling });
      const ended = since();
      await jest.advanceTimersByTimeAsync(10_000);
      const { asked } = await ended;
      return asked.filter((call) => call.startsWith("Create"));
    };
    expect(await outcome(false)).toEqual(["CreateRole analytics-query"]);
    expect(await outcome(true)).toEqual([
      "CreateRole analytics-query",
      "CreateRole analytics-query",
      "CreateRole analytics-query",
      "CreateFunction analytics",
    ]);
  } finally {
    jest.useRealTimers();
  }
});

test("links that make all of their parts are not synthesized", async () => {
  const signal = AbortSignal.abort();
  expect(await stacksToStandInFor([linkWith()], folder, {}, signal)).toEqual([]);
});

test("a synth that failed is told with its reason, for the links that need it", async () => {
  const told: string[] = [];
  const { link } = linkOfOthers(folder, ["dataRole"]);
  const { begun } = standBy({
    links: [linkWith({ name: "own" }), link],
    synthesized: {
      status: "rejected",
      reason: new ToolError("SYNTH_FAILED", "links.yaml:3\n  no such file"),
    },
    owners: { ...silentAccounts(), signal: new AbortController().signal },
    tell: (line) => told.push(line),
  });
  await begun;
  expect(told).toEqual([
    "Nobody makes the parts of others for analytics, because the synth that names them failed:",
    "  links.yaml:3",
    "    no such file",
    "Correct that and start again.",
  ]);
});
