import { madeCopy, madeUnload } from "../../../testing/redshift-data/transfer-texts";

const ROLES =
  "arn:aws:iam::222222222222:role/analytics-copy,arn:aws:iam::111111111111:role/analytics-landing";
const ODD: readonly unknown[] = [null, undefined, 0, 1, 1.5, "", "true", "constructor", [], {}, Number.NaN];

/** What stands behind the format for an option of COPY of CSV, or nothing where it is refused. */
function copied(options: object, format = "csv"): string | undefined {
  const { statement } = madeCopy({ table: "t", from: "s3://acme-landing/incoming/", format, options });
  const head = `COPY "t" FROM 's3://acme-landing/incoming/' IAM_ROLE '${ROLES}'`;
  return statement?.sql.slice(head.length).replace(" FORMAT AS CSV", "").trimStart();
}

function unloaded(options: object): string | undefined {
  const { statement } = madeUnload({
    sql: "SELECT 1",
    to: "s3://acme-landing/exports/",
    format: "csv",
    options,
  });
  const head = `UNLOAD ('SELECT 1') TO 's3://acme-landing/exports/' IAM_ROLE '${ROLES}' FORMAT AS CSV`;
  return statement?.sql.slice(head.length).trimStart();
}

/** Every character that an option takes in its value. */
function charactersOf(clauseOf: (character: string) => string | undefined): string {
  const codes = [...Array(0x180).keys(), 0x430, 0x2028, 0x2215, 0xff07];
  return codes
    .map((code) => String.fromCharCode(code))
    .filter((character) => clauseOf(character) !== undefined)
    .join("");
}

const PRINTABLE = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join("");
const PLAIN = PRINTABLE.replace("\\", "");

test.each<[string, readonly [unknown, string][]]>([
  [
    "escape",
    [
      [true, "ESCAPE"],
      [false, ""],
    ],
  ],
  [
    "removeQuotes",
    [
      [true, "REMOVEQUOTES"],
      [false, ""],
    ],
  ],
])("a flag is true or false: %s", (name, clauses) => {
  const made = (value: unknown) => copied({ [name]: value }, "delimited");
  expect(clauses.map(([value]) => made(value))).toEqual(clauses.map(([, clause]) => clause));
  expect(ODD.filter((value) => value !== undefined && made(value) !== undefined)).toEqual([]);
});

test.each<[string, readonly [unknown, string][], (options: object) => string | undefined]>([
  [
    "statUpdate",
    [
      [true, "STATUPDATE ON"],
      [false, "STATUPDATE OFF"],
    ],
    copied,
  ],
  [
    "parallel",
    [
      [true, "PARALLEL ON"],
      [false, "PARALLEL OFF"],
    ],
    unloaded,
  ],
  [
    "compUpdate",
    [
      [true, "COMPUPDATE ON"],
      [false, "COMPUPDATE OFF"],
      ["preset", "COMPUPDATE PRESET"],
    ],
    copied,
  ],
  [
    "compression",
    [
      ["gzip", "GZIP"],
      ["lzop", "LZOP"],
      ["bzip2", "BZIP2"],
      ["zstd", "ZSTD"],
    ],
    copied,
  ],
  [
    "compression",
    [
      ["gzip", "GZIP"],
      ["bzip2", "BZIP2"],
      ["zstd", "ZSTD"],
    ],
    unloaded,
  ],
  [
    "encoding",
    ["UTF8", "UTF16", "UTF16LE", "UTF16BE", "ISO88591"].map((name) => [
      name.toLowerCase(),
      `ENCODING AS ${name}`,
    ]),
    copied,
  ],
  [
    "manifest",
    [
      [true, "MANIFEST"],
      [false, ""],
      ["verbose", "MANIFEST VERBOSE"],
    ],
    unloaded,
  ],
])("one of some values: %s", (name, clauses, made) => {
  expect(clauses.map(([value]) => made({ [name]: value }))).toEqual(clauses.map(([, clause]) => clause));
  const others = [...ODD, "GZIP", "lzo", "utf32", "ON", "none"].filter((value) => value !== undefined);
  expect(others.filter((value) => made({ [name]: value }) !== undefined)).toEqual([]);
});

