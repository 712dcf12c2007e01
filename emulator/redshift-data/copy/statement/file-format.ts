import { lackError } from "../../sql/refusals/lack";
import { refuseStatement, StatementFailure } from "../statement-failure";
import type { WrittenCopyOptions } from "./copy-options";
import type { FileFormat, FixedColumn, Shredding } from "./copy-statement";
import type { OptionReader } from "./option-reader";
import { s3Location } from "./s3-location";

/** Options that exclude each other. */
const CONTRADICTIONS: readonly (readonly [string, string])[] = [["MAXERROR", "IGNOREALLERRORS"]];

/** What a COPY from a columnar format takes ("COPY from columnar data formats"); compression is the file's own. */
const COLUMNAR: ReadonlySet<string> = new Set([
  ...["FORMAT", "IAM_ROLE", "MANIFEST", "FILLRECORD", "ACCEPTINVCHARS", "EXPLICIT_IDS", "STATUPDATE"],
  // "Copying data from columnar-format Parquet and ORC".
  "SERIALIZETOJSON",
]);

/** "The following options aren't supported with JSON" ("Data format parameters"); formats exclude each other anyway. */
const NOT_OF_NESTED = ["DELIMITER", "ESCAPE", "FILLRECORD", "IGNOREBLANKLINES", "NULL", "REMOVEQUOTES"];

const COMPRESSIONS = ["gzip", "bzip2", "zstd"];

/** @throws StatementFailure */
export function checkCopyOptions(reader: OptionReader): void {
  for (const [one, other] of CONTRADICTIONS) {
    if (reader.has(one) && reader.has(other)) refuseStatement(`${one} and ${other} cannot be used together`);
  }
}

/** @throws StatementFailure for an option that the format does not have */
export function fileFormat(options: WrittenCopyOptions, reader: OptionReader): FileFormat {
  const { format, formatValue = "", escapes, removesQuotes } = options;
  const excludes = (name: string, ...others: readonly string[]) => {
    const other = others.find((one) => reader.has(one));
    // As of CSV and ESCAPE (github.com/awslabs/aws-lambda-redshift-loader/issues/51).
    if (other !== undefined) refuseStatement(`${name} is not compatible with ${other}`);
  };
  if (format !== "parquet" && format !== "orc" && options.serializesToJson)
    refuseStatement("SERIALIZETOJSON requires PARQUET or ORC");
  switch (format) {
    case "csv": {
      excludes("CSV", "REMOVEQUOTES", "ESCAPE");
      const { quote = '"', delimiter = "," } = options;
      if (delimiter.length !== 1) refuseStatement("DELIMITER must be a single ASCII character with CSV");
      if (quote === delimiter) refuseStatement("QUOTE and DELIMITER must differ");
      return { kind: "csv", quote, delimiter };
    }
    case "fixedwidth":
      excludes("FIXEDWIDTH", "DELIMITER", "REMOVEQUOTES", "ESCAPE");
      return { kind: "fixed-width", columns: fixedColumns(formatValue) };
    case "json":
    case "avro":
      excludes(format.toUpperCase(), ...NOT_OF_NESTED);
      // Lines are what text has.
      if (format === "avro") excludes("AVRO", "IGNOREHEADER", "ENCODING");
      return { kind: format, shredding: shredding(formatValue, format) };
    case "parquet": {
      const other = reader.options.find((name) => !COLUMNAR.has(name));
      const named =
        other === "compression" ? COMPRESSIONS.find((name) => name === options.compression) : other;
      if (named !== undefined)
        refuseStatement(`${named.toUpperCase()} argument is not supported for PARQUET based COPY`);
      return { kind: "parquet", serializesToJson: options.serializesToJson };
    }
    case "orc":
      throw new StatementFailure(lackError("ORC", "Write the files as Parquet."));
    default:
      return { kind: "delimited", delimiter: options.delimiter ?? "|", escapes, removesQuotes };
  }
}

/** Avro's options are those of JSON but `noshred`. */
function shredding(value: string, format: "json" | "avro"): Shredding {
  const option = value.trim();
  if (/^s3:/i.test(option)) return { by: "paths", file: s3Location(option) };
  const word = option.toLowerCase();
  if (word === "auto" || word === "auto ignorecase") return { by: "name", ignoresCase: word !== "auto" };
  if (word === "noshred" && format === "json") return { by: "nothing" };
  const words = format === "json" ? "auto, auto ignorecase, noshred" : "auto, auto ignorecase";
  return refuseStatement(`Invalid JSONPaths source '${value}'; expected ${words} or s3://…`);
}

/** `label:width,label:width`, the labels without meaning. */
function fixedColumns(specification: string): readonly FixedColumn[] {
  return specification.split(",").map((column) => {
    const [, label = "", width = ""] = /^\s*(.*?)\s*:\s*(\d+)\s*$/.exec(column) ?? [];
    if (Number(width) === 0) refuseStatement(`Invalid fixed-width specification '${specification}'`);
    return { label, width: Number(width) };
  });
}
