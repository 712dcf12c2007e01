import type { CopyFormat, CopyOptions } from "./copy-request";
import {
  choiceOption,
  delimiterOption,
  flagOption,
  literalOption,
  type OptionRule,
  PLAIN_CHARACTER,
  PLAIN_TEXT,
  toggleOption,
  wholeNumberOption,
  widthsOption,
} from "./option-rule";
import { quoteLiteral } from "./sql-text";

type OptionsOf<F extends CopyFormat> = F extends CopyFormat ? keyof CopyOptions[F] : never;

/** Any option of COPY in any format, but `paths`, which may be a location. */
type CopyOption = Exclude<OptionsOf<CopyFormat>, "paths">;

const DATE_FORMAT = /^[A-Za-z0-9 ,./:_-]{1,64}$/;
const KEYWORDS = "its keywords are in small letters";

/** How each option is written, in the order in which a statement has them. */
export const COPY_OPTION_RULES: Readonly<Record<CopyOption, OptionRule>> = {
  // Behind the format, as its page has it.
  serializeToJson: flagOption("SERIALIZETOJSON"),
  widths: widthsOption,
  // Behind FORMAT AS CSV, which it is a part of.
  quote: literalOption("QUOTE AS", PLAIN_CHARACTER, "one printable ASCII character but the backslash"),
  delimiter: delimiterOption(10),
  manifest: flagOption("MANIFEST"),
  compression: choiceOption(
    new Map([
      ["gzip", "GZIP"],
      ["lzop", "LZOP"],
      ["bzip2", "BZIP2"],
      ["zstd", "ZSTD"],
    ]),
  ),
  encoding: choiceOption(
    new Map(
      ["utf8", "utf16", "utf16le", "utf16be", "iso88591"].map((name) => [
        name,
        `ENCODING AS ${name.toUpperCase()}`,
      ]),
    ),
  ),
  escape: flagOption("ESCAPE"),
  removeQuotes: flagOption("REMOVEQUOTES"),
  ignoreHeader: wholeNumberOption(0, 2_147_483_647, (lines) => `IGNOREHEADER AS ${lines}`),
  ignoreBlankLines: flagOption("IGNOREBLANKLINES"),
  // COPY's own default is not written: whether its backslash is an escape is the engine's affair then.
  nullAs: literalOption(
    "NULL AS",
    PLAIN_TEXT,
    "up to 64 printable ASCII characters without a backslash, or \\N",
    {
      "\\N": "",
    },
  ),
  acceptInvChars: {
    expected: "true, false or one printable ASCII character but the backslash",
    clauseOf(value) {
      if (typeof value === "boolean") return value ? "ACCEPTINVCHARS" : "";
      const isCharacter = typeof value === "string" && PLAIN_CHARACTER.test(value);
      return isCharacter ? `ACCEPTINVCHARS AS ${quoteLiteral(value)}` : undefined;
    },
  },
  acceptAnyDate: flagOption("ACCEPTANYDATE"),
  dateFormat: literalOption("DATEFORMAT AS", DATE_FORMAT, `auto or a format such as MM-DD-YYYY; ${KEYWORDS}`),
  timeFormat: literalOption(
    "TIMEFORMAT AS",
    DATE_FORMAT,
    `auto, epochsecs, epochmillisecs or a format such as YYYY-MM-DD HH:MI:SS; ${KEYWORDS}`,
  ),
  roundec: flagOption("ROUNDEC"),
  blanksAsNull: flagOption("BLANKSASNULL"),
  emptyAsNull: flagOption("EMPTYASNULL"),
  trimBlanks: flagOption("TRIMBLANKS"),
  truncateColumns: flagOption("TRUNCATECOLUMNS"),
  fillRecord: flagOption("FILLRECORD"),
  explicitIds: flagOption("EXPLICIT_IDS"),
  maxError: wholeNumberOption(0, 100_000, (errors) => `MAXERROR AS ${errors}`),
  ignoreAllErrors: flagOption("IGNOREALLERRORS"),
  compUpdate: choiceOption(
    new Map<unknown, string>([
      [true, "COMPUPDATE ON"],
      [false, "COMPUPDATE OFF"],
      ["preset", "COMPUPDATE PRESET"],
    ]),
  ),
  statUpdate: toggleOption("STATUPDATE"),
};

const ANY = ["manifest", "explicitIds", "acceptInvChars", "statUpdate"] as const;
const RECORDS = [
  ...ANY,
  "maxError",
  "ignoreAllErrors",
  "compUpdate",
  "acceptAnyDate",
  "dateFormat",
  "timeFormat",
  "roundec",
  "blanksAsNull",
  "emptyAsNull",
  "trimBlanks",
  "truncateColumns",
] as const;
const LINES = [
  ...RECORDS,
  "compression",
  "fillRecord",
  "ignoreHeader",
  "ignoreBlankLines",
  "nullAs",
] as const;
const COLUMNS = [...ANY, "fillRecord", "serializeToJson"] as const;

/** The options that each format takes. Those that it does not, Redshift refuses, or does not document. */
export const COPY_FORMAT_OPTIONS: {
  readonly [F in CopyFormat]: readonly (keyof CopyOptions[F])[];
} = {
  csv: [...LINES, "encoding", "delimiter", "quote"],
  delimited: [...LINES, "encoding", "delimiter", "escape", "removeQuotes"],
  fixedWidth: [...LINES, "widths"],
  json: [...RECORDS, "compression", "encoding", "ignoreHeader", "paths"],
  avro: [...RECORDS, "paths"],
  parquet: COLUMNS,
  orc: COLUMNS,
};

/** Formats that Redshift reads through Spectrum: from its own region, whole or not at all. */
export const COLUMNAR_FORMATS: readonly CopyFormat[] = ["parquet", "orc"];
