import type { CopyStatement } from "../../../../../emulator/redshift-data/copy/statement/copy-statement";
import { ONE_ROLE_CLAUSE, PLAIN_COPY, readCopy } from "../../../../../testing/emulator/copy/statement-texts";

const converted = (change: Partial<CopyStatement["conversion"]>) => ({
  conversion: { ...PLAIN_COPY.conversion, ...change },
});

/** "COPY parameter list": each with what it changes of a COPY without options. */
test.each<[string, Partial<CopyStatement>]>([
  ["", {}],
  [
    "DELIMITER AS ';'",
    { format: { ...{ kind: "delimited", delimiter: ";" }, escapes: false, removesQuotes: false } },
  ],
  [
    "FORMAT AS DELIMITER ';'",
    { format: { ...{ kind: "delimited", delimiter: ";" }, escapes: false, removesQuotes: false } },
  ],
  ["ESCAPE", { format: { ...{ kind: "delimited", delimiter: "|" }, escapes: true, removesQuotes: false } }],
  [
    "REMOVEQUOTES",
    { format: { ...{ kind: "delimited", delimiter: "|" }, escapes: false, removesQuotes: true } },
  ],
  [
    "ESCAPE REMOVEQUOTES",
    { format: { ...{ kind: "delimited", delimiter: "|" }, escapes: true, removesQuotes: true } },
  ],
  ["CSV", { format: { kind: "csv", quote: '"', delimiter: "," } }],
  ["AS CSV", { format: { kind: "csv", quote: '"', delimiter: "," } }],
  ["FORMAT AS CSV QUOTE AS '%'", { format: { kind: "csv", quote: "%", delimiter: "," } }],
  ["CSV DELIMITER ';' QUOTE '%'", { format: { kind: "csv", quote: "%", delimiter: ";" } }],
  [
    "FIXEDWIDTH AS 'a : 3 , b:2'",
    {
      format: {
        kind: "fixed-width",
        columns: [
          { label: "a", width: 3 },
          { label: "b", width: 2 },
        ],
      },
    },
  ],
  ["JSON", { format: { kind: "json", shredding: { by: "name", ignoresCase: false } } }],
  ["JSON AS ' auto '", { format: { kind: "json", shredding: { by: "name", ignoresCase: false } } }],
  ["JSON 'auto ignorecase'", { format: { kind: "json", shredding: { by: "name", ignoresCase: true } } }],
  ["JSON 'noshred'", { format: { kind: "json", shredding: { by: "nothing" } } }],
  [
    "AVRO 'S3://b/p'",
    { format: { kind: "avro", shredding: { by: "paths", file: { bucket: "b", key: "p" } } } },
  ],
  ...["FILLRECORD", "EXPLICIT_IDS", "STATUPDATE OFF", "SERIALIZETOJSON", "MANIFEST", "ACCEPTINVCHARS"].map(
    (option): [string, Partial<CopyStatement>] => [
      `PARQUET ${option}`,
      {
        format: { kind: "parquet", serializesToJson: option === "SERIALIZETOJSON" },
        ...(option === "FILLRECORD" ? converted({ fillsRecords: true }) : {}),
        ...(option === "ACCEPTINVCHARS" ? converted({ replacesInvalid: "?" }) : {}),
        ...(option === "EXPLICIT_IDS" ? { hasExplicitIds: true } : {}),
        ...(option === "STATUPDATE OFF" ? { hasStatUpdate: true } : {}),
        ...(option === "MANIFEST" ? { isManifest: true } : {}),
      },
    ],
  ),
  ...["GZIP", "BZIP2", "ZSTD"].map((option): [string, Partial<CopyStatement>] => [
    option,
    { compression: option.toLowerCase() as CopyStatement["compression"] },
  ]),
  ["ENCODING UTF8", {}],
  ["ENCODING AS UTF16", { encoding: "utf16" }],
  ["ENCODING UTF16LE", { encoding: "utf16le" }],
  ["ENCODING 'utf16be'", { encoding: "utf16be" }],
  ["ENCODING ISO88591", { encoding: "latin1" }],
  ["REGION AS 'eu-west-1'", { region: "eu-west-1" }],
  ["ACCEPTANYDATE DATEFORMAT 'auto'", converted({ acceptsAnyDate: true, dateFormat: "auto" })],
  ["ACCEPTINVCHARS AS '^'", converted({ replacesInvalid: "^" })],
  ["BLANKSASNULL", converted({ blanksAsNull: true })],
  ["EMPTYASNULL", converted({ emptyAsNull: true })],
  ["IGNOREBLANKLINES", converted({ ignoresBlankLines: true })],
  ["IGNOREHEADER AS 0", {}],
  ["IGNOREHEADER '2'", converted({ headerLines: 2 })],
  ["NULL AS 'none'", converted({ nullText: "none" })],
  ["ROUNDEC", converted({ rounds: true })],
  ["TIMEFORMAT 'auto'", converted({ timeFormat: "auto" })],
  ["TRIMBLANKS", converted({ trimsBlanks: true })],
  ["TRUNCATECOLUMNS", converted({ truncates: true })],
  ["COMPROWS 1000 COMPUPDATE PRESET STATUPDATE TRUE", { hasStatUpdate: true }],
  ["COMPUPDATE STATUPDATE", { hasStatUpdate: true }],
  ["MAXERROR AS 100000", { errorLimit: 100_000 }],
  ["IGNOREALLERRORS", { errorLimit: Number.MAX_SAFE_INTEGER }],
])("COPY %s", (options, change) => {
  expect(readCopy(`${ONE_ROLE_CLAUSE} ${options}`)).toEqual({ ...PLAIN_COPY, ...change });
  if (options !== "") expect(readCopy(`${options} ${ONE_ROLE_CLAUSE}`)).toEqual({ ...PLAIN_COPY, ...change });
});

