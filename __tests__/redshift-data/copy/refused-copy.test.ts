import { COPY_SETTINGS, SETTINGS } from "../../../testing/redshift-data/link-context";
import { madeCopy } from "../../../testing/redshift-data/transfer-texts";

/** One more than a table has at most. */
const MANY_COLUMNS = Array.from({ length: 1601 }, (_, at) => `c${at}`);
const FROM = "s3://acme-landing/incoming/orders/";

test.each<[what: string, request: object, problem: string]>([
  [
    "a table without a name",
    { table: "" },
    "copy.table is empty text, expected table or schema.table, names of up to 127 bytes without characters that cannot be seen and without a colon before a letter",
  ],
  ["three parts", { table: "a.b.c" }, "copy.table is text of length 5"],
  ["a line end in a name", { table: "a\nb" }, "copy.table is text of length 3"],
  ["text shown in another order", { table: "a\u202eb" }, "copy.table is text of length 3"],
  ["a place for a parameter", { table: "a:b" }, "copy.table is text of length 3"],
  ["a name of 128 bytes", { table: "é".repeat(64) }, "copy.table is text of length 64"],
  ["a name of blanks", { table: "a. " }, "copy.table is text of length 3"],
  ["the end of a line of another kind", { table: "a\u2028b" }, "copy.table is text of length 3"],
  ["the end of a paragraph", { table: "a\u2029b" }, "copy.table is text of length 3"],
  ["half a character", { table: "a\ud800b" }, "copy.table is text of length 3"],
  ["a column that is no name", { columns: ["id", "a\nb"] }, "copy.columns is an array"],
  ["a column that is no text", { columns: [1] }, "copy.columns is an array"],
  ["too many columns", { columns: MANY_COLUMNS }, "copy.columns is an array"],
  [
    "a column twice",
    { columns: ["id", "id"] },
    "copy.columns is an array, expected a list of the names of columns, each once",
  ],
  ["no columns", { columns: [] }, "copy.columns is an array"],
  [
    "a format that is none",
    { format: "CSV" },
    "copy.format is text of length 3, expected one of csv, delimited, fixedWidth, json, avro, parquet, orc",
  ],
  [
    "an option of another format",
    { options: { escape: true } },
    "copy.options has member escape that does not go with it, expected only",
  ],
  [
    "an option as SQL writes it",
    { options: { IGNOREHEADER: 1 } },
    "copy.options has member IGNOREHEADER that does not go with it, expected ignoreHeader",
  ],
  [
    "options that are no object",
    { options: "HEADER" },
    "copy.options is text of length 6, expected an object",
  ],
  [
    "a member that it has not",
    { iamRole: "x" },
    "copy has member iamRole that does not go with it, expected only table, columns, from, format, options",
  ],
  ...["hunter2 s3cr3t", "hunter2", "a b", "x".repeat(41)].map((name): [string, object, string] => [
    `a member that may be data: ${name}`,
    { [name]: 1 },
    "copy has a member that does not go with it, expected only",
  ]),
  [
    "a number beyond its range",
    { options: { maxError: 100_001 } },
    "copy.options.maxError is 100001, expected a whole number from 0 to 100000",
  ],
  [
    "a backslash",
    { options: { nullAs: "\\'" } },
    "copy.options.nullAs is text of length 2, expected up to 64 printable ASCII characters without a backslash, or \\N",
  ],
  [
    "a line end",
    { options: { delimiter: "\n" } },
    "copy.options.delimiter is empty text, expected 1 to 10 printable ASCII characters without a backslash, or a tab",
  ],
  [
    "a quote in a format",
    { options: { dateFormat: "'YYYY" } },
    "copy.options.dateFormat is text of length 5, expected auto or a format such as MM-DD-YYYY; its keywords are in small letters",
  ],
  ...[{ quote: "," }, { delimiter: '"' }, { delimiter: ";", quote: ";" }].map(
    (options): [string, object, string] => [
      `one character for two things: ${JSON.stringify(options)}`,
      { options },
      "copy.options.quote and delimiter are the same character, expected two",
    ],
  ),
  [
    "two ways to reject",
    { options: { maxError: 0, ignoreAllErrors: true } },
    "copy.options.maxError and copy.options.ignoreAllErrors exclude each other, expected one of them",
  ],
  [
    "any date without a format",
    { options: { acceptAnyDate: true } },
    "copy.options.acceptAnyDate is given without dateFormat, which it goes with",
  ],
  [
    "a manifest that is a folder",
    { options: { manifest: true } },
    "copy.from ends with /, expected the key of one manifest",
  ],
  ["no widths", { format: "fixedWidth" }, "copy.options.widths is absent, which format fixedWidth needs"],
  ...[0, 65_536, 1.5].map((width): [string, object, string] => [
    `a width of ${width}`,
    { format: "fixedWidth", options: { widths: { id: width } } },
    "copy.options.widths is of type object, expected an object of column → width in characters, a whole number from 1 to 65535",
  ]),
  [
    "widths with a quote",
    { format: "fixedWidth", options: { widths: { "a'": 1 } } },
    "copy.options.widths is of type object, expected an object of column → width in characters, a whole number from 1 to 65535",
  ],
  [
    "MAXERROR with Parquet",
    { format: "parquet", options: { maxError: 1 } },
    "copy.options has member maxError that does not go with it, expected only manifest, explicitIds, acceptInvChars, statUpdate, fillRecord, serializeToJson",
  ],
  [
    "a compression with Parquet",
    { format: "parquet", options: { compression: "gzip" } },
    "copy.options has member compression that does not go with it",
  ],
  [
    "Parquet of another region",
    { format: "parquet", from: "s3://acme-europe/incoming/" },
    "copy.format is parquet, which Redshift loads from buckets of its own region ap-northeast-1 only; bucket acme-europe is in eu-west-1",
  ],
  [
    "paths that the files begin with",
    { format: "json", options: { paths: "s3://acme-landing/incoming/orders/paths.json" } },
    "copy.options.paths begins as the files do, so COPY would load it as one of them, expected a key of another prefix, or a manifest",
  ],
  [
    "paths in another bucket",
    { format: "json", options: { paths: "s3://acme-europe/incoming/paths.json" } },
    "copy.options.paths is in another bucket than the files, whose role may not read it, expected one in acme-landing",
  ],
  [
    "paths that are a folder",
    { format: "json", options: { paths: "s3://acme-landing/incoming/paths/" } },
    "copy.options.paths ends with /, expected the key of one file",
  ],
  [
    "noshred of Avro",
    { format: "avro", options: { paths: "noshred" } },
    "copy.options.paths is text of length 7, expected one of auto, auto ignorecase, or s3://… of a JSONPaths file",
  ],
])("refused: %s", (_, request, problem) => {
  const { statement, problems, codes } = madeCopy({ table: "orders", from: FROM, format: "csv", ...request });
  expect(statement).toBeUndefined();
  expect(problems).toEqual([expect.stringContaining(problem)]);
  expect(codes).toEqual(["EVENT_INVALID"]);
});

