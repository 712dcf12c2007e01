import {
  choiceOption,
  columnList,
  delimiterOption,
  flagOption,
  literalOption,
  type OptionRule,
  PLAIN_TEXT,
  toggleOption,
  wholeNumberOption,
  widthsOption,
} from "./option-rule";
import type { UnloadFormat, UnloadOptions } from "./unload-request";

type OptionsOf<F extends UnloadFormat> = F extends UnloadFormat ? keyof UnloadOptions[F] : never;

/** Any option of UNLOAD in any format, but that which is a part of `partitionBy`. */
type UnloadOption = Exclude<OptionsOf<UnloadFormat>, "includePartitions">;

/** How each option is written, in the order in which a statement has them. */
export const UNLOAD_OPTION_RULES: Readonly<Record<UnloadOption, OptionRule>> = {
  widths: widthsOption,
  partitionBy: {
    expected: "a list of the names of columns, each once",
    clauseOf(value) {
      const columns = columnList(value);
      return columns === undefined ? undefined : `PARTITION BY ${columns}`;
    },
  },
  manifest: choiceOption(
    new Map<unknown, string>([
      [true, "MANIFEST"],
      [false, ""],
      ["verbose", "MANIFEST VERBOSE"],
    ]),
  ),
  header: flagOption("HEADER"),
  delimiter: delimiterOption(1),
  compression: choiceOption(
    new Map([
      ["gzip", "GZIP"],
      ["bzip2", "BZIP2"],
      ["zstd", "ZSTD"],
    ]),
  ),
  addQuotes: flagOption("ADDQUOTES"),
  nullAs: literalOption("NULL AS", PLAIN_TEXT, "up to 64 printable ASCII characters without a backslash"),
  escape: flagOption("ESCAPE"),
  allowOverwrite: flagOption("ALLOWOVERWRITE"),
  cleanPath: flagOption("CLEANPATH"),
  parallel: toggleOption("PARALLEL"),
  maxFileSizeMb: wholeNumberOption(5, 6_200, (size) => `MAXFILESIZE AS ${size} MB`),
  rowGroupSizeMb: wholeNumberOption(32, 128, (size) => `ROWGROUPSIZE AS ${size} MB`),
  extension: literalOption(
    "EXTENSION",
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/,
    "letters, digits and ._- such as csv.gz",
  ),
};

const ANY = [
  "partitionBy",
  "includePartitions",
  "manifest",
  "allowOverwrite",
  "cleanPath",
  "parallel",
  "maxFileSizeMb",
  "extension",
] as const;
const TEXT = [...ANY, "compression"] as const;
const LINES = [...TEXT, "header", "delimiter", "nullAs"] as const;

/** The options that each format takes. */
export const UNLOAD_FORMAT_OPTIONS: {
  readonly [F in UnloadFormat]: readonly (keyof UnloadOptions[F])[];
} = {
  csv: LINES,
  delimited: [...LINES, "escape", "addQuotes"],
  fixedWidth: [...TEXT, "widths", "nullAs"],
  json: TEXT,
  parquet: [...ANY, "rowGroupSizeMb"],
};