/** Bounds of the documentation: MAXERROR 0 to 100,000; MAXFILESIZE 5 MB to 6.2 GB. */
test.each<[string, number, number, string, (options: object) => string | undefined]>([
  ["maxError", 0, 100_000, "MAXERROR AS %", copied],
  ["ignoreHeader", 0, 2_147_483_647, "IGNOREHEADER AS %", copied],
  ["maxFileSizeMb", 5, 6_200, "MAXFILESIZE AS % MB", unloaded],
])("a whole number within its bounds: %s", (name, min, max, clause, made) => {
  const given = [min - 1, min, min + 0.5, max, max + 1, String(min), BigInt(min), null];
  expect(given.map((value) => made({ [name]: value }))).toEqual([
    ...[undefined, clause.replace("%", String(min)), undefined, clause.replace("%", String(max))],
    ...Array<undefined>(4).fill(undefined),
  ]);
});

test("ROWGROUPSIZE is from 32 to 128 MB", () => {
  const made = (rowGroupSizeMb: number) =>
    madeUnload({
      ...{ sql: "SELECT 1", to: "s3://acme-landing/exports/", format: "parquet" },
      options: { rowGroupSizeMb },
    }).statement !== undefined;
  expect([31, 32, 128, 129].map(made)).toEqual([false, true, true, false]);
});

test.each<[string, string, (value: string) => string | undefined]>([
  ["quote", PLAIN, (value) => copied({ quote: value, delimiter: "\t" })],
  ["acceptInvChars", PLAIN, (value) => copied({ acceptInvChars: value })],
  // The tab is written as an escape, which the documentation has too.
  ["delimiter of COPY", `\t${PLAIN}`, (value) => copied({ delimiter: value }, "delimited")],
  // The quote of CSV is another one.
  ["delimiter of CSV", `\t${PLAIN.replace('"', "")}`, (value) => copied({ delimiter: value })],
  ["delimiter of UNLOAD", `\t${PLAIN}`, (value) => unloaded({ delimiter: value })],
  ["nullAs of COPY", PLAIN, (value) => copied({ nullAs: value })],
  ["nullAs of UNLOAD", PLAIN, (value) => unloaded({ nullAs: value })],
  [
    "dateFormat",
    " ,-./0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz",
    (value) => copied({ dateFormat: value }),
  ],
  [
    "extension",
    "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz",
    (value) => unloaded({ extension: `x${value}` }),
  ],
  [
    "the beginning of an extension",
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    (value) => unloaded({ extension: value }),
  ],
  [
    "the name of a width",
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz",
    (value) => copied({ widths: { [`x${value}`]: 1 } }, "fixedWidth"),
  ],
])("characters of %s, and no others", (_, expected, clauseOf) => {
  expect(charactersOf(clauseOf)).toBe(expected);
});

test.each<[string, number, number, (value: string) => string | undefined]>([
  ["quote", 1, 1, (value) => copied({ quote: value })],
  ["acceptInvChars", 1, 1, (value) => copied({ acceptInvChars: value })],
  ["delimiter of COPY", 1, 10, (value) => copied({ delimiter: value }, "delimited")],
  ["delimiter of UNLOAD", 1, 1, (value) => unloaded({ delimiter: value })],
  ["nullAs", 0, 64, (value) => copied({ nullAs: value })],
  ["timeFormat", 1, 64, (value) => copied({ timeFormat: value })],
  ["extension", 1, 32, (value) => unloaded({ extension: value })],
  ["the name of a width", 1, 127, (value) => copied({ widths: { [value]: 1 } }, "fixedWidth")],
])("how long %s may be", (_, min, max, clauseOf) => {
  const lengths = Array.from({ length: 131 }, (_value, length) => length).filter(
    (length) => clauseOf("x".repeat(length)) !== undefined,
  );
  expect(lengths).toEqual(Array.from({ length: max - min + 1 }, (_value, at) => min + at));
});

test.each(["quote", "delimiter", "nullAs", "dateFormat"])("%s is text and nothing else", (name) => {
  const others = [1, true, null, ["x"], {}].filter((value) => copied({ [name]: value }) !== undefined);
  expect(others).toEqual([]);
  // A name that every object has is a text like any other.
  const clause = copied({ [name]: "toString" });
  expect(name === "quote" ? clause : clause?.endsWith(" AS 'toString'")).toBe(
    name === "quote" ? undefined : true,
  );
});

test.each([[null], [[]], [{}], ["id:1"], [{ id: "1" }], [{ id: 1, "": 2 }]])(
  "widths are an object of numbers, and not %j",
  (widths) => {
    expect(copied({ widths }, "fixedWidth")).toBeUndefined();
  },
);
