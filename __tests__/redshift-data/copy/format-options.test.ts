import { madeCopy, madeUnload } from "../../../testing/redshift-data/transfer-texts";

const FROM = "s3://acme-landing/incoming/orders/";
const TO = "s3://acme-landing/exports/orders_";

/** A value of each option that any format takes, with what it goes with. */
const COPY_VALUES: Readonly<Record<string, unknown>> = {
  ...{ manifest: false, explicitIds: true, acceptInvChars: true, statUpdate: true, maxError: 1 },
  ...{
    ignoreAllErrors: true,
    compUpdate: false,
    acceptAnyDate: true,
    dateFormat: "auto",
    timeFormat: "auto",
  },
  ...{ roundec: true, blanksAsNull: true, emptyAsNull: true, trimBlanks: true, truncateColumns: true },
  ...{ compression: "lzop", fillRecord: true, ignoreHeader: 0, ignoreBlankLines: true, nullAs: "" },
  ...{ encoding: "utf8", delimiter: ";", quote: "'", escape: true, removeQuotes: true, widths: { id: 1 } },
  ...{ paths: "auto" },
};
const RECORDS =
  "acceptAnyDate acceptInvChars blanksAsNull compUpdate dateFormat emptyAsNull explicitIds ignoreAllErrors manifest maxError roundec statUpdate timeFormat trimBlanks truncateColumns";
const LINES = `${RECORDS} compression fillRecord ignoreBlankLines ignoreHeader nullAs`;
const COLUMNS = "acceptInvChars explicitIds fillRecord manifest statUpdate";

/** The options of `values` that a format takes, each asked for alone. */
function taken(
  values: Readonly<Record<string, unknown>>,
  made: (options: object) => { readonly problems: readonly string[] },
): readonly string[] {
  return Object.keys(values)
    .filter((name) => made({ [name]: values[name] }).problems.length === 0)
    .sort();
}

const sorted = (names: string) => names.split(" ").sort();

/**
 * By the pages of COPY: what "Data format parameters" lists as not supported with JSON and Avro, and what "COPY from columnar data formats"
 * lists as supported there.
 */
test.each<[format: string, options: string]>([
  ["csv", `${LINES} encoding delimiter quote`],
  ["delimited", `${LINES} encoding delimiter escape removeQuotes`],
  ["fixedWidth", `${LINES} widths`],
  ["json", `${RECORDS} compression encoding ignoreHeader paths`],
  ["avro", `${RECORDS} paths`],
  ["parquet", COLUMNS],
  ["orc", COLUMNS],
])("COPY of %s takes its own options and no others", (format, options) => {
  const needed = {
    ...(format === "fixedWidth" ? { widths: { id: 1 } } : {}),
    // What acceptAnyDate goes with.
    ...(options.includes("dateFormat") ? { dateFormat: "auto" } : {}),
  };
  const made = (more: object) =>
    madeCopy({ table: "orders", from: FROM, format, options: { ...needed, ...more } });
  expect(taken(COPY_VALUES, made)).toEqual(sorted(options));
});

const UNLOAD_VALUES: Readonly<Record<string, unknown>> = {
  ...{ partitionBy: ["a"], includePartitions: false, manifest: true, allowOverwrite: true, cleanPath: true },
  ...{ parallel: true, maxFileSizeMb: 5, extension: "x", compression: "bzip2", header: true, delimiter: "|" },
  ...{ nullAs: "", escape: true, addQuotes: true, widths: { id: 1 }, rowGroupSizeMb: 32 },
};
const ANY =
  "allowOverwrite cleanPath extension includePartitions manifest maxFileSizeMb parallel partitionBy";

/** By the page of UNLOAD. */
test.each<[format: string, options: string]>([
  ["csv", `${ANY} compression header delimiter nullAs`],
  ["delimited", `${ANY} compression header delimiter nullAs escape addQuotes`],
  ["fixedWidth", `${ANY} compression widths nullAs`],
  ["json", `${ANY} compression`],
  ["parquet", `${ANY} rowGroupSizeMb`],
])("UNLOAD of %s takes its own options and no others", (format, options) => {
  const needed = format === "fixedWidth" ? { widths: { id: 1 } } : {};
  const made = (more: object) =>
    madeUnload({ sql: "SELECT 1", to: TO, format, options: { ...needed, ...more } });
  expect(taken(UNLOAD_VALUES, made)).toEqual(sorted(options));
});

test("ORC is of the warehouse's region as Parquet is, and knows no dry run", () => {
  const request = { table: "orders", from: "s3://acme-europe/incoming/", format: "orc" };
  expect(madeCopy(request, { dryRun: true }).problems).toEqual([
    "copy.format is orc, and a dry run (NOLOAD) does not go with it, expected a format of records",
    "copy.format is orc, which Redshift loads from buckets of its own region ap-northeast-1 only; bucket acme-europe is in eu-west-1",
  ]);
});
