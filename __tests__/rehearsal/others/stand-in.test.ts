import { standIn } from "../../../rehearsal/others/stand-in";
import { stepsOf } from "../../../stacks/hand-off/order";
import { temporaryFolder } from "../../../testing/deployment/temporary-folder";
import { linkOfOthers, recordCalls, silentAccounts } from "../../../testing/rehearsal/stand-in-accounts";

jest.mock("../../../constructs/function-archive", () => ({
  ...jest.requireActual<object>("../../../constructs/function-archive"),
  functionArchive: () => ({ bytes: new Uint8Array([1]), sha256Base64: "", assetHash: "" }),
}));

const folder = temporaryFolder();
afterEach(() => jest.restoreAllMocks());

type Part = Parameters<typeof linkOfOthers>[1][number];

/** What the owners ask of IAM and Lambda around the apply and the destroy of a link, in order. */
async function asked(
  parts: readonly Part[],
  queryRole: object = {},
  fields: object = {},
): Promise<readonly string[]> {
  const told: string[] = [];
  recordCalls(told);
  const work = standIn({
    ...linkOfOthers(folder, parts, queryRole, fields),
    accounts: silentAccounts(),
    signal: new AbortController().signal,
    progress: { step: (_, doing) => doing() },
  });
  await work.beforeApply();
  told.push("apply");
  await work.afterApply();
  told.push("ask");
  await work.beforeDestroy();
  told.push("destroy");
  await work.afterDestroy();
  return told;
}

const POLICY = "redshift-data-api";

test("a data role that may name the link's query role is made after the apply", async () => {
  expect(await asked(["dataRole"])).toEqual([
    "apply",
    "CreateRole analytics-data",
    `PutRolePolicy analytics-data ${POLICY}`,
    "ask",
    `DeleteRolePolicy analytics-data ${POLICY}`,
    "DeleteRole analytics-data",
    "destroy",
  ]);
});

test("roles are made before the apply where the query role is others', and what the link puts on it is left to Terraform", async () => {
  expect(await asked(["queryRole", "dataRole"], { inlinePolicy: true })).toEqual([
    "CreateRole analytics-query",
    "PutRolePolicy analytics-query write-own-logs",
    "CreateRole analytics-data",
    `PutRolePolicy analytics-data ${POLICY}`,
    "apply",
    "ask",
    "destroy",
    `DeleteRolePolicy analytics-data ${POLICY}`,
    "DeleteRole analytics-data",
    "DeleteRolePolicy analytics-query write-own-logs",
    "DeleteRole analytics-query",
  ]);
});

test("a function is deployed when its role is there", async () => {
  expect(await asked(["function"])).toEqual([
    "apply",
    "CreateFunction analytics",
    "GetFunction analytics",
    "ask",
    "DeleteFunction analytics",
    "destroy",
  ]);
});

const BUCKETS = [{ name: "acme-landing", copyFrom: ["incoming/"] }];
const PARTS: readonly Part[] = ["queryRole", "dataRole", "copyRole", "bucketRole", "function"];
const NAME_OF: Readonly<Record<string, Part>> = {
  "analytics-query": "queryRole",
  "analytics-data": "dataRole",
  "analytics-copy": "copyRole",
  "analytics-bucket": "bucketRole",
  analytics: "function",
};

test("whatever others make of a link with buckets is made in the order of its hand-off, and removed in the reverse", async () => {
  const some = Array.from({ length: 2 ** PARTS.length - 2 }, (_, bits) =>
    PARTS.filter((_part, index) => ((bits + 1) >> index) & 1),
  );
  for (const parts of some) {
    const told = await asked(parts, {}, { buckets: BUCKETS });
    jest.restoreAllMocks();
    const named = (pattern: RegExp) =>
      told.flatMap((line) => {
        const [, name = line] = pattern.exec(line) ?? [];
        return pattern.test(line) || line === "apply" || line === "destroy" ? [NAME_OF[name] ?? name] : [];
      });
    const steps = stepsOf(linkOfOthers(folder, parts, {}, { buckets: BUCKETS }).link).flatMap((step) => {
      if (step.startsWith("`npm run deploy ")) return ["apply"];
      const [, name = ""] = / makes the [\w ]+ `([\w-]+)`/.exec(step) ?? [];
      return NAME_OF[name] ?? [];
    });
    const made = named(/^Create(?:Role|Function) (\S+)$/).filter((line) => line !== "destroy");
    expect(made).toEqual(steps);
    const removed = named(/^Delete(?:Role|Function) (\S+)$/).filter((line) => line !== "apply");
    expect(removed).toEqual(steps.toReversed().map((step) => (step === "apply" ? "destroy" : step)));
  }
});
