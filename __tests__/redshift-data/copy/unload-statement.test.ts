import { SETTINGS } from "../../../testing/redshift-data/link-context";
import { madeUnload } from "../../../testing/redshift-data/transfer-texts";

const ROLES =
  "arn:aws:iam::222222222222:role/analytics-copy,arn:aws:iam::111111111111:role/analytics-landing";
const TO = "s3://acme-landing/exports/orders_";
const HEAD = `UNLOAD ('SELECT * FROM orders') TO '${TO}' IAM_ROLE '${ROLES}'`;

test.each<[what: string, request: object, sql: string]>([
  ["CSV", { format: "csv" }, `${HEAD} FORMAT AS CSV`],
  [
    "every option of CSV",
    {
      format: "csv",
      options: {
        partitionBy: ["year", "month"],
        includePartitions: true,
        manifest: "verbose",
        header: true,
        delimiter: ";",
        compression: "zstd",
        nullAs: "",
        allowOverwrite: true,
        parallel: false,
        maxFileSizeMb: 100,
        extension: "csv.zst",
      },
    },
    `${HEAD} FORMAT AS CSV PARTITION BY ("year", "month") INCLUDE MANIFEST VERBOSE HEADER DELIMITER AS ';' ZSTD NULL AS '' ALLOWOVERWRITE PARALLEL OFF MAXFILESIZE AS 100 MB EXTENSION 'csv.zst'`,
  ],
  [
    "text with a delimiter",
    { format: "delimited", options: { escape: true, addQuotes: true, manifest: true } },
    `${HEAD} MANIFEST ADDQUOTES ESCAPE`,
  ],
  ["fixed width", { format: "fixedWidth", options: { widths: { id: 5 } } }, `${HEAD} FIXEDWIDTH AS 'id:5'`],
  ["JSON", { format: "json", options: { compression: "gzip" } }, `${HEAD} FORMAT AS JSON GZIP`],
  [
    "Parquet",
    { format: "parquet", options: { rowGroupSizeMb: 64 } },
    `${HEAD} FORMAT AS PARQUET ROWGROUPSIZE AS 64 MB`,
  ],
  [
    "an encrypted bucket",
    { to: "s3://acme-sealed/exports/x", format: "csv" },
    "UNLOAD ('SELECT * FROM orders') TO 's3://acme-sealed/exports/x' IAM_ROLE 'arn:aws:iam::222222222222:role/analytics-copy,arn:aws:iam::111111111111:role/analytics-sealed' FORMAT AS CSV ENCRYPTED AUTO",
  ],
  [
    "a bucket in another region",
    { to: "s3://acme-europe/exports/x", format: "parquet" },
    "UNLOAD ('SELECT * FROM orders') TO 's3://acme-europe/exports/x' IAM_ROLE 'arn:aws:iam::222222222222:role/analytics-copy,arn:aws:iam::111111111111:role/analytics-europe' FORMAT AS PARQUET REGION AS 'eu-west-1'",
  ],
  [
    "quotes and backslashes, doubled; a semicolon at the end, left out",
    { sql: " SELECT 'it''s', '\\' FROM t ;\n", format: "csv" },
    `UNLOAD ('SELECT ''it''''s'', ''\\\\'' FROM t') TO '${TO}' IAM_ROLE '${ROLES}' FORMAT AS CSV`,
  ],
  [
    "LIMIT in a comment",
    { sql: "SELECT * FROM t -- not limit 5", format: "csv" },
    `UNLOAD ('SELECT * FROM t -- not limit 5') TO '${TO}' IAM_ROLE '${ROLES}' FORMAT AS CSV`,
  ],
  [
    "LIMIT within",
    { sql: "SELECT * FROM (SELECT * FROM t LIMIT 5)", format: "csv" },
    `UNLOAD ('SELECT * FROM (SELECT * FROM t LIMIT 5)') TO '${TO}' IAM_ROLE '${ROLES}' FORMAT AS CSV`,
  ],
])("%s", (_, request, sql) => {
  expect(madeUnload({ sql: "SELECT * FROM orders", to: TO, ...request })).toEqual({
    statement: { sql, warnings: [], mayReject: false },
    problems: [],
    codes: [],
  });
});

test("CLEANPATH deletes, and is told", () => {
  const { statement } = madeUnload({ sql: "SELECT 1", to: TO, format: "csv", options: { cleanPath: true } });
  expect(statement?.sql).toMatch(/ CLEANPATH$/);
  expect(statement?.warnings).toEqual([
    "unload.options.cleanPath deletes for good what is at unload.to in acme-landing before it writes",
  ]);
});

