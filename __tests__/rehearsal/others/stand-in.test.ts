import { standIn } from "../../../rehearsal/others/stand-in";
import { temporaryFolder } from "../../../testing/deployment/temporary-folder";
import { linkOfOthers, recordCalls, silentAccounts } from "../../../testing/rehearsal/stand-in-accounts";

jest.mock("../../../constructs/function-archive", () => ({
  ...jest.requireActual<object>("../../../constructs/function-archive"),
  functionArchive: () => ({ bytes: new Uint8Array([1]), sha256Base64: "", assetHash: "" }),
}));

const folder = temporaryFolder();
afterEach(() => jest.restoreAllMocks());

/** What the owners ask of IAM and Lambda around the apply and the destroy of a link, in order. */
async function asked(
  parts: Parameters<typeof linkOfOthers>[1],
  queryRole: object = {},
): Promise<readonly string[]> {
  const told: string[] = [];
  recordCalls(told);
  const work = standIn({
    ...linkOfOthers(folder, parts, queryRole),
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
