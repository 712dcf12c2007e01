import type { CopyStatement } from "../../../../emulator/redshift-data/copy/statement/copy-statement";
import { parseCopy } from "../../../../emulator/redshift-data/copy/statement/parse-copy";
import { parseUnload } from "../../../../emulator/redshift-data/copy/statement/parse-unload";
import type { UnloadStatement } from "../../../../emulator/redshift-data/copy/statement/unload-statement";
import { tokenizeSql } from "../../../../emulator/redshift-data/sql/sql-tokens";

const ROLE = "arn:aws:iam::222222222222:role/copy";
const CHAIN = `${ROLE},arn:aws:iam::111111111111:role/bucket`;

function messageOf(error: unknown): string {
  return error instanceof Error ? String(error.message.split("\n")[0]) : String(error);
}

/** A COPY with these options as it was read, or what it is refused with. */
function copied(options: string, from = "s3://b/in/", target = "t"): CopyStatement | string {
  try {
    return parseCopy(tokenizeSql(`COPY ${target} FROM '${from}' ${options}`));
  } catch (error) {
    return messageOf(error);
  }
}

function unloaded(options: string, to = "s3://b/out/"): UnloadStatement | string {
  try {
    return parseUnload(tokenizeSql(`UNLOAD ('SELECT 1') TO '${to}' ${options}`));
  } catch (error) {
    return messageOf(error);
  }
}

const IAM = `IAM_ROLE '${ROLE}'`;

const PLAIN_COPY: CopyStatement = {
  ...{
    table: ["t"],
    from: { bucket: "b", key: "in/" },
    role: [ROLE],
    isManifest: false,
    compression: "none",
  },
  ...{ encoding: "utf8", hasExplicitIds: false, isTrial: false, errorLimit: 0 },
  format: { kind: "delimited", delimiter: "|", escapes: false, removesQuotes: false },
  conversion: {
    ...{ acceptsAnyDate: false, blanksAsNull: false, emptyAsNull: false, fillsRecords: false },
    ...{ ignoresBlankLines: false, headerLines: 0, nullText: "\\N", rounds: false, trimsBlanks: false },
    truncates: false,
  },
};
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
  ["CSV", { format: { kind: "csv", quote: '"', delimiter: "," } }],
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
  ...[
    "FILLRECORD",
    "EXPLICIT_IDS",
    "STATUPDATE OFF",
    "COMPUPDATE ON",
    "NOLOAD",
    "MANIFEST",
    "ACCEPTINVCHARS",
  ].map((option): [string, Partial<CopyStatement>] => [
    `PARQUET ${option}`,
    {
      format: { kind: "parquet" },
      ...(option === "FILLRECORD" ? converted({ fillsRecords: true }) : {}),
      ...(option === "ACCEPTINVCHARS" ? converted({ replacesInvalid: "?" }) : {}),
      ...(option === "EXPLICIT_IDS" ? { hasExplicitIds: true } : {}),
      ...(option === "NOLOAD" ? { isTrial: true } : {}),
      ...(option === "MANIFEST" ? { isManifest: true } : {}),
    },
  ]),
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
  ["COMPROWS 5 COMPUPDATE PRESET STATUPDATE TRUE", {}],
  ["MAXERROR AS 100000", { errorLimit: 100_000 }],
  ["IGNOREALLERRORS", { errorLimit: Number.MAX_SAFE_INTEGER }],
])("COPY %s", (options, change) => {
  expect(copied(`${IAM} ${options}`)).toEqual({ ...PLAIN_COPY, ...change });
  if (options !== "") expect(copied(`${options} ${IAM}`)).toEqual({ ...PLAIN_COPY, ...change });
});

const PLAIN_UNLOAD: UnloadStatement = {
  ...{ query: "SELECT 1", to: { bucket: "b", key: "out/" }, role: [ROLE], compression: "none" },
  ...{ encryption: "s3", partitionBy: [], includesPartitions: false, manifest: "none", hasHeader: false },
  ...{ existing: "refuse", isParallel: true, maximumFileBytes: 6_657_199_308 },
  format: { kind: "text", delimiter: "|", escapes: false, addsQuotes: false },
};

