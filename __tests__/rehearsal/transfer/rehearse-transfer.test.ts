import { createOperator } from "../../../emulator/authentication/operator";
import { rehearseTransfer } from "../../../rehearsal/transfer/rehearse-transfer";
import { linkWith } from "../../../testing/links/links";
import type { Progress } from "../../../tools/lib/terminal/progress";

const done: string[] = [];

// Their owners' calls over HTTP; what the local accounts make of them, npm start with buckets sees.
jest.mock("../../../rehearsal/transfer/owners-bucket", () => ({
  ownersBucket: (_accounts: object, account: string, { name }: { name: string }) => ({
    make: async () => done.push(`make ${name} of ${account}`),
    put: async (key: string) => done.push(`put ${key}`),
  }),
}));
jest.mock("../../../tools/lib/aws/warehouse-roles", () => ({
  warehouseRoles: () => {
    const attached: { arn: string; status: string }[] = [];
    return {
      name: async () => "cluster warehouse",
      list: async () => attached,
      attach: async (arn: string) => {
        done.push(`attach ${arn}`);
        attached.push({ arn, status: "in-sync" });
      },
    };
  },
}));

const operatorOf = (accountId: string) => createOperator({ partition: "aws", accountId }, "AIDAOPERATOR");

async function rehearsed(changes: object) {
  done.length = 0;
  const progress: Pick<Progress, "step" | "line"> = {
    line: (line = "") => done.push(line.trim()),
    step: (_title, work) => work(),
  };
  await rehearseTransfer({
    link: linkWith(changes),
    accounts: {
      url: "http://127.0.0.1",
      operators: [operatorOf("111111111111"), operatorOf("222222222222")],
      runtimeLack: async () => undefined,
    },
    ownWarehouse: undefined,
    askedEvents: [],
    signal: new AbortController().signal,
    progress,
    events: [],
    invoke: async ({ event }) => {
      done.push(`invoke ${JSON.stringify(event)}`);
      throw new Error("nothing is expected to be asked");
    },
  });
  return [...done];
}

const BUCKETS = [
  { name: "acme-landing", copyFrom: ["incoming/"], unloadTo: ["exports/"] },
  { name: "acme-lake", unloadTo: ["lake/"] },
];

/** The link's own events come after it: buckets, a file and the attached role are theirs to use. */
test.each([
  [
    { function: { entry: "functions/nightly-report/handler.ts" } },
    "only its user knows what events the function takes",
  ],
  [{ queries: "examples/named-queries/queries", rawSql: false }, "the function takes named queries only"],
])(
  "a link with buckets that takes no COPY has all that its owners make, and is asked nothing: %j",
  async (changes, lack) => {
    expect(await rehearsed({ ...changes, buckets: BUCKETS })).toEqual([
      "make acme-landing of 111111111111",
      "put incoming/rehearsal-analytics/visits.csv",
      "make acme-lake of 111111111111",
      "attach arn:aws:iam::222222222222:role/analytics-copy",
      `analytics-query is not asked for COPY and UNLOAD: ${lack}`,
    ]);
  },
);

test("a link without buckets has nothing to do here", async () => {
  expect(await rehearsed({})).toEqual([]);
});
