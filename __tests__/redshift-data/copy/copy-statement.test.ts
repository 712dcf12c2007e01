import { madeCopy } from "../../../testing/redshift-data/transfer-texts";

const ROLES =
  "arn:aws:iam::222222222222:role/analytics-copy,arn:aws:iam::111111111111:role/analytics-landing";
const FROM = "s3://acme-landing/incoming/orders/";
const HEAD = `COPY "orders" FROM '${FROM}' IAM_ROLE '${ROLES}'`;

test.each<[what: string, request: object, sql: string]>([
  ["CSV", { format: "csv" }, `${HEAD} FORMAT AS CSV`],
  [
    "a schema and columns",
    { table: "sales.orders", columns: ["id", 'say "x"'], format: "csv" },
    `COPY "sales"."orders" ("id", "say ""x""") FROM '${FROM}' IAM_ROLE '${ROLES}' FORMAT AS CSV`,
  ],
  [
    "every option of CSV",
    {
      format: "csv",
      options: {
        quote: "'",
        delimiter: "|~|",
        manifest: false,
        compression: "gzip",
        encoding: "utf16le",
        ignoreHeader: 1,
        ignoreBlankLines: true,
        nullAs: "it's",
        acceptInvChars: "^",
        acceptAnyDate: true,
        dateFormat: "auto",
        timeFormat: "YYYY-MM-DD HH:MI:SS",
        roundec: true,
        blanksAsNull: true,
        emptyAsNull: true,
        trimBlanks: true,
        truncateColumns: true,
        fillRecord: true,
        explicitIds: true,
        maxError: 10,
        compUpdate: "preset",
        statUpdate: false,
      },
    },
    `${HEAD} FORMAT AS CSV QUOTE AS '''' DELIMITER AS '|~|' GZIP ENCODING AS UTF16LE IGNOREHEADER AS 1 IGNOREBLANKLINES NULL AS 'it''s' ACCEPTINVCHARS AS '^' ACCEPTANYDATE DATEFORMAT AS 'auto' TIMEFORMAT AS 'YYYY-MM-DD HH:MI:SS' ROUNDEC BLANKSASNULL EMPTYASNULL TRIMBLANKS TRUNCATECOLUMNS FILLRECORD EXPLICIT_IDS MAXERROR AS 10 COMPUPDATE PRESET STATUPDATE OFF`,
  ],
  [
    "text with a delimiter",
    { format: "delimited", options: { delimiter: "\t", escape: true, removeQuotes: true, nullAs: "\\N" } },
    `${HEAD} DELIMITER AS '\\t' ESCAPE REMOVEQUOTES`,
  ],
  [
    "fixed width",
    { format: "fixedWidth", options: { widths: { id: 5, name: 20 } } },
    `${HEAD} FIXEDWIDTH AS 'id:5,name:20'`,
  ],
  ["JSON", { format: "json" }, `${HEAD} FORMAT AS JSON 'auto'`],
  [
    "JSON with paths that only a manifest keeps from being loaded",
    {
      ...{ from: "s3://acme-landing/incoming/list", format: "json" },
      options: { paths: "s3://acme-landing/incoming/list-paths", manifest: true },
    },
    `COPY "orders" FROM 's3://acme-landing/incoming/list' IAM_ROLE '${ROLES}' FORMAT AS JSON 's3://acme-landing/incoming/list-paths' MANIFEST`,
  ],
  [
    "JSON with paths",
    { format: "json", options: { paths: "s3://acme-landing/incoming/paths.json", ignoreAllErrors: true } },
    `${HEAD} FORMAT AS JSON 's3://acme-landing/incoming/paths.json' IGNOREALLERRORS`,
  ],
  [
    "Avro",
    { format: "avro", options: { paths: "auto ignorecase" } },
    `${HEAD} FORMAT AS AVRO 'auto ignorecase'`,
  ],
  [
    "Parquet",
    { format: "parquet", options: { fillRecord: true, acceptInvChars: true } },
    `${HEAD} FORMAT AS PARQUET ACCEPTINVCHARS FILLRECORD`,
  ],
  ["ORC", { format: "orc" }, `${HEAD} FORMAT AS ORC`],
  [
    "a bucket in another region",
    { from: "s3://acme-europe/incoming/orders/", format: "csv" },
    `COPY "orders" FROM 's3://acme-europe/incoming/orders/' IAM_ROLE 'arn:aws:iam::222222222222:role/analytics-copy,arn:aws:iam::111111111111:role/analytics-europe' FORMAT AS CSV REGION AS 'eu-west-1'`,
  ],
])("%s", (_, request, sql) => {
  expect(madeCopy({ table: "orders", from: FROM, ...request })).toEqual({
    statement: { sql, warnings: [], mayReject: / MAXERROR | IGNOREALLERRORS/.test(sql) },
    problems: [],
    codes: [],
  });
});

test("a dry run loads nothing, and tells what it would reject", () => {
  const { statement } = madeCopy({ table: "orders", from: FROM, format: "csv" }, { dryRun: true });
  expect(statement).toEqual({ sql: `${HEAD} FORMAT AS CSV NOLOAD`, warnings: [], mayReject: true });
});

test("a location that is no folder warns of its siblings; a manifest names files exactly", () => {
  const from = "s3://acme-landing/incoming/custdata";
  const warnings = (options: object) =>
    madeCopy({ table: "orders", from, format: "csv", options }).statement?.warnings;
  expect(warnings({})).toEqual([
    "copy.from is the beginning of keys in acme-landing, not one file: every object whose key begins so is loaded, such as the same name with .bak behind it; a manifest names files exactly",
  ]);
  expect(warnings({ manifest: true })).toEqual([]);
});
