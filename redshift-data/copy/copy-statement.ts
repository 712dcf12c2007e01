import { typeName } from "../errors/invalid-request";
import type { CopyBucket, CopySettings } from "../link/copy-settings";
import { COLUMNAR_FORMATS, COPY_FORMAT_OPTIONS, COPY_OPTION_RULES } from "./copy-options";
import type { CopyFormat } from "./copy-request";
import { type BucketLocation, readLocation } from "./location";
import { createMemberReader, type MemberReader } from "./member-reader";
import { columnList } from "./option-rule";
import { isName, quoteIdentifier, quoteLiteral } from "./sql-text";
import {
  openRequest,
  readFormat,
  readOptions,
  refuseBoth,
  refuseMissingWidths,
  regionClause,
  roleChain,
  type TransferContext,
  type TransferStatement,
} from "./transfer-statement";

const MEMBERS = ["table", "columns", "from", "format", "options"];
const FORMATS = Object.keys(COPY_FORMAT_OPTIONS) as CopyFormat[];
const COLUMNS = "a list of the names of columns, each once";
const TABLE =
  "table or schema.table, names of up to 127 bytes without characters that cannot be seen and without a colon before a letter";

/**
 * COPY for a request, which may hold anything: the statement has the checked parts and no others.
 *
 * @param value shaped as {@link CopyRequest}
 * @param dryRun only checks the files (NOLOAD)
 * @returns nothing where something was refused
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_COPY.html
 */
export function copyStatement(
  value: unknown,
  context: TransferContext,
  dryRun: boolean,
): TransferStatement | undefined {
  const { link, path } = context;
  const opened = openRequest(value, context, MEMBERS);
  if (opened === undefined) return undefined;
  const { reader, settings } = opened;
  const table = readTable(reader);
  const columns = readColumns(reader);
  const location = readLocation(reader, "from", "copyFrom", settings);
  const format = readFormat(reader, FORMATS);
  if (format === undefined) return undefined;
  const options = reader.raw("options") ?? {};
  const optionReader = createMemberReader(options, `${path}.options`, reader.refuse);
  const clauses = readOptions(optionReader, {
    rules: COPY_OPTION_RULES,
    known: COPY_FORMAT_OPTIONS[format],
  });
  const paths = readPaths(optionReader, format, location, clauses.has("manifest"), settings);
  refuseContradictions(reader, optionReader, clauses, { format, location, dryRun, link });
  if (opened.isRefused() || table === undefined || location === undefined) return undefined;
  return {
    sql: [
      `COPY ${table}`,
      columns,
      `FROM ${quoteLiteral(location.url)}`,
      roleChain(settings.copyRoleArn, location),
      formatClause(format, paths),
      ...clauses.values(),
      regionClause(location, link),
      dryRun ? "NOLOAD" : undefined,
    ]
      .filter((part) => part !== undefined)
      .join(" "),
    warnings: warningsOf(path, location, clauses),
    mayReject: dryRun || clauses.has("maxError") || clauses.has("ignoreAllErrors"),
  };
}

function readTable(reader: MemberReader): string | undefined {
  const value = reader.required("table", TABLE);
  if (value === undefined) return undefined;
  const names = typeof value === "string" ? value.split(".") : [];
  if (names.length >= 1 && names.length <= 2 && names.every(isName))
    return names.map(quoteIdentifier).join(".");
  reader.refuseValue("table", value, TABLE);
  return undefined;
}

function readColumns(reader: MemberReader): string | undefined {
  const value = reader.raw("columns");
  const list = columnList(value);
  if (value !== undefined && list === undefined) reader.refuseValue("columns", value, COLUMNS);
  return list;
}

