import * as fc from "fast-check";
import { type Engine, startEngine } from "../../../../emulator/redshift-data/engine/start-engine";
import type {
  DialectSession,
  KnownColumn,
} from "../../../../emulator/redshift-data/sql/dialect/dialect-session";
import { translate } from "../../../../emulator/redshift-data/sql/dialect/translate";
import { LongNames } from "../../../../emulator/redshift-data/sql/long-names";
import { tokenizeSql } from "../../../../emulator/redshift-data/sql/sql-tokens";
import { DatabaseSession } from "../../../../emulator/redshift-data/warehouse/database-session";
import { SharedEngine } from "../../../../emulator/redshift-data/warehouse/shared-engine";
import { CORPUS } from "../../../../testing/redshift-corpus/corpus";
import { anyCharacter } from "../../../../testing/redshift-data/any-character";

/** Printed by fast-check with a failure; another one finds other statements. */
const SEED = Number(process.env.BROKEN_STATEMENTS_SEED ?? 20_261_127);

const COLUMNS: readonly KnownColumn[] = [
  { name: "a", typeId: 114, typeModifier: -1 },
  { name: "b", typeId: 1043, typeModifier: 14 },
];

/** A session that knows the same columns of everything, and how much it was asked. */
class CountingSession implements DialectSession {
  readonly user = "analyst";
  readonly longNames = new LongNames();
  readonly database = "dev";
  readonly isCaseSensitive = false;
  readonly isInTransaction = false;
  askedTokens = 0;
  readonly columnsOf: DialectSession["columnsOf"] = async (query) => {
    this.askedTokens += query.length;
    return COLUMNS;
  };
}

/** No statement that waits, or that a recursion might keep from ending. */
const WHOLE = CORPUS.flatMap(({ statements }) => statements.map(({ sql }) => sql)).filter(
  (sql) => !/recursive|connect|sleep/i.test(sql),
);

const PIECES = [
  ..."( ) [ ] , . ; :: * + = ' \" $$ $x$ -- /* */ # :p $1 \\ \u0000 é 😀 1 1.5 'x' \"Q\" E'\\'".split(" "),
  ..."select from where group by all order having qualify limit top distinct with as union minus except".split(
    " ",
  ),
  ..."exclude pivot unpivot for in on join left cross lateral start connect prior over partition rows".split(
    " ",
  ),
  ..."a b t a.b a.b.c a[0] case when then end is not null insert into values create view table delete update set".split(
    " ",
  ),
];

const words = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(" "));

/** A statement of the corpus with its tokens cut out, repeated or moved. */
const broken = fc
  .tuple(fc.constantFrom(...WHOLE), fc.array(fc.tuple(fc.nat(200), fc.nat(200), fc.nat(2)), { maxLength: 6 }))
  .map(([sql, edits]) => {
    const texts = tokenizeSql(sql).map(({ text }) => text);
    for (const [from, to, kind] of edits) {
      const [token = ""] = texts.splice(from % Math.max(texts.length, 1), kind === 0 ? 1 : 0);
      if (kind !== 0)
        texts.splice(to % (texts.length + 1), 0, kind === 1 ? token : (texts[from % texts.length] ?? "("));
    }
    return texts.join("");
  });

const nested = fc
  .tuple(
    fc.constantFrom("(", "(select ", "select a from (", "case when ", "f(", "with x as (", "[", "/*"),
    fc.nat(3000),
  )
  .map(([piece, times]) => `select ${piece.repeat(times)}1`);

const statement = fc.oneof(words, broken, nested, fc.string({ maxLength: 200, unit: anyCharacter }));

test("no statement, however broken, makes the translation throw or ask more than its length allows", async () => {
  await fc.assert(
    fc.asyncProperty(statement, async (sql) => {
      const session = new CountingSession();
      const tokens = tokenizeSql(sql);
      expect(tokens.map(({ text }) => text).join("")).toBe(sql);
      const translation = await translate(tokens, session);
      expect(["run", "refused"]).toContain(translation.kind);
      expect(session.askedTokens).toBeLessThanOrEqual(20_000 + 5 * tokens.length);
    }),
    { seed: SEED, numRuns: 400 },
  );
});

