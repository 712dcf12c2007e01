import { checkedAnswer } from "../../../../testing/redshift-corpus/checked-answer";
import { CORPUS } from "../../../../testing/redshift-corpus/corpus";
import { CorpusSession } from "../../../../testing/redshift-corpus/corpus-session";
import { NAMED_LACKS } from "../../../../testing/redshift-corpus/named-lacks";

let session: CorpusSession;

beforeAll(async () => {
  session = await CorpusSession.start();
}, 60_000);

afterAll(() => session.close());

const ROWS = [...CORPUS, ...NAMED_LACKS].flatMap(({ construct, statements }) =>
  statements.map((statement) => ({ construct, statement, sql: statement.sql.replaceAll("\n", " ") })),
);

describe("the corpus", () => {
  it.each(ROWS)("$construct: $sql", async ({ statement }) => {
    expect(checkedAnswer(statement.answer, await session.run(statement))).toEqual(statement.answer);
  });

  it("has each statement once", () => {
    const texts = ROWS.map(({ statement: { setUp = [], sql } }) => [...setUp, sql].join(";"));
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });
});