/** How JSON and Avro become columns, as the statement has it behind the format. */
function readPaths(
  reader: MemberReader | undefined,
  format: CopyFormat,
  from: BucketLocation | undefined,
  hasManifest: boolean,
  settings: CopySettings,
): string {
  const value = reader?.raw("paths") ?? "auto";
  const words = format === "avro" ? ["auto", "auto ignorecase"] : ["auto", "auto ignorecase", "noshred"];
  const isOfFormat = format === "json" || format === "avro";
  if (reader === undefined || !isOfFormat) return "auto";
  if (typeof value === "string" && words.includes(value)) return value;
  if (typeof value !== "string" || !value.startsWith("s3:")) {
    reader.refuse(
      `${reader.path("paths")} is ${typeName(value)}, expected one of ${words.join(", ")}, or s3://… of a JSONPaths file`,
    );
    return "auto";
  }
  const file = readLocation(reader, "paths", "copyFrom", settings);
  if (file === undefined) return "auto";
  if (file.key.endsWith("/")) {
    reader.refuse(`${reader.path("paths")} ends with /, expected the key of one file`);
  }
  if (from === undefined) return file.url;
  const other = whyApart(from.bucket, file.bucket);
  if (other !== undefined) {
    reader.refuse(
      `${reader.path("paths")} is in another bucket than the files, ${other}, expected one in ${from.bucket.name}`,
    );
  } else if (!hasManifest && from.bucket.name === file.bucket.name && file.key.startsWith(from.key)) {
    reader.refuse(
      `${reader.path("paths")} begins as the files do, so COPY would load it as one of them, expected a key of another prefix, or a manifest`,
    );
  }
  return file.url;
}

/** A statement has one chain of roles and one REGION. */
function whyApart(files: CopyBucket, other: CopyBucket): string | undefined {
  if (other.bucketRoleArn !== files.bucketRoleArn) return "whose role may not read it";
  return other.region === files.region ? undefined : "and in another region, of which a statement has one";
}

function formatClause(format: CopyFormat, paths: string): string | undefined {
  switch (format) {
    case "csv":
      return "FORMAT AS CSV";
    case "json":
      return `FORMAT AS JSON ${quoteLiteral(paths)}`;
    case "avro":
      return `FORMAT AS AVRO ${quoteLiteral(paths)}`;
    case "parquet":
      return "FORMAT AS PARQUET";
    case "orc":
      return "FORMAT AS ORC";
    // COPY's own format, which has no word; and one whose word is an option.
    case "delimited":
    case "fixedWidth":
      return undefined;
  }
}

interface Combination {
  readonly format: CopyFormat;
  readonly location: BucketLocation | undefined;
  readonly dryRun: boolean;
  readonly link: TransferContext["link"];
}

/** What Redshift would surely refuse, or not do as meant. */
function refuseContradictions(
  reader: MemberReader,
  options: MemberReader | undefined,
  clauses: ReadonlyMap<string, string>,
  { format, location, dryRun, link }: Combination,
): void {
  refuseBoth(options, clauses, "maxError", "ignoreAllErrors");
  refuseMissingWidths(reader, options, format);
  if (clauses.has("acceptAnyDate") && !clauses.has("dateFormat")) {
    reader.refuse(`${reader.path("options")}.acceptAnyDate is given without dateFormat, which it goes with`);
  }
  if (format === "csv" && (options?.raw("quote") ?? '"') === (options?.raw("delimiter") ?? ",")) {
    reader.refuse(`${reader.path("options")}.quote and delimiter are the same character, expected two`);
  }
  if (clauses.has("manifest") && location?.key.endsWith("/")) {
    reader.refuse(`${reader.path("from")} ends with /, expected the key of one manifest`);
  }
  if (!COLUMNAR_FORMATS.includes(format)) return;
  if (dryRun) {
    reader.refuse(
      `${reader.path("format")} is ${format}, and a dry run (NOLOAD) does not go with it, expected a format of records`,
    );
  }
  if (location !== undefined && location.bucket.region !== link.redshiftRegion) {
    reader.refuse(
      `${reader.path("format")} is ${format}, which Redshift loads from buckets of its own region ${link.redshiftRegion} only; bucket ${location.bucket.name} is in ${location.bucket.region}`,
    );
  }
}

function warningsOf(
  path: string,
  { key, bucket }: BucketLocation,
  clauses: ReadonlyMap<string, string>,
): string[] {
  if (clauses.has("manifest") || key === "" || key.endsWith("/")) return [];
  return [
    `${path}.from is the beginning of keys in ${bucket.name}, not one file: every object whose key begins so is loaded, such as the same name with .bak behind it; a manifest names files exactly`,
  ];
}