/** The page of UNLOAD. Sizes: 1 MB is 1,048,576 bytes; 6.2 GB are the most and the default, 5 MB the least. */
test.each<[string, Partial<UnloadStatement>]>([
  ["", {}],
  ["FORMAT AS CSV", { format: { kind: "csv", delimiter: "," } }],
  ["CSV DELIMITER AS ';'", { format: { kind: "csv", delimiter: ";" } }],
  ["JSON", { format: { kind: "json" } }],
  ["FORMAT PARQUET", { format: { kind: "parquet" } }],
  ["FIXEDWIDTH 'a:3,b: 2'", { format: { kind: "fixed-width", widths: [3, 2] } }],
  [
    "DELIMITER ';' ESCAPE ADDQUOTES",
    { format: { kind: "text", delimiter: ";", escapes: true, addsQuotes: true } },
  ],
  ['PARTITION BY (a, "B")', { partitionBy: ["a", "B"] }],
  ["PARTITION BY (a) INCLUDE", { partitionBy: ["a"], includesPartitions: true }],
  ["MANIFEST", { manifest: "plain" }],
  ["MANIFEST VERBOSE", { manifest: "verbose" }],
  ["HEADER", { hasHeader: true }],
  ["GZIP", { compression: "gzip" }],
  ["ZSTD", { compression: "zstd" }],
  ["ENCRYPTED", {}],
  ["ENCRYPTED AUTO", { encryption: "bucket" }],
  ["KMS_KEY_ID 'k' ENCRYPTED", { encryption: { kmsKeyId: "k" } }],
  ["PARQUET KMS_KEY_ID 'k' ENCRYPTED", { format: { kind: "parquet" }, encryption: { kmsKeyId: "k" } }],
  ["NULL AS 'none'", { nullText: "none" }],
  ["ALLOWOVERWRITE", { existing: "overwrite" }],
  ["CLEANPATH", { existing: "delete" }],
  ["PARALLEL", {}],
  ["PARALLEL ON", {}],
  ["PARALLEL TRUE", {}],
  ["PARALLEL OFF", { isParallel: false }],
  ["PARALLEL FALSE", { isParallel: false }],
  ["MAXFILESIZE 5 MB", { maximumFileBytes: 5_242_880 }],
  ["MAXFILESIZE AS 5.5", { maximumFileBytes: 5_767_168 }],
  ["MAXFILESIZE 6.2 GB", { maximumFileBytes: 6_657_199_308 }],
  ["ROWGROUPSIZE 32 MB", {}],
  ["REGION 'eu-west-1'", { region: "eu-west-1" }],
  ["EXTENSION 'csv'", { extension: "csv" }],
])("UNLOAD %s", (options, change) => {
  expect(unloaded(`${IAM} ${options}`)).toEqual({ ...PLAIN_UNLOAD, ...change });
});

test.each<[string, unknown]>([
  [IAM, [ROLE]],
  [`IAM_ROLE AS '${CHAIN}'`, CHAIN.split(",")],
  // No blanks, says the documentation: with one it is another role, which is attached nowhere.
  [`IAM_ROLE '${CHAIN.replace(",", ", ")}'`, CHAIN.replace(",", ", ").split(",")],
  ["IAM_ROLE default", "default"],
  ["IAM_ROLE 'DEFAULT'", "default"],
  [`CREDENTIALS 'aws_iam_role=${CHAIN}'`, CHAIN.split(",")],
  [`WITH CREDENTIALS AS 'aws_iam_role=${ROLE}'`, [ROLE]],
])("the role of %s", (clause, role) => {
  expect([copied(clause), unloaded(clause)]).toEqual([
    { ...PLAIN_COPY, role },
    { ...PLAIN_UNLOAD, role },
  ]);
});

const ONLY_ROLES =
  "with access keys is not in the local accounts; Redshift has it. Name a role: IAM_ROLE '<arn>'.";

test.each<[string, string]>([
  ["", "ERROR: CREDENTIALS argument is required but has not been set."],
  [`${IAM} IAM_ROLE default`, "ERROR: conflicting or redundant options: IAM_ROLE"],
  [`${IAM} CREDENTIALS 'aws_iam_role=${ROLE}'`, "ERROR: conflicting or redundant options: IAM_ROLE"],
  ["ACCESS_KEY_ID 'a' ACCESS_KEY_ID 'b'", "ERROR: conflicting or redundant options: ACCESS_KEY_ID"],
  [
    "IAM_ROLE 'session'",
    "ERROR: LOCAL_LACK: IAM_ROLE 'SESSION' is not in the local accounts; Redshift has it. Name a role: IAM_ROLE '<arn>'.",
  ],
  ["CREDENTIALS 'aws_access_key_id=a;aws_secret_access_key=b'", `ERROR: LOCAL_LACK: % ${ONLY_ROLES}`],
  [`${IAM} REGION 'a' REGION 'b'`, "ERROR: conflicting or redundant options: REGION"],
  [`${IAM} FORMAT HEADER`, 'ERROR: syntax error at or near "HEADER"'],
  [`${IAM} FORMAT GZIP`, 'ERROR: syntax error at or near "GZIP"'],
  [`${IAM} REGION`, 'ERROR: syntax error at or near ";"'],
])("%s is refused of both", (options, error) => {
  expect([copied(options), unloaded(options)]).toEqual([
    error.replace("%", "COPY"),
    error.replace("%", "UNLOAD"),
  ]);
});

