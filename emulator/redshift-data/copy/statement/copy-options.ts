import { lackError } from "../../sql/refusals/lack";
import { refuseStatement, StatementFailure } from "../statement-failure";
import { lackOfClientSideEncryption } from "./authorization-clause";
import type { Compression, Conversion, CopyStatement } from "./copy-statement";
import type { OptionReader } from "./option-reader";

/** The words that name a format. */
type FormatWord = "csv" | "fixedwidth" | "json" | "avro" | "parquet" | "orc";

/** The options of a COPY as they were read; what follows from several of them is not decided yet. */
export interface WrittenCopyOptions
  extends Pick<
    CopyStatement,
    "isManifest" | "compression" | "encoding" | "hasExplicitIds" | "hasStatUpdate" | "isTrial" | "errorLimit"
  > {
  readonly region?: string;
  readonly format?: FormatWord;
  /** What stands behind the word of the format: a specification, or where paths are. */
  readonly formatValue?: string;
  readonly delimiter?: string;
  readonly quote?: string;
  readonly escapes: boolean;
  readonly removesQuotes: boolean;
  readonly serializesToJson: boolean;
  readonly ignoresAllErrors: boolean;
  readonly conversion: Conversion;
}

export const NO_OPTIONS: WrittenCopyOptions = {
  isManifest: false,
  compression: "none",
  encoding: "utf8",
  hasExplicitIds: false,
  hasStatUpdate: false,
  isTrial: false,
  errorLimit: 0,
  escapes: false,
  removesQuotes: false,
  serializesToJson: false,
  ignoresAllErrors: false,
  conversion: {
    acceptsAnyDate: false,
    blanksAsNull: false,
    emptyAsNull: false,
    fillsRecords: false,
    ignoresBlankLines: false,
    headerLines: 0,
    nullText: "\\N",
    rounds: false,
    trimsBlanks: false,
    truncates: false,
  },
};

type Change = (reader: OptionReader, options: WrittenCopyOptions) => Partial<WrittenCopyOptions>;

const converting =
  (change: (reader: OptionReader) => Partial<Conversion>): Change =>
  (reader, { conversion }) => ({ conversion: { ...conversion, ...change(reader) } });

const compressed =
  (compression: Compression): Change =>
  (reader) => {
    reader.once("compression");
    return { compression };
  };

const lacking =
  (construct: string, wayRound: string): Change =>
  () => {
    throw new StatementFailure(lackError(construct, wayRound));
  };

/** Accepted, and of no effect here: nothing is compressed in the local tables. */
const withoutEffect =
  (read: (reader: OptionReader) => unknown): Change =>
  (reader) => {
    read(reader);
    return {};
  };

const ENCODINGS: Readonly<Record<string, CopyStatement["encoding"]>> = {
  UTF8: "utf8",
  UTF16: "utf16",
  UTF16LE: "utf16le",
  UTF16BE: "utf16be",
  ISO88591: "latin1",
};

