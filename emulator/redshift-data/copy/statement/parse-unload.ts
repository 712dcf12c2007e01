import { lackError } from "../../sql/refusals/lack";
import type { Tokens } from "../../sql/sql-layout";
import { identifierNames } from "../../sql/sql-text";
import { stringValue } from "../../sql/string-value";
import { refuseStatement, StatementFailure } from "../statement-failure";
import {
  lackOfAccessKeys,
  lackOfClientSideEncryption,
  type RoleClause,
  takeAuthorization,
} from "./authorization-clause";
import { OptionReader } from "./option-reader";
import { s3Location } from "./s3-location";
import type { UnloadStatement, WrittenUnloadFormat } from "./unload-statement";

const MB = 1024 * 1024;

/** Size of a file by default and at most, bytes (6.2 GB), and at least. */
const DEFAULT_FILE_BYTES = 6_657_199_308;
const MINIMUM_FILE_BYTES = 5 * MB;

type Options = Omit<UnloadStatement, "query" | "to" | "role" | "format" | "encryption"> & {
  readonly format?: "csv" | "json" | "parquet";
  readonly widths?: readonly number[];
  readonly delimiter?: string;
  readonly escapes?: boolean;
  readonly addsQuotes?: boolean;
  readonly encrypted?: "plain" | "auto";
  readonly kmsKeyId?: string;
};

const NO_OPTIONS: Options = {
  compression: "none",
  partitionBy: [],
  includesPartitions: false,
  manifest: "none",
  hasHeader: false,
  existing: "refuse",
  isParallel: true,
  maximumFileBytes: DEFAULT_FILE_BYTES,
};

const OPTIONS: Readonly<Record<string, (reader: OptionReader) => Partial<Options>>> = {
  partition: (reader) => {
    reader.expect("by");
    const group = reader.takeGroup() ?? reader.fail();
    const names = reader.items(group).map((item) => identifierNames(reader.textOf(item)));
    if (names.length === 0 || names.some((name) => name.length !== 1)) reader.fail();
    return { partitionBy: names.flat(), includesPartitions: reader.take("include") };
  },
  manifest: (reader) => ({ manifest: reader.take("verbose") ? "verbose" : "plain" }),
  header: () => ({ hasHeader: true }),
  delimiter: (reader) => ({ delimiter: reader.character("DELIMITER") }),
  fixedwidth: (reader) => ({ widths: widths(reader.string()) }),
  encrypted: (reader) => ({ encrypted: reader.take("auto") ? "auto" : "plain" }),
  kms_key_id: (reader) => ({ kmsKeyId: reader.string() }),
  master_symmetric_key: lackOfClientSideEncryption,
  gzip: () => ({ compression: "gzip" }),
  zstd: () => ({ compression: "zstd" }),
  bzip2: () => {
    throw new StatementFailure(lackError("UNLOAD with BZIP2", "Compress the files with GZIP or ZSTD."));
  },
  addquotes: () => ({ addsQuotes: true }),
  null: (reader) => ({ nullText: reader.string() }),
  escape: () => ({ escapes: true }),
  allowoverwrite: () => ({ existing: "overwrite" }),
  cleanpath: () => ({ existing: "delete" }),
  parallel: (reader) => ({ isParallel: reader.optionalSwitch() ?? true }),
  maxfilesize: (reader) => ({ maximumFileBytes: fileBytes(reader) }),
  // Row groups are as large as the writer makes them.
  rowgroupsize: (reader) => {
    sizeWithin(reader, 32 * MB, 128 * MB, "ROWGROUPSIZE must be between 32 MB and 128 MB");
    return {};
  },
  region: (reader) => ({ region: reader.string() }),
  extension: (reader) => ({ extension: reader.string() }),
};

/**
 * Reads an UNLOAD. Its options stand in any order, the roles among them.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html
 * @throws StatementFailure a syntax error, options that exclude each other, or what the local accounts lack
 */
export function parseUnload(tokens: Tokens): UnloadStatement {
  const reader = new OptionReader(tokens);
  reader.expect("unload");
  const group = reader.takeGroup() ?? reader.fail();
  const query = stringValue(reader.textOf(group)) ?? reader.fail();
  reader.expect("to");
  const to = s3Location(reader.string());
  let role: RoleClause | "access-keys" | undefined;
  let options: Options = NO_OPTIONS;
  while (!reader.isAtEnd) {
    const authorization = takeAuthorization(reader);
    if (authorization !== undefined) role = authorization;
    else options = { ...options, ...takeOption(reader) };
  }
  if (role === undefined) refuseStatement("CREDENTIALS argument is required but has not been set.");
  if (role === "access-keys") lackOfAccessKeys("UNLOAD");
  check(reader, options);
  return statementOf({ query, to, role }, options);
}