test.each<[string, string]>([
  ["QUOTE '%'", 'ERROR: syntax error at or near "QUOTE"'],
  ["CSV QUOTE '%' QUOTE '%'", "ERROR: conflicting or redundant options: QUOTE"],
  ["CSV QUOTE 'é'", "ERROR: QUOTE must be a single ASCII character"],
  ["CSV JSON", "ERROR: conflicting or redundant options: FORMAT"],
  ["ESCAPE ESCAPE", "ERROR: conflicting or redundant options: ESCAPE"],
  ["CSV REMOVEQUOTES", "ERROR: CSV and REMOVEQUOTES cannot be used together"],
  ...["REMOVEQUOTES", "ESCAPE"].map((other): [string, string] => [
    `FIXEDWIDTH 'a:1' ${other}`,
    `ERROR: FIXEDWIDTH and ${other} cannot be used together`,
  ]),
  ["FIXEDWIDTH 'a:0'", "ERROR: Invalid fixed-width specification 'a:0'"],
  ...["JSON", "AVRO"].flatMap((format) =>
    ["DELIMITER ';'", "ESCAPE", "FILLRECORD", "IGNOREBLANKLINES", "NULL 'x'", "REMOVEQUOTES"].map(
      (other): [string, string] => [
        `${format} ${other}`,
        `ERROR: ${format} and ${other.split(" ")[0]} cannot be used together`,
      ],
    ),
  ),
  ["AVRO IGNOREHEADER 1", "ERROR: AVRO and IGNOREHEADER cannot be used together"],
  ["AVRO ENCODING UTF8", "ERROR: AVRO and ENCODING cannot be used together"],
  ...["GZIP", "MAXERROR 1", "IGNOREALLERRORS", "DATEFORMAT 'auto'", "TRUNCATECOLUMNS", "REGION 'x'"].map(
    (other): [string, string] => [
      `PARQUET ${other}`,
      `ERROR: ${other.split(" ")[0]} argument is not supported for PARQUET based COPY`,
    ],
  ),
  ["IGNOREHEADER x", 'ERROR: syntax error at or near "x"'],
  ["MAXERROR ''", "ERROR: syntax error at or near \"''\""],
  ...[
    ["LZOP", "LZOP", "Compress the files with GZIP, BZIP2 or ZSTD."],
    ["ENCRYPTED", "client-side encryption", "Encrypt the bucket with a key of KMS."],
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
  expect(copied(`${IAM} ${options}`)).toBe(error);
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
  const statement = copied(IAM, from);
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
  const statement = copied(IAM, "s3://b/in/", target);
  expect(typeof statement === "string" ? statement : [statement.table, statement.columns]).toEqual(expected);
});

const together = (one: string, others: readonly string[]): [string, string][] =>
  others.map((other) => [
    `${one} ${other}`,
    `ERROR: ${one.split(" ")[0]} and ${other.split(" ")[0]} cannot be used together`,
  ]);

test.each<[string, string]>([
  ...together("GZIP", ["ZSTD"]),
  ...together("FIXEDWIDTH 'a:1'", ["DELIMITER ';'", "ADDQUOTES", "HEADER"]),
  ...together("CSV", ["FIXEDWIDTH 'a:1'", "ESCAPE", "ADDQUOTES"]),
  ...together("PARQUET", ["DELIMITER ';'", "FIXEDWIDTH 'a:1'", "ADDQUOTES", "ESCAPE", "NULL 'x'", "HEADER"]),
  ...together("PARQUET", ["GZIP", "ZSTD"]),
  ...together("JSON", ["DELIMITER ';'", "FIXEDWIDTH 'a:1'", "ADDQUOTES", "ESCAPE", "NULL 'x'", "HEADER"]),
  ["KMS_KEY_ID 'k' ENCRYPTED AUTO", "ERROR: KMS_KEY_ID and ENCRYPTED AUTO cannot be used together"],
  ["PARTITION BY (a) FIXEDWIDTH 'a:1'", "ERROR: PARTITION BY and FIXEDWIDTH cannot be used together"],
  ["PARTITION BY ()", 'ERROR: syntax error at or near ";"'],
  ["PARTITION BY (t.a)", 'ERROR: syntax error at or near ";"'],
  ["MAXFILESIZE 4.9 MB", "ERROR: MAXFILESIZE must be between 5 MB and 6.2 GB"],
  ["MAXFILESIZE 6.3 GB", "ERROR: MAXFILESIZE must be between 5 MB and 6.2 GB"],
  ["DELIMITER ';;'", "ERROR: DELIMITER must be a single character"],
  ["FIXEDWIDTH 'a:0'", "ERROR: Invalid fixed-width specification 'a:0'"],
  ["CSV JSON", "ERROR: conflicting or redundant options: FORMAT"],
  [
    "MASTER_SYMMETRIC_KEY 'k'",
    "ERROR: LOCAL_LACK: client-side encryption is not in the local accounts; Redshift has it. Encrypt the bucket with a key of KMS.",
  ],
])("UNLOAD %s is refused", (options, error) => {
  expect(unloaded(`${IAM} ${options}`)).toBe(error);
});
