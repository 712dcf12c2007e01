import { CORPUS } from "../../../../testing/redshift-corpus/corpus";
import { CorpusSession } from "../../../../testing/redshift-corpus/corpus-session";
import type { CorpusAnswer } from "../../../../testing/redshift-corpus/corpus-statement";

let session: CorpusSession;

beforeAll(async () => {
  session = await CorpusSession.start();
}, 60_000);

afterAll(() => session.close());

const ROWS = CORPUS.flatMap(({ construct, statements }) =>
  statements.map((statement) => ({ construct, statement, sql: statement.sql.replaceAll("\n", " ") })),
);

function checked(answer: CorpusAnswer, outcome: Awaited<ReturnType<CorpusSession["run"]>>): unknown {
  const { rows, columns, types, changed, error } = outcome;
  if ("refused" in answer) return { refused: error?.includes(answer.refused) ? answer.refused : error };
  if ("lacks" in answer) return { lacks: error?.includes(answer.lacks) ? answer.lacks : error };
  if (error !== undefined) return { error };
  if ("changed" in answer) return { changed };
  if ("runs" in answer) return { runs: true };
  return {
    rows,
    ...(answer.columns === undefined ? {} : { columns }),
    ...(answer.types === undefined ? {} : { types }),
  };
}

describe("the corpus", () => {
  it.each(ROWS)("$construct: $sql", async ({ statement }) => {
    expect(checked(statement.answer, await session.run(statement))).toEqual(statement.answer);
  });

  it("has each statement once", () => {
    const texts = ROWS.map(({ statement: { setUp = [], sql } }) => [...setUp, sql].join(";"));
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });
});