test.each<[string, string]>([
  ["QUOTE '%'", 'ERROR: syntax error at or near "QUOTE"'],
  ["CSV QUOTE '%' QUOTE '%'", "ERROR: conflicting or redundant options: QUOTE"],
  ["CSV QUOTE 'é'", "ERROR: QUOTE must be a single ASCII character"],
  ["CSV JSON", "ERROR: conflicting or redundant options: FORMAT"],
  ["ESCAPE ESCAPE", "ERROR: conflicting or redundant options: ESCAPE"],
  ["CSV REMOVEQUOTES", "ERROR: CSV is not compatible with REMOVEQUOTES"],
  ...["REMOVEQUOTES", "ESCAPE"].map((other): [string, string] => [
    `FIXEDWIDTH 'a:1' ${other}`,
    `ERROR: FIXEDWIDTH is not compatible with ${other}`,
  ]),
  ["FIXEDWIDTH 'a:0'", "ERROR: Invalid fixed-width specification 'a:0'"],
  ...["JSON", "AVRO"].flatMap((format) =>
    ["DELIMITER ';'", "ESCAPE", "FILLRECORD", "IGNOREBLANKLINES", "NULL 'x'", "REMOVEQUOTES"].map(
      (other): [string, string] => [
        `${format} ${other}`,
        `ERROR: ${format} is not compatible with ${other.split(" ")[0]}`,
      ],
    ),
  ),
  ["AVRO IGNOREHEADER 1", "ERROR: AVRO is not compatible with IGNOREHEADER"],
  ["AVRO ENCODING UTF8", "ERROR: AVRO is not compatible with ENCODING"],
  ...[
    ...["GZIP", "MAXERROR 1", "IGNOREALLERRORS", "DATEFORMAT 'auto'", "TRUNCATECOLUMNS", "REGION 'x'"],
    ...["COMPUPDATE OFF", "COMPROWS 1000", "NOLOAD", "IGNOREHEADER 1", "NULL 'x'", "ENCODING UTF8"],
  ].map((other): [string, string] => [
    `PARQUET ${other}`,
    `ERROR: ${other.split(" ")[0]} argument is not supported for PARQUET based COPY`,
  ]),
  ...["CSV", "JSON", ""].map((format): [string, string] => [
    `${format} SERIALIZETOJSON`,
    "ERROR: SERIALIZETOJSON requires PARQUET or ORC",
  ]),
  ["AS GZIP", 'ERROR: syntax error at or near "GZIP"'],
  ["COMPROWS 999", "ERROR: Invalid value for COMPROWS: 999; expected 1000 to 2147483647"],
  ...["''", "'ab'", "'\\000'", "'é'"].map((character): [string, string] => [
    `ACCEPTINVCHARS ${character}`,
    "ERROR: ACCEPTINVCHARS must be a single ASCII character",
  ]),
  ["IGNOREHEADER x", 'ERROR: syntax error at or near "x"'],
  ["MAXERROR ''", "ERROR: syntax error at or near \"''\""],
  ...[
    ["LZOP", "LZOP", "Compress the files with GZIP, BZIP2 or ZSTD."],
    ["ENCRYPTED", "client-side encryption", "Encrypt the bucket with a key of KMS."],
    ["MASTER_SYMMETRIC_KEY 'k'", "client-side encryption", "Encrypt the bucket with a key of KMS."],
    ["SSH", "COPY over SSH", "Put the files into a bucket."],
    ["READRATIO 5", "COPY from DynamoDB", "Put the files into a bucket."],
    ["JOB CREATE j", "COPY JOB", "Run the COPY by itself."],
    ["ORC", "ORC", "Write the files as Parquet."],
    ["SHAPEFILE", "SHAPEFILE", "Write the files as CSV."],
  ].map(([option, construct, wayRound]): [string, string] => [
    String(option),
    `ERROR: LOCAL_LACK: ${construct} is not in the local accounts; Redshift has it. ${wayRound}`,
  ]),
])("COPY %s is refused", (options, error) => {
  expect(readCopy(`${ONE_ROLE_CLAUSE} ${options}`)).toBe(error);
});

test.each<[string, string]>([
  ["s3://b", "b/"],
  ["S3://b/x", "b/x"],
  ["s3://b//x\ny", "b//x\ny"],
  [" s3://b/x", "ERROR: The data source ' s3://b/x' is not valid; expected s3://bucket/prefix"],
  ["s3:///x", "ERROR: The data source 's3:///x' is not valid; expected s3://bucket/prefix"],
  [
    "DynamoDB://t",
    "ERROR: LOCAL_LACK: COPY from dynamodb:// is not in the local accounts; Redshift has it. Put the files into a bucket.",
  ],
])("files at %j", (from, expected) => {
  const statement = readCopy(ONE_ROLE_CLAUSE, from);
  expect(typeof statement === "string" ? statement : `${statement.from.bucket}/${statement.from.key}`).toBe(
    expected.split("\n").length > 1 && typeof statement === "string" ? expected.split("\n")[0] : expected,
  );
});

test.each<[string, unknown]>([
  [
    's."T" (a, "b c")',
    [
      ["s", "T"],
      ["a", "b c"],
    ],
  ],
  ["d.s.t", [["d", "s", "t"], undefined]],
  ["t ()", 'ERROR: syntax error at or near "FROM"'],
  ["t (s.a)", 'ERROR: syntax error at or near "FROM"'],
])("the target %s", (target, expected) => {
  const statement = readCopy(ONE_ROLE_CLAUSE, "s3://b/in/", target);
  expect(typeof statement === "string" ? statement : [statement.table, statement.columns]).toEqual(expected);
});