test.each<[what: string, request: object, problem: string]>([
  ["no query", { sql: " ; " }, "unload.sql is text of length 3, expected the text of one query"],
  [
    "several statements",
    { sql: "SELECT 1; DROP TABLE orders" },
    "unload.sql holds several statements, expected the text of one query",
  ],
  ["a NUL", { sql: "SELECT 1\0" }, "unload.sql is text of length 9"],
  [
    "a parameter",
    { sql: "SELECT * FROM t WHERE id = :id" },
    "unload.sql has a place for a parameter, which the Data API does not fill within quotes",
  ],
  [
    "LIMIT of the outermost SELECT",
    { sql: "SELECT * FROM t LIMIT 5" },
    "unload.sql ends with LIMIT, which UNLOAD does not take in the outermost SELECT",
  ],
  ...["limit 5", "LIMIT 5 OFFSET 2", "Limit\n5", "LIMIT 5 ;"].map((end): [string, object, string] => [
    `the same, written ${end}`,
    { sql: `SELECT * FROM t ${end}` },
    "unload.sql ends with LIMIT, which UNLOAD does not take in the outermost SELECT",
  ]),
  [
    "overwriting and deleting",
    { options: { allowOverwrite: true, cleanPath: true } },
    "unload.options.allowOverwrite and unload.options.cleanPath exclude each other, expected one of them",
  ],
  [
    "deleting where the role may not",
    { to: "s3://acme-sealed/exports/x", options: { cleanPath: true } },
    "unload.options.cleanPath is given, and the role of bucket acme-sealed may not delete, expected cleanPath: true at the bucket in the links file",
  ],
  [
    "a header of Parquet",
    { format: "parquet", options: { header: true } },
    "unload.options has member header that does not go with it",
  ],
  [
    "a header of JSON",
    { format: "json", options: { header: true } },
    "unload.options has member header that does not go with it",
  ],
  [
    "two characters",
    { options: { delimiter: "||" } },
    "unload.options.delimiter is text of length 2, expected one printable ASCII character but the backslash, or a tab",
  ],
  [
    "partitions that are no yes or no",
    { options: { partitionBy: ["a"], includePartitions: "yes" } },
    "unload.options.includePartitions is text of length 3, expected true or false",
  ],
  [
    "partitions of nothing",
    { options: { includePartitions: true } },
    "unload.options.includePartitions is given without partitionBy, which it is a part of",
  ],
  [
    "a size that is none",
    { options: { maxFileSizeMb: 4 } },
    "unload.options.maxFileSizeMb is 4, expected a whole number from 5 to 6200",
  ],
  ["no widths", { format: "fixedWidth" }, "unload.options.widths is absent, which format fixedWidth needs"],
  [
    "an option of another format, whatever its value",
    { format: "parquet", options: { delimiter: "||" } },
    "unload.options has member delimiter that does not go with it",
  ],
  [
    "an extension with a quote",
    { options: { extension: "a'b" } },
    "unload.options.extension is text of length 3",
  ],
])("refused: %s", (_, request, problem) => {
  const { statement, problems, codes } = madeUnload({ sql: "SELECT 1", to: TO, format: "csv", ...request });
  expect(statement).toBeUndefined();
  expect(problems).toEqual([expect.stringContaining(problem)]);
  expect(codes).toEqual(["EVENT_INVALID"]);
});

test("a location that is for COPY is none for UNLOAD", () => {
  const { problems, codes } = madeUnload({
    sql: "SELECT 1",
    to: "s3://acme-landing/incoming/x",
    format: "csv",
  });
  expect(problems).toEqual([
    "unload.to is outside of what the link may unload to, expected a location that begins with s3://acme-landing/exports/ or s3://acme-landing/scratch/ or s3://acme-sealed/exports/ or s3://acme-europe/exports/",
  ]);
  expect(codes).toEqual(["LOCATION_REFUSED"]);
});

test("a link without buckets says so", () => {
  expect(madeUnload({ sql: "SELECT 1", to: TO, format: "csv" }, SETTINGS)).toEqual({
    statement: undefined,
    problems: ["unload is given, and this link has no buckets"],
    codes: ["BUCKETS_NOT_CONFIGURED"],
  });
});
