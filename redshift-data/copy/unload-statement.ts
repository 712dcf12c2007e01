import { scanSql } from "../errors/scan-sql";
import { type BucketLocation, readLocation } from "./location";
import { createMemberReader, type MemberReader } from "./member-reader";
import { quoteLiteral } from "./sql-text";
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
import { UNLOAD_FORMAT_OPTIONS, UNLOAD_OPTION_RULES } from "./unload-options";
import type { UnloadFormat } from "./unload-request";

const MEMBERS = ["sql", "to", "format", "options"];
const FORMATS = Object.keys(UNLOAD_FORMAT_OPTIONS) as UnloadFormat[];
const QUERY = "the text of one query";

/**
 * UNLOAD for a request, which may hold anything: the query stands in it as one literal, and all else is checked.
 *
 * @param value shaped as {@link UnloadRequest}
 * @returns nothing where something was refused
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html
 */
export function unloadStatement(value: unknown, context: TransferContext): TransferStatement | undefined {
  const { link, path } = context;
  const opened = openRequest(value, context, MEMBERS);
  if (opened === undefined) return undefined;
  const { reader, settings } = opened;
  const query = readQuery(reader);
  const location = readLocation(reader, "to", "unloadTo", settings);
  const format = readFormat(reader, FORMATS);
  if (format === undefined) return undefined;
  const options = createMemberReader(reader.raw("options") ?? {}, `${path}.options`, reader.refuse);
  const clauses = readOptions(options, {
    rules: UNLOAD_OPTION_RULES,
    known: UNLOAD_FORMAT_OPTIONS[format],
  });
  const includesPartitions = readIncludePartitions(options, clauses.has("partitionBy"));
  refuseContradictions(reader, options, clauses, { format, location });
  if (opened.isRefused() || query === undefined || location === undefined) return undefined;
  const parts = [...clauses].map(([name, clause]) =>
    name === "partitionBy" && includesPartitions ? `${clause} INCLUDE` : clause,
  );
  return {
    sql: [
      `UNLOAD (${quoteLiteral(query)})`,
      `TO ${quoteLiteral(location.url)}`,
      roleChain(settings.copyRoleArn, location),
      formatClause(format),
      ...parts,
      // Without it UNLOAD does not use the bucket's key, whatever the bucket's default says.
      location.bucket.kmsKeyArn === undefined ? undefined : "ENCRYPTED AUTO",
      regionClause(location, link),
    ]
      .filter((part) => part !== undefined)
      .join(" "),
    warnings: warningsOf(path, location, clauses),
    mayReject: false,
  };
}

/** The query without what may end a statement, which a literal has no use for. */
function readQuery(reader: MemberReader): string | undefined {
  const value = reader.required("sql", QUERY);
  if (value === undefined) return undefined;
  const query = typeof value === "string" ? withoutEnd(value) : "";
  if (query === "" || query.includes("\0")) {
    reader.refuseValue("sql", value, QUERY);
    return undefined;
  }
  const { statementCount = 1, open = new Set() } = scanSql(query) ?? {};
  if (statementCount > 1) {
    reader.refuse(`${reader.path("sql")} holds several statements, expected ${QUERY}`);
    return undefined;
  }
  if (open.size > 0) {
    reader.refuse(
      `${reader.path("sql")} has a place for a parameter, which the Data API does not fill within quotes, where UNLOAD has its query; expected the value itself in it`,
    );
  }
  if (hasOuterLimit(query)) {
    reader.refuse(
      `${reader.path("sql")} ends with LIMIT, which UNLOAD does not take in the outermost SELECT, expected it in a query within: SELECT * FROM (SELECT … LIMIT …)`,
    );
  }
  return query;
}

/** Work is linear in the text. */
function withoutEnd(sql: string): string {
  let end = sql.length;
  while (end > 0 && /[\s;]/.test(sql.charAt(end - 1))) end--;
  return sql.slice(0, end).trimStart();
}

/** LIMIT at the very end is the outermost SELECT's; one in parentheses has another behind it. */
function hasOuterLimit(query: string): boolean {
  const lastLine = query.slice(query.lastIndexOf("\n") + 1).slice(-200);
  return !lastLine.includes("--") && /\blimit\s+\d+(?:\s+offset\s+\d+)?$/i.test(query.slice(-200));
}

function readIncludePartitions(options: MemberReader | undefined, isPartitioned: boolean): boolean {
  const value = options?.raw("includePartitions");
  if (options === undefined || value === undefined) return false;
  if (typeof value !== "boolean") options.refuseValue("includePartitions", value, "true or false");
  else if (value && !isPartitioned) {
    options.refuse(
      `${options.path("includePartitions")} is given without partitionBy, which it is a part of`,
    );
  }
  return value === true;
}

function formatClause(format: UnloadFormat): string | undefined {
  switch (format) {
    case "csv":
      return "FORMAT AS CSV";
    case "json":
      return "FORMAT AS JSON";
    case "parquet":
      return "FORMAT AS PARQUET";
    // UNLOAD's own format, which has no word; and one whose word is an option.
    case "delimited":
    case "fixedWidth":
      return undefined;
  }
}

/** What Redshift would surely refuse, or a role. */
function refuseContradictions(
  reader: MemberReader,
  options: MemberReader | undefined,
  clauses: ReadonlyMap<string, string>,
  { format, location }: { readonly format: UnloadFormat; readonly location: BucketLocation | undefined },
): void {
  refuseBoth(options, clauses, "allowOverwrite", "cleanPath");
  refuseMissingWidths(reader, options, format);
  if (location !== undefined && clauses.has("cleanPath") && location.bucket.cleanPath !== true) {
    reader.refuse(
      `${reader.path("options")}.cleanPath is given, and the role of bucket ${location.bucket.name} may not delete, expected cleanPath: true at the bucket in the links file`,
    );
  }
}

function warningsOf(
  path: string,
  { bucket }: BucketLocation,
  clauses: ReadonlyMap<string, string>,
): string[] {
  return clauses.has("cleanPath")
    ? [`${path}.options.cleanPath deletes for good what is at ${path}.to in ${bucket.name} before it writes`]
    : [];
}
