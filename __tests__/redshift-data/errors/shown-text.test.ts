import type { StatementTexts } from "../../../redshift-data/errors/known-pieces";
import { ERROR_EXAMPLES } from "../../../redshift-data/errors/page/examples";
import { createTextFilter, NOT_SHOWN } from "../../../redshift-data/errors/shown-text";
import { LINK_CONTEXT } from "../../../testing/redshift-data/link-context";
import { notShown } from "../../../tools/lib/report/mask";

const SQL = "SELECT o.id, pg_size(x) FROM Sales.Orders o WHERE note = CAST(:pw AS integer) AND id < :n";

function show(text: string, values: Readonly<Record<string, string>>, sql = SQL): string {
  const parameters = Object.entries(values).map(([name, value]) => ({ name, value }));
  return createTextFilter({ sqls: [sql], parameters }, LINK_CONTEXT).show(text).text;
}

/** As the engine may change a value before it quotes it. */
const CHANGED: Readonly<Record<string, (value: string) => string>> = {
  "as it is": (value) => value,
  concatenated: (value) => `id-${value}-suffix`,
  "concatenated with a name of the SQL": (value) => `orders${value}`,
  trimmed: (value) => value.trim(),
  cut: (value) => value.slice(0, -2),
  "cut at the front": (value) => value.slice(3),
  "its first word": (value) => value.trim().split(" ")[0] ?? "",
  "upper-cased": (value) => value.toUpperCase(),
  "lower-cased": (value) => value.toLowerCase(),
  hexadecimal: (value) => Buffer.from(value).toString("hex"),
  "hexadecimal, byte by byte": (value) => Buffer.from(value).toString("hex").replace(/../g, "$& "),
  base64: (value) => Buffer.from(value).toString("base64"),
  "escaped for SQL": (value) => value.replaceAll("'", "''"),
  "escaped for C": (value) => value.replace(/['"\\]/g, "\\$&"),
  "as JSON": (value) => JSON.stringify(value),
  reversed: (value) => [...value].reverse().join(""),
  "spelled out": (value) => [...value].join(" "),
  "on lines of its own": (value) => `\n${value.replaceAll(" ", "\n")}\n`,
};

/** Where texts of the engine have values: texts of the list, texts that are not, and no text at all. */
const QUOTING: readonly ((value: string) => string)[] = [
  (value) => `ERROR: invalid input syntax for type integer: "${value}"`,
  (value) => `ERROR: invalid input syntax for integer: "${value}"\n  Position: 12`,
  (value) => `ERROR: syntax error at or near "${value}"`,
  (value) => `ERROR: relation "${value}" does not exist`,
  (value) => `ERROR: column "o.${value}" does not exist in orders`,
  (value) => `ERROR: Invalid digit, Value '${value}', Pos 0, Type: Integer`,
  (value) =>
    `ERROR: duplicate key value violates unique constraint "u"\n  Detail: Key (pw)=(${value}) already exists.`,
  (value) =>
    `ERROR: \n  -----\n  error:  Invalid digit, Value '${value}'\n  code:      1207\n  context:   ${value}\n  query:     12\n  -----`,
  (value) =>
    `ERROR: something that nobody knows about ${value} (${value}) [${value}] =${value} ${value}: ${value}.`,
  (value) => `a new sentence "${value}" and '${value}', or «${value}»`,
  (value) => `Undefined parameters in sql: [${value}]`,
  (value) => `User: ${value} is not authorized to perform: ${value} on resource: ${value}`,
  (value) => value,
];

const SECRETS = ["hunter2 s3cr3t", "  Kx9'qZ\"w7  ", "4111111111111111", "päßwörter", "a7/+q=="];

test.each(Object.keys(CHANGED))("a parameter that the engine quotes %s is in no text", (how) => {
  const change = CHANGED[how] as (value: string) => string;
  for (const secret of SECRETS) {
    for (const quoting of QUOTING) {
      const changed = change(secret);
      const shown = show(quoting(changed), { pw: secret });
      // What is the same for an empty value is AWS's own.
      const own = show(quoting(""), { pw: secret });
      const parts = [changed, ...changed.split(/\s+/)].filter(
        (part) => part.length > 2 && !SQL.toLowerCase().includes(part),
      );
      for (const part of parts) {
        expect({ quoting: quoting("…"), how, has: shown.includes(part) && !own.includes(part) }).toEqual({
          quoting: quoting("…"),
          how,
          has: false,
        });
      }
    }
  }
});

test.each<[string, string, string]>([
  [
    "a name that stands in the SQL",
    'ERROR: relation "sales.orders" does not exist',
    'ERROR: relation "sales.orders" does not exist',
  ],
  [
    "a name that does not",
    'ERROR: relation "sales.order" does not exist',
    'ERROR: relation "(not shown)" does not exist',
  ],
  [
    "the place of a syntax error",
    'ERROR: syntax error at or near ")"\n  Position: 12 [ErrorId: 1-6a]',
    'ERROR: syntax error at or near ")" Position: 12 [ErrorId: (not shown)]',
  ],
  [
    "a place that is none",
    'ERROR: syntax error at or near "FROM"\n  Position: 4711',
    'ERROR: syntax error at or near "FROM" Position: (not shown)',
  ],
  [
    "types",
    "ERROR: function pg_size(character varying, integer) does not exist\n  Hint: No function matches the given name and argument types. You may need to add explicit type casts.",
    "ERROR: function pg_size(character varying, integer) does not exist\nHint: No function matches the given name and argument types. You may need to add explicit type casts.",
  ],
  [
    "a text that is not of the list, word by word",
    'ERROR: the relation "o" frobnicates with type integer at 0x7f',
    'ERROR: the relation "o" (not shown) with type integer at (not shown)',
  ],
  [
    "a denial, which names the link",
    "User: arn:aws:sts::222222222222:assumed-role/analytics-data/analytics-query is not authorized to perform: redshift:GetClusterCredentials on resource: arn:aws:redshift:ap-northeast-1:111111111111:dbuser:warehouse/analyst because no identity-based policy allows the redshift:GetClusterCredentials action",
    "User: arn:aws:sts::222222222222:assumed-role/analytics-data/analytics-query is not authorized to perform: redshift:GetClusterCredentials on resource: arn:aws:redshift:ap-northeast-1:111111111111:dbuser:warehouse/analyst because no identity-based policy allows the redshift:GetClusterCredentials action",
  ],
  [
    "the number of a batch's statement",
    "Query #2 failed with ERROR: column orders.x does not exist",
    "Query #2 failed with ERROR: column (not shown) does not exist",
  ],
  ["the name of a parameter", "Undefined parameters in sql: [n]", "Undefined parameters in sql: [n]"],
])("shown beside parameters: %s", (_, text, expected) => {
  expect(show(text, { pw: "hunter2 s3cr3t", n: "900" })).toBe(expected);
});

test.each<[string, string, string]>([
  ["is a parameter's value", "orders", 'relation "orders" does not exist'],
  ["is a part of one", "my orders, please", 'relation "orders" does not exist'],
  ["holds one", "rders", 'relation "orders" does not exist'],
  ["is one in another case", "ORDERS", 'relation "orders" does not exist'],
  ["is a short one", "o", 'relation "o" does not exist'],
])("a name of the SQL that %s is not shown", (_, pw, text) => {
  expect(show(text, { pw })).toBe('relation "(not shown)" does not exist');
});

/** "Load error reference", as the engine words them; what varies is a value of a file, or a part of its statement. */
test.each([
  ["Extra column(s) found"],
  ["Delimiter not found"],
  ["Missing data for not-null field"],
  ["String length exceeds DDL length"],
  ["Char length exceeds DDL length"],
  ["Invalid Date Format - length must be 10 or more"],
  ["Invalid date format or value [hunter2]"],
  ["Invalid timestamp format or value [hunter2]"],
  ["Invalid time format or value [hunter2]"],
  ["Invalid digit, Value 'hunter2', Pos hunter2, Type: Integer"],
  ["Unknown boolean format"],
  ["Overflow (Integer valid range hunter2 to hunter2)"],
  ["Overflow for NUMERIC(hunter2,hunter2)"],
  ["Multibyte character not supported for CHAR (Hint: try using VARCHAR). Invalid char: hunter2"],
  ["String contains invalid or unsupported UTF8 codepoints. Bad UTF8 hex sequence: hunter2 (error hunter2)"],
  ["Invalid quote formatting for CSV"],
  ["Missing newline: Unexpected character hunter2 found at location hunter2"],
  ["Invalid hexadecimal value for VARBYTE"],
  ["Error parsing JSON value for SUPER"],
  ["Invalid JSONPath format: Not an array or index out of range."],
  ["JSON object exceeds the limit of hunter2 MB"],
  ["Invalid value."],
])("why COPY rejected a record is told, and no value of the file: %s", (reason) => {
  const filter = createTextFilter({ sqls: [] }, LINK_CONTEXT);
  expect(filter.show(reason).text).toBe(reason.replaceAll("hunter2", NOT_SHOWN));
});

test("fixed words stay, also if they are a parameter's value", () => {
  const pw = "relation does not exist permission denied for schema";
  expect(show('ERROR: relation "y" does not exist', { pw })).toBe(
    'ERROR: relation "(not shown)" does not exist',
  );
  expect(show("ERROR: permission denied for schema sales", { pw })).toBe(
    "ERROR: permission denied for schema sales",
  );
  // Where a text is not of the list, they may be the value as well.
  expect(show("frobnicated: permission denied", { pw })).toBe(NOT_SHOWN);
});

test("without parameters a text is shown as it is", () => {
  const text = "ERROR: anything\n  Detail: at all";
  expect(show(text, {})).toBe(text);
});

test("where the parameters are not known, what stands in the SQL is shown and no more", () => {
  const texts: StatementTexts = { sqls: [SQL] };
  const filter = createTextFilter(texts, LINK_CONTEXT);
  expect(filter.show('column "note" of relation "hunter2" does not exist')).toEqual({
    text: 'column "note" of relation "(not shown)" does not exist',
    isWhole: false,
  });
});

test("the texts of docs/errors.md are whole beside a parameter, but for names that nobody wrote", () => {
  const left = ERROR_EXAMPLES.filter(({ phase }) => phase !== "assume-role")
    .map(({ awsMessage }) => show(awsMessage, { pw: "hunter2 s3cr3t" }))
    .filter((shown) => shown.includes(NOT_SHOWN));
  expect(left).toMatchSnapshot();
});

test("a thousand parameters of 64 KB: nothing is searched, and nothing but fixed words is shown", () => {
  const values = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, index) => [`p${index}`, `${index}${"x".repeat(64 * 1024)}`]),
  );
  const long = `ERROR: relation "orders" does not exist`;
  expect(show(long, values)).toBe('ERROR: relation "(not shown)" does not exist');
  expect(show(`${"relation ".repeat(100_000)}orders`, values)).toBe(NOT_SHOWN);
});

test("20,000 parameters are no obstacle", () => {
  const values = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`p${index}`, `v-${index}`]),
  );
  expect(show('relation "orders" does not exist', values)).toBe('relation "orders" does not exist');
  expect(show('relation "v-19999" does not exist', values)).toBe('relation "(not shown)" does not exist');
});

test("the mask is the one of the reports", () => {
  expect(NOT_SHOWN).toBe(notShown());
});