test("a dry run of Parquet is refused", () => {
  expect(madeCopy({ table: "orders", from: FROM, format: "parquet" }, { dryRun: true }).problems).toEqual([
    "copy.format is parquet, and a dry run (NOLOAD) does not go with it, expected a format of records",
  ]);
});

test("paths may be in another bucket of the same role and region, whatever it is called", () => {
  const [landing, , europe] = COPY_SETTINGS.copy.buckets;
  if (landing === undefined || europe === undefined) throw new Error("no buckets");
  const request = {
    ...{ table: "orders", from: "s3://acme-landing/incoming/", format: "json" },
    options: { paths: "s3://acme-europe/incoming/paths.json" },
  };
  const problemsWith = (region: string) => {
    const buckets = [landing, { ...europe, region, bucketRoleArn: landing.bucketRoleArn }];
    return madeCopy(request, { link: { ...COPY_SETTINGS, copy: { ...COPY_SETTINGS.copy, buckets } } });
  };
  expect(problemsWith(europe.region).problems).toEqual([
    "copy.options.paths is in another bucket than the files, and in another region, of which a statement has one, expected one in acme-landing",
  ]);
  const { statement } = problemsWith(landing.region);
  expect(statement?.sql).toMatch(/ FORMAT AS JSON 's3:\/\/acme-europe\/incoming\/paths\.json'$/);
});

test("a link without buckets says so", () => {
  const { problems, codes } = madeCopy({ table: "orders", from: FROM, format: "csv" }, { link: SETTINGS });
  expect(problems).toEqual(["copy is given, and this link has no buckets"]);
  expect(codes).toEqual(["BUCKETS_NOT_CONFIGURED"]);
});

test("a link whose buckets are for UNLOAD alone names none to load from", () => {
  const buckets = COPY_SETTINGS.copy.buckets.filter(({ name }) => name === "acme-sealed");
  const link = { ...COPY_SETTINGS, copy: { ...COPY_SETTINGS.copy, buckets } };
  expect(madeCopy({ table: "orders", from: FROM, format: "csv" }, { link }).problems).toEqual([
    "copy.from is given, and the link has nothing to load from, expected copyFrom of one of its buckets to name prefixes",
  ]);
});

test("names have up to 127 bytes, a list up to 1,600 of them", () => {
  const table = "x".repeat(127);
  const columns = MANY_COLUMNS.slice(1);
  const { statement } = madeCopy({ table, columns, from: FROM, format: "csv" });
  expect(statement?.sql).toMatch(new RegExp(`^COPY "${table}" \\("c1", .*"c1600"\\) FROM `));
});

test("what a request has of its prototype is none of it", () => {
  const request = Object.create({ table: "orders", from: FROM, format: "csv" });
  expect(madeCopy(request).problems).toEqual([
    expect.stringMatching(/^copy\.table is /),
    expect.stringMatching(/^copy\.from is /),
    expect.stringMatching(/^copy\.format is /),
  ]);
});
