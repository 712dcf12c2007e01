import { divideDecimals } from "../../../../emulator/redshift-data/sql/arithmetic/decimal-division";
import { rewriteCalls } from "../../../../emulator/redshift-data/sql/calls/rewrite-calls";
import { LongNames } from "../../../../emulator/redshift-data/sql/long-names";
import { tokenizeSql } from "../../../../emulator/redshift-data/sql/sql-tokens";

const MAX_GROWTH = 3;
const MAX_QUESTIONS = 100;

let questions: number;

/** A session whose columns are all `decimal(8,2)`. */
function session() {
  questions = 0;
  return {
    user: "analyst",
    longNames: new LongNames(),
    database: "dev",
    isCaseSensitive: false,
    isInTransaction: false,
    columnsOf: async () => {
      questions++;
      return [{ name: "a", typeId: 1700, typeModifier: ((8 << 16) | 2) + 4 }];
    },
  };
}

async function rewritten(text: string): Promise<number> {
  const asking = session();
  const calls = await rewriteCalls(tokenizeSql(text), asking);
  if (!Array.isArray(calls)) throw new Error("refused");
  return (await divideDecimals(calls, asking)).length;
}

/** Nested or repeated far beyond what anybody writes; some are no SQL at all. */
const ENDLESS: Readonly<Record<string, string>> = {
  nvl: `select ${"nvl(".repeat(9000)}1${")".repeat(9000)}`,
  decode: `select ${"decode(".repeat(2000)}1, a, 2, b, 3${"), a, 2, b, 3".repeat(2000)}`,
  "decode of itself": `select ${"decode(".repeat(2000)}${"1, a, 2, b, 3)".repeat(2000)}`,
  ratio_to_report: `select ${"ratio_to_report(".repeat(1000)}1${") over (partition by x)".repeat(1000)}`,
  listagg: `select ${"listagg(x) within group (order by ".repeat(1000)}y${")".repeat(1000)}`,
  "open parentheses": `select ${"((a/".repeat(2400)}`,
  "closed parentheses": `select ${"((a/".repeat(1600)}1${"))".repeat(1600)}`,
  "a chain of divisions": `select 1.0${"/2.0".repeat(4900)}`,
  signs: `select 1/${"- ".repeat(9000)}1`,
  case: `select a/b, ${"case ".repeat(9000)}`,
  queries: `select a/b from ${"(select a/b from ".repeat(900)}t${")".repeat(900)}`,
};

test.each(Object.keys(ENDLESS))(
  "%s without end neither ends the process nor grows without end",
  async (name) => {
    const text = ENDLESS[name] ?? "";
    expect(await rewritten(text)).toBeLessThan(MAX_GROWTH * tokenizeSql(text).length + 20_000);
    expect(questions).toBeLessThanOrEqual(MAX_QUESTIONS);
  },
);

test("many divisions ask the engine a bounded number of times", async () => {
  const columns = Array.from({ length: 1000 }, (_, index) => `a${index} / b${index}`);
  await rewritten(`select ${columns.join(", ")} from t`);
  expect(questions).toBe(MAX_QUESTIONS);
});

test("a statement without a division asks the engine nothing", async () => {
  await rewritten("select nvl(a, 1) + dateadd(day, 1, b) from t");
  expect(questions).toBe(0);
});