const LONG = 100_000;
const filled = (piece: string) => piece.repeat(LONG / piece.length);

/** The longest statements that the Data API takes, of the shapes that are read again and again if anything is. */
test.each([
  ["parentheses", filled("(")],
  ["queries in each other", `select ${"(select ".repeat(9000)}1${")".repeat(9000)}`],
  ["queries in parentheses", `${"(".repeat(45_000)}select 1${")".repeat(45_000)}`],
  ["set operations", `select 1 ${filled("minus select 1 ")}`],
  ["strings in dollars that never end", Array.from({ length: 15_000 }, (_, tag) => `$a${tag}$`).join("")],
  ["tables", `select 1 from t${filled(", a.b c")}`],
  [
    "aliases of aliases",
    `select 1 as a0${Array.from({ length: 40 }, (_, n) => `, a${n} + a${n} as a${n + 1}`).join("")}`,
  ],
  [
    "tables of WITH",
    `with a as (select 1)${Array.from({ length: 2000 }, (_, n) => `, a${n} as (select * exclude b from a)`).join("")} select 1`,
  ],
  ["paths", `select ${filled("t.a.b, ")}1 from t`],
])("a long statement is read in so many steps as it has tokens: %s", async (_, sql) => {
  const session = new CountingSession();
  const tokens = tokenizeSql(sql);
  const translation = await translate(tokens, session);
  expect(session.askedTokens).toBeLessThanOrEqual(20_000 + 5 * tokens.length);
  const size = translation.kind === "run" ? translation.steps.flat().length : 0;
  expect(size).toBeLessThanOrEqual(100_000 + 10 * tokens.length);
});

test("what cannot be read is tried as it is, and an error says so", async () => {
  const translation = await translate(tokenizeSql("select (1 from t"), new CountingSession());
  expect(translation).toMatchObject({
    kind: "run",
    note: "The local accounts could not read this as Redshift's SQL (parentheses that do not match); it was tried as it is.",
  });
});

describe("on the engine", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine();
    await engine.exec("CREATE ROLE analyst");
  }, 60_000);
  afterAll(() => engine.close());

  test.each([
    ["an expression", `select ${"1+".repeat(20_000)}1`],
    ["a chain of queries", `select 1${" union all select 1".repeat(6000)}`],
    ["calls in each other", `select ${"upper(".repeat(3000)}'a'${")".repeat(3000)}`],
  ])("%s too deep for the engine is the lack of the local accounts", async (_, sql) => {
    const session = new DatabaseSession("analyst", "dev");
    const shared = new SharedEngine(engine);
    const { error } = await shared.run(
      session,
      { sql, values: [] },
      { pageSize: { rows: 100, bytes: 100_000 } },
    );
    expect(error).toMatch(/^ERROR: LOCAL_LACK: an expression or a chain of set operations/);
    await shared.end(session);
  });

  test("every broken statement has an outcome, and the next one runs", async () => {
    const shared = new SharedEngine(engine);
    const options = { pageSize: { rows: 100, bytes: 100_000 } };
    await fc.assert(
      fc.asyncProperty(statement, async (sql) => {
        const session = new DatabaseSession("analyst", "dev");
        const outcome = await shared.run(session, { sql, values: [] }, options);
        outcome.result?.pages.close();
        await shared.end(session);
        const next = new DatabaseSession("analyst", "dev");
        const after = await shared.run(next, { sql: "select 1 as n", values: [] }, options);
        expect(after.result?.pages.page(0)).toEqual([["1"]]);
        after.result?.pages.close();
        await shared.end(next);
      }),
      { seed: SEED, numRuns: 120 },
    );
  }, 120_000);
});
