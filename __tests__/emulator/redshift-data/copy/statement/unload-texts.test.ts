import type { UnloadStatement } from "../../../../../emulator/redshift-data/copy/statement/unload-statement";
import {
  ONE_ROLE,
  ONE_ROLE_CLAUSE,
  PLAIN_COPY,
  PLAIN_UNLOAD,
  readCopy,
  readUnload,
} from "../../../../../testing/emulator/copy/statement-texts";

const CHAIN = `${ONE_ROLE},arn:aws:iam::111111111111:role/bucket`;

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
  ["PARQUET ROWGROUPSIZE 32 MB", { format: { kind: "parquet" } }],
  ["PARQUET ROWGROUPSIZE 32", { format: { kind: "parquet" } }],
  ["ROWGROUPSIZE AS 128 MB PARQUET", { format: { kind: "parquet" } }],
  ["PARTITION BY (a) FIXEDWIDTH 'b:1'", { partitionBy: ["a"], format: { kind: "fixed-width", widths: [1] } }],
  ["REGION 'eu-west-1'", { region: "eu-west-1" }],
  ["EXTENSION 'csv'", { extension: "csv" }],
])("UNLOAD %s", (options, change) => {
  expect(readUnload(`${ONE_ROLE_CLAUSE} ${options}`)).toEqual({ ...PLAIN_UNLOAD, ...change });
});

test.each<[string, unknown]>([
  [ONE_ROLE_CLAUSE, [ONE_ROLE]],
  [`IAM_ROLE AS '${CHAIN}'`, CHAIN.split(",")],
  // No blanks, says the documentation: with one it is another role, which is attached nowhere.
  [`IAM_ROLE '${CHAIN.replace(",", ", ")}'`, CHAIN.replace(",", ", ").split(",")],
  ["IAM_ROLE default", "default"],
  ["IAM_ROLE 'DEFAULT'", "default"],
  [`CREDENTIALS 'aws_iam_role=${CHAIN}'`, CHAIN.split(",")],
  [`WITH CREDENTIALS AS 'aws_iam_role=${ONE_ROLE}'`, [ONE_ROLE]],
])("the role of %s", (clause, role) => {
  expect([readCopy(clause), readUnload(clause)]).toEqual([
    { ...PLAIN_COPY, role },
    { ...PLAIN_UNLOAD, role },
  ]);
});

const ONLY_ROLES =
  "with access keys is not in the local accounts; Redshift has it. Name a role: IAM_ROLE '<arn>'.";

test.each<[string, string]>([
  ["", "ERROR: CREDENTIALS argument is required but has not been set."],
  [`${ONE_ROLE_CLAUSE} IAM_ROLE default`, "ERROR: conflicting or redundant options: IAM_ROLE"],
  [
    `${ONE_ROLE_CLAUSE} CREDENTIALS 'aws_iam_role=${ONE_ROLE}'`,
    "ERROR: conflicting or redundant options: IAM_ROLE",
  ],
  ["ACCESS_KEY_ID 'a' ACCESS_KEY_ID 'b'", "ERROR: conflicting or redundant options: ACCESS_KEY_ID"],
  [
    "IAM_ROLE 'session'",
    "ERROR: LOCAL_LACK: IAM_ROLE 'SESSION' is not in the local accounts; Redshift has it. Name a role: IAM_ROLE '<arn>'.",
  ],
  ["CREDENTIALS 'aws_access_key_id=a;aws_secret_access_key=b'", `ERROR: LOCAL_LACK: % ${ONLY_ROLES}`],
  [`${ONE_ROLE_CLAUSE} REGION 'a' REGION 'b'`, "ERROR: conflicting or redundant options: REGION"],
  [`${ONE_ROLE_CLAUSE} FORMAT HEADER`, 'ERROR: syntax error at or near "HEADER"'],
  [`${ONE_ROLE_CLAUSE} FORMAT GZIP`, 'ERROR: syntax error at or near "GZIP"'],
  [`${ONE_ROLE_CLAUSE} REGION`, 'ERROR: syntax error at or near ";"'],
])("%s is refused of both", (options, error) => {
  expect([readCopy(options), readUnload(options)]).toEqual([
    error.replace("%", "COPY"),
    error.replace("%", "UNLOAD"),
  ]);
});

const together = (one: string, others: readonly string[]): [string, string][] =>
  others.map((other) => {
    const [first = "", second = ""] = [one, other].map((option) => option.split(" ")[0] ?? "");
    const isFormat = ["CSV", "JSON", "PARQUET"].includes(first);
    const told = isFormat
      ? `${second} is not supported for UNLOAD to ${first}`
      : `${first} and ${second} cannot be used together`;
    return [`${one} ${other}`, `ERROR: ${told}`];
  });

test.each<[string, string]>([
  ...together("GZIP", ["ZSTD"]),
  ...together("FIXEDWIDTH 'a:1'", ["DELIMITER ';'", "ADDQUOTES", "HEADER"]),
  ...together("CSV", ["FIXEDWIDTH 'a:1'", "ESCAPE", "ADDQUOTES"]),
  ...together("PARQUET", ["DELIMITER ';'", "FIXEDWIDTH 'a:1'", "ADDQUOTES", "ESCAPE", "NULL 'x'", "HEADER"]),
  ...together("PARQUET", ["GZIP", "ZSTD"]),
  ...together("JSON", ["DELIMITER ';'", "FIXEDWIDTH 'a:1'", "ADDQUOTES", "ESCAPE", "NULL 'x'", "HEADER"]),
  ["KMS_KEY_ID 'k' ENCRYPTED AUTO", "ERROR: KMS_KEY_ID and ENCRYPTED AUTO cannot be used together"],
  ["PARTITION BY ()", 'ERROR: syntax error at or near ";"'],
  ["PARTITION BY (t.a)", 'ERROR: syntax error at or near ";"'],
  ["MAXFILESIZE 4.9 MB", "ERROR: MAXFILESIZE must be between 5 MB and 6.2 GB"],
  ["MAXFILESIZE 6.3 GB", "ERROR: MAXFILESIZE must be between 5 MB and 6.2 GB"],
  ["ROWGROUPSIZE 32", "ERROR: ROWGROUPSIZE requires PARQUET"],
  ...["31", "129 MB", "1 GB"].map((size): [string, string] => [
    `PARQUET ROWGROUPSIZE ${size}`,
    "ERROR: ROWGROUPSIZE must be between 32 MB and 128 MB",
  ]),
  ...["';;'", "'é'", "''"].map((delimiter): [string, string] => [
    `DELIMITER ${delimiter}`,
    "ERROR: DELIMITER must be a single ASCII character",
  ]),
  ["FIXEDWIDTH 'a:0'", "ERROR: Invalid fixed-width specification 'a:0'"],
  ["CSV JSON", "ERROR: conflicting or redundant options: FORMAT"],
  [
    "MASTER_SYMMETRIC_KEY 'k'",
    "ERROR: LOCAL_LACK: client-side encryption is not in the local accounts; Redshift has it. Encrypt the bucket with a key of KMS.",
  ],
])("UNLOAD %s is refused", (options, error) => {
  expect(readUnload(`${ONE_ROLE_CLAUSE} ${options}`)).toBe(error);
});