/** Option → what it says. Names are in the documentation's order: format, conversion, load operations. */
const OPTIONS: Readonly<Record<string, Change>> = {
  delimiter: (reader) => ({ delimiter: nonEmpty(reader.string(), "DELIMITER") }),
  escape: () => ({ escapes: true }),
  removequotes: () => ({ removesQuotes: true }),
  serializetojson: () => ({ serializesToJson: true }),
  manifest: () => ({ isManifest: true }),
  region: (reader) => ({ region: reader.string() }),
  gzip: compressed("gzip"),
  bzip2: compressed("bzip2"),
  zstd: compressed("zstd"),
  lzop: lacking("LZOP", "Compress the files with GZIP, BZIP2 or ZSTD."),
  encrypted: lackOfClientSideEncryption,
  master_symmetric_key: lackOfClientSideEncryption,
  ssh: lacking("COPY over SSH", "Put the files into a bucket."),
  readratio: lacking("COPY from DynamoDB", "Put the files into a bucket."),
  acceptanydate: converting(() => ({ acceptsAnyDate: true })),
  acceptinvchars: converting((reader) => ({
    replacesInvalid: reader.isAtString ? reader.character("ACCEPTINVCHARS") : "?",
  })),
  blanksasnull: converting(() => ({ blanksAsNull: true })),
  dateformat: converting((reader) => ({ dateFormat: reader.string() })),
  emptyasnull: converting(() => ({ emptyAsNull: true })),
  encoding: (reader) => {
    reader.take("as");
    const name = (reader.optionalString() ?? reader.takeAny()).toUpperCase();
    return { encoding: ENCODINGS[name] ?? refuseStatement(`Invalid value for ENCODING: ${name}`) };
  },
  explicit_ids: () => ({ hasExplicitIds: true }),
  fillrecord: converting(() => ({ fillsRecords: true })),
  ignoreblanklines: converting(() => ({ ignoresBlankLines: true })),
  ignoreheader: converting((reader) => ({ headerLines: reader.integer("IGNOREHEADER", 0, 2 ** 31 - 1) })),
  null: converting((reader) => ({ nullText: reader.string() })),
  roundec: converting(() => ({ rounds: true })),
  timeformat: converting((reader) => ({ timeFormat: withoutZone(reader.string()) })),
  trimblanks: converting(() => ({ trimsBlanks: true })),
  truncatecolumns: converting(() => ({ truncates: true })),
  comprows: withoutEffect((reader) => reader.integer("COMPROWS", 1000, 2 ** 31 - 1)),
  compupdate: withoutEffect((reader) => reader.take("preset") || reader.optionalSwitch()),
  statupdate: (reader) => {
    reader.optionalSwitch();
    return { hasStatUpdate: true };
  },
  ignoreallerrors: () => ({ ignoresAllErrors: true }),
  maxerror: (reader) => ({ errorLimit: reader.integer("MAXERROR", 0, 100_000) }),
  noload: () => ({ isTrial: true }),
  job: lacking("COPY JOB", "Run the COPY by itself."),
};

const FORMATS: Readonly<Record<string, (reader: OptionReader) => Partial<WrittenCopyOptions>>> = {
  csv: (reader) => {
    if (!reader.take("quote")) return { format: "csv" };
    reader.once("QUOTE");
    return { format: "csv", quote: reader.character("QUOTE") };
  },
  fixedwidth: (reader) => ({ format: "fixedwidth", formatValue: reader.string() }),
  json: (reader) => ({ format: "json", formatValue: reader.optionalString() ?? "auto" }),
  avro: (reader) => ({ format: "avro", formatValue: reader.optionalString() ?? "auto" }),
  parquet: () => ({ format: "parquet" }),
  orc: () => ({ format: "orc" }),
  shapefile: () => {
    throw new StatementFailure(lackError("SHAPEFILE", "Write the files as CSV."));
  },
};

/** @throws StatementFailure */
export function takeCopyOption(
  reader: OptionReader,
  options: WrittenCopyOptions,
): Partial<WrittenCopyOptions> {
  // "[ [ FORMAT ] [ AS ] data_format ]".
  const isFormat = reader.take("format");
  const hasAs = reader.take("as");
  const word = reader.word();
  const format = Object.hasOwn(FORMATS, word) ? FORMATS[word] : undefined;
  if (format !== undefined) {
    reader.place++;
    reader.once("FORMAT");
    return format(reader);
  }
  if (hasAs && !isFormat) reader.fail();
  if (isFormat && word !== "delimiter") reader.fail();
  // QUOTE stands behind CSV; other options may stand between them.
  if (word === "quote" && options.format === "csv") {
    reader.place++;
    reader.once("QUOTE");
    return { quote: reader.character("QUOTE") };
  }
  const change = Object.hasOwn(OPTIONS, word) ? OPTIONS[word] : undefined;
  if (change === undefined) return reader.fail();
  reader.place++;
  reader.once(word.toUpperCase());
  return change(reader, options);
}

function nonEmpty(value: string, option: string): string {
  return value === "" ? refuseStatement(`${option} must not be empty`) : value;
}

/** "You can't include a time zone specifier (TZ, tz, or OF)" ("DATEFORMAT and TIMEFORMAT strings"). The text is ours. */
function withoutZone(format: string): string {
  return /of|tz/i.test(format)
    ? refuseStatement(`Invalid TIMEFORMAT '${format}': it cannot have a time zone specifier (TZ or OF)`)
    : format;
}
