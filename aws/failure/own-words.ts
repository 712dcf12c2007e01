/**
 * What AWS and the engine say themselves, apart from the data that they quote: a statement can hold any sentence, and the
 * engine repeats it in its errors. So a row of the error table never searches a text. It names who speaks and how that text
 * begins, because the engine's own words stand in front of what it quotes.
 */

/** Whose text it is, and how it goes. Made by {@link engineSays}, {@link connectionSays} and {@link serviceSays}. */
export interface OwnText {
  readonly by: "engine" | "connection" | "service";
  readonly pattern: RegExp;
}

/** A text taken apart. */
export interface OwnWords {
  /** The engine's word at the start, for example `ERROR`. Absent: not a report of the engine about a statement. */
  readonly severity?: Severity;
  /** The main sentence on one line, without what is in quotes or square brackets. */
  readonly words: string;
}

type Severity = "ERROR" | "FATAL" | "PANIC" | "WARNING";

/** The engine's report of a statement: begins with one of these, which are regular expressions, in any case. */
export function engineSays(...beginnings: readonly string[]): OwnText {
  return { by: "engine", pattern: new RegExp(`^(?:${beginnings.join("|")})`, "i") };
}

/**
 * What refuses or ends a connection: `FATAL`, or without a severity, and one of these at the beginning or behind a
 * `FATAL:` that AWS hands on. No statement can bring such a text about: what it raises, and what it makes the engine quote,
 * is an `ERROR`.
 */
export function connectionSays(...beginnings: readonly string[]): OwnText {
  return { by: "connection", pattern: new RegExp(`(?:^|\\bFATAL: )(?:${beginnings.join("|")})`, "i") };
}

/** The text of a call that AWS refused: has one of these anywhere outside quotes, since AWS writes names in front. */
export function serviceSays(...parts: readonly string[]): OwnText {
  return { by: "service", pattern: new RegExp(parts.join("|"), "i") };
}

/** Whether the words are such a text. */
export function isSaid({ by, pattern }: OwnText, { severity, words }: OwnWords): boolean {
  if (by === "engine" && severity === "FATAL") return false;
  if (by === "connection" && severity !== undefined && severity !== "FATAL") return false;
  return pattern.test(words);
}

/** JDBC's words in front of what the engine reports of a statement, in place of a severity. */
const DRIVER = /^\s*(?:\[Amazon\]\(\d{1,9}\) )?Invalid operation: /;

/** The Data API's words in front of what it repeats of a batch's statement; no statement can bring them about there. */
export const BATCH_PREFIX = /^\s*Query #\d{1,9} failed with (?=ERROR|FATAL|PANIC|WARNING)/;

/** Once: a text that has two was raised by a statement. */
const SEVERITY = /^\s*(ERROR|FATAL|PANIC|WARNING):?(?=\s|$)/;

/** Where the main sentence ends. */
const NEXT_FIELD =
  /\r?\n\s*(?:-{3,}|(?:Detail|Hint|Position|Context|Where|Query|Location|Call getNextException)\b)/i;

/** The sentence in the block of a report without a main one. */
const BLOCK_ERROR = /^\s*-{3,}\s+error:([^\n]*)/i;

/** The request does not fit the model of the operation: the sentence goes on with a member's value. */
const MODEL_REFUSAL = /^\d+ validation errors? detected: /;

/** Something in quotes or brackets. An apostrophe within a word opens none. */
const QUOTED = /"[^"]*"|(?<!\w)'[^']*'|\[[^\][]*\]/g;

/** Nothing that could be mistaken for words, and what some texts are told apart by: `syntax error at or near ":"`. */
const PUNCTUATION = /^"[^\w\s"]{1,2}"$/;

/** What tells failures apart stands at the start of AWS's texts. The patterns would take long over one without end. */
export const MAX_READ_CHARACTERS = 8 * 1024;

/** What is left of the id that AWS puts behind some texts. */
const ERROR_ID = / ?\[\] ?$/;

/** Takes a text of AWS apart, of which {@link MAX_READ_CHARACTERS} are read. */
export function readOwnWords(whole: string): OwnWords {
  const text = whole.slice(0, MAX_READ_CHARACTERS).replace(BATCH_PREFIX, "");
  const driver = DRIVER.exec(text)?.[0];
  const [prefix, word] = driver === undefined ? (SEVERITY.exec(text) ?? ["", undefined]) : [driver, "ERROR"];
  const report = text.slice(prefix.length);
  const unquoted = report.replace(QUOTED, (quoted) =>
    PUNCTUATION.test(quoted) ? quoted : `${quoted.charAt(0)}${quoted.at(-1)}`,
  );
  const main = unquoted.split(NEXT_FIELD, 1)[0] ?? "";
  const sentence = main.trim() === "" ? (BLOCK_ERROR.exec(unquoted)?.[1] ?? "") : main;
  const words = sentence.replace(/\s+/g, " ").replace(ERROR_ID, "").trim();
  const own = MODEL_REFUSAL.exec(words)?.[0] ?? words;
  return word === undefined ? { words: own } : { severity: word as Severity, words: own };
}