function takeOption(reader: OptionReader): Partial<Options> {
  const isFormat = reader.take("format");
  if (isFormat) reader.take("as");
  const format = reader.takeOneOf("csv", "json", "parquet");
  if (format === "csv" || format === "json" || format === "parquet") {
    reader.once("FORMAT");
    return { format };
  }
  const word = reader.word();
  const option = Object.hasOwn(OPTIONS, word) ? OPTIONS[word] : undefined;
  if (option === undefined || isFormat) return reader.fail();
  reader.place++;
  reader.once(word.toUpperCase());
  return option(reader);
}

const FORMATS: ReadonlySet<string> = new Set(["CSV", "JSON", "PARQUET"]);

/** Options of one format that another does not have, and those that exclude each other. */
function check(reader: OptionReader, { format, kmsKeyId, encrypted }: Options): void {
  const excludes = (name: string, ...others: readonly string[]) => {
    const other = others.find((one) => reader.has(one));
    if (other === undefined) return;
    // As of CSV and ADDQUOTES (github.com/awsdocs/amazon-redshift-developer-guide/pull/25).
    if (FORMATS.has(name)) refuseStatement(`${other} is not supported for UNLOAD to ${name}`);
    refuseStatement(`${name} and ${other} cannot be used together`);
  };
  if (reader.has("ALLOWOVERWRITE")) excludes("ALLOWOVERWRITE", "CLEANPATH");
  if (reader.has("GZIP")) excludes("GZIP", "ZSTD");
  if (reader.has("FIXEDWIDTH")) excludes("FIXEDWIDTH", "DELIMITER", "ADDQUOTES", "HEADER");
  if (format === "csv") excludes("CSV", "FIXEDWIDTH", "ESCAPE", "ADDQUOTES");
  if (format === "parquet") {
    excludes("PARQUET", "DELIMITER", "FIXEDWIDTH", "ADDQUOTES", "ESCAPE", "NULL", "HEADER", "GZIP", "ZSTD");
    if (encrypted === "plain" && kmsKeyId === undefined)
      refuseStatement("PARQUET and ENCRYPTED cannot be used together without KMS_KEY_ID");
  }
  if (format === "json") {
    excludes("JSON", "DELIMITER", "FIXEDWIDTH", "ADDQUOTES", "ESCAPE", "NULL", "HEADER");
  }
  if (reader.has("ROWGROUPSIZE") && format !== "parquet") refuseStatement("ROWGROUPSIZE requires PARQUET");
  if (kmsKeyId !== undefined && encrypted === "auto")
    refuseStatement("KMS_KEY_ID and ENCRYPTED AUTO cannot be used together");
  if (kmsKeyId !== undefined && encrypted === undefined) refuseStatement("KMS_KEY_ID requires ENCRYPTED");
}

function statementOf(
  head: Pick<UnloadStatement, "query" | "to" | "role">,
  { format, widths: fixed, delimiter, escapes, addsQuotes, encrypted, kmsKeyId, ...options }: Options,
): UnloadStatement {
  const encryption = kmsKeyId !== undefined ? { kmsKeyId } : encrypted === "auto" ? "bucket" : "s3";
  return {
    ...head,
    ...options,
    encryption,
    format: unloadFormat({ format, widths: fixed, delimiter, escapes, addsQuotes }),
  };
}

function unloadFormat({
  format,
  widths: fixed,
  delimiter,
  escapes = false,
  addsQuotes = false,
}: {
  [Name in "format" | "widths" | "delimiter" | "escapes" | "addsQuotes"]: Options[Name] | undefined;
}): WrittenUnloadFormat {
  if (format === "csv") return { kind: "csv", delimiter: delimiter ?? "," };
  if (format !== undefined) return { kind: format };
  if (fixed !== undefined) return { kind: "fixed-width", widths: fixed };
  return { kind: "text", delimiter: delimiter ?? "|", escapes, addsQuotes };
}

function widths(specification: string): readonly number[] {
  return specification.split(",").map((column) => {
    const [, width = ""] = /:\s*(\d+)\s*$/.exec(column) ?? [];
    return Number(width) || refuseStatement(`Invalid fixed-width specification '${specification}'`);
  });
}

function fileBytes(reader: OptionReader): number {
  const bounds = "MAXFILESIZE must be between 5 MB and 6.2 GB";
  return sizeWithin(reader, MINIMUM_FILE_BYTES, DEFAULT_FILE_BYTES, bounds);
}

/** A size in MB, its unit where none is written, or GB. @returns bytes @throws StatementFailure with this refusal */
function sizeWithin(reader: OptionReader, minimum: number, maximum: number, refusal: string): number {
  const size = reader.number();
  const bytes = Math.floor(size * (reader.takeOneOf("mb", "gb") === "gb" ? 1024 * MB : MB));
  return bytes < minimum || bytes > maximum ? refuseStatement(refusal) : bytes;
}
