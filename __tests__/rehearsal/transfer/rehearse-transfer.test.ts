import { createOperator } from "../../../emulator/authentication/operator";
import { rehearseTransfer } from "../../../rehearsal/transfer/rehearse-transfer";
import { VISITS, VISITS_CSV } from "../../../rehearsal/transfer/sample-visits";
import { linkWith } from "../../../testing/links/links";
import type { Progress } from "../../../tools/lib/terminal/progress";
import { ToolError } from "../../../tools/lib/terminal/tool-error";

const done: string[] = [];

/** What the bucket of UNLOAD holds, by the ends of the keys. */
let files: Record<string, string> = {};

// Their owners' calls over HTTP; what the local accounts make of them, npm start with buckets sees.
jest.mock("../../../rehearsal/transfer/owners-bucket", () => ({
  ownersBucket: (_accounts: object, account: string, { name }: { name: string }) => ({
    make: async () => done.push(`make ${name} of ${account}`),
    put: async (key: string) => done.push(`put ${key}`),
    namesBelow: async () => Object.keys(files),
    read: async (key: string) => files[key.slice(key.lastIndexOf("/") + 1)],
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

async function rehearsed(
  changes: object,
  answerTo: (event: object) => unknown = () => {
    throw new Error("nothing is expected to be asked");
  },
) {
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
      done.push(`invoke ${Object.keys(event as object)}`);
      return answerTo(event as object);
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

const HELD = { status: "FINISHED", statementId: "s", columns: [], rowCount: 4 };
const denied = (code: string) => new ToolError("FUNCTION_FAILED", `analytics-query failed\n  ${code}`);

/** What becomes of it where the function answers so, and UNLOAD writes this file. */
async function moved({
  rows = VISITS,
  file = VISITS_CSV,
  early = denied("COPY_ROLE_DENIED"),
}: {
  rows?: readonly unknown[];
  file?: string;
  early?: Error | undefined | null;
}) {
  files = { visits_000: file };
  const run = rehearsed({ buckets: BUCKETS.slice(0, 1) }, (event) => {
    if ("copy" in event && !done.some((line) => line.startsWith("attach "))) {
      if (early) throw early;
      return HELD;
    }
    return "format" in event ? { ...HELD, columns: [{ name: "id" }], rows } : HELD;
  });
  return run.then(
    () => done.filter((line) => line.startsWith("invoke") || line.startsWith("attach")),
    (error: Error) => error.message.split("\n")[0],
  );
}

test("a file that is loaded and unloaded again is held against the table, and each against the sample", async () => {
  expect(await moved({})).toEqual([
    ...["invoke sql", "invoke copy", "attach arn:aws:iam::222222222222:role/analytics-copy"],
    ...["invoke copy", "invoke sql,format", "invoke unload"],
  ]);
  const other = /^link analytics moved other rows than those of the file, expected /;
  expect(await moved({ rows: VISITS.slice(1) })).toMatch(other);
  expect(await moved({ file: VISITS_CSV.replace("19.90", "19.9") })).toMatch(other);
  expect(await moved({ file: "" })).toMatch(other);
});

test("COPY before the attachment must be refused, and for that reason alone", async () => {
  expect(await moved({ early: null })).toBe("COPY ran with a role that nobody has attached");
  expect(await moved({ early: denied("SQL_FAILED") })).toBe("analytics-query failed");
});
