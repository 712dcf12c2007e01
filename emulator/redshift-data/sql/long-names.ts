import { createHash } from "node:crypto";
import { quotedIdentifier } from "./quoted-identifier";
import { identifierName } from "./sql-text";
import type { SqlToken } from "./sql-tokens";

/** Longest name of Redshift's; what is behind it is cut off. */
const MAX_NAME_BYTES = 127;

/** Longest name that the engine keeps whole. */
const ENGINE_NAME_BYTES = 63;

/** Of a longer name the engine has so much, and the hash: both leave room for what stands before the name of a group. */
const KEPT_BYTES = 40;
const HASH_DIGITS = 12;

/** What tells a shortened name from others: no quotes are needed for it, so the engine writes it as it would the long one. */
const SHORTENED = new RegExp(`__([0-9a-f]{${HASH_DIGITS}})(?![0-9a-z_])`, "g");

/** A run of letters that may be a name too long for the engine, in a text. */
const LONG_RUN = new RegExp(`[\\w$\\u0080-\\uffff]{${Math.ceil(ENGINE_NAME_BYTES / 4)},}`, "g");

/** As many whole characters of a text as so many bytes hold. */
function cut(text: string, bytes: number): string {
  let kept = "";
  let size = 0;
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    kept += character;
  }
  return kept;
}

/**
 * The names that are too long for the engine, which has a shorter one for each: its beginning and a hash. Kept as long as the engine
 * runs.
 */
export class LongNames {
  /** By the hash at the end of the shorter name. */
  private readonly byHash = new Map<string, { readonly short: string; readonly long: string }>();

  /** The engine's name for one of Redshift's. */
  engineName(name: string): string {
    if (Buffer.byteLength(name) <= ENGINE_NAME_BYTES) return name;
    const long = cut(name, MAX_NAME_BYTES);
    const hash = createHash("sha256").update(long).digest("hex").slice(0, HASH_DIGITS);
    const short = `${cut(long, KEPT_BYTES)}__${hash}`;
    this.byHash.set(hash, { short, long });
    return short;
  }

  /** Gives the engine its own names, in a statement whose names are folded. */
  withEngineNames(tokens: readonly SqlToken[]): readonly SqlToken[] {
    return tokens.map((token) => {
      const isName = token.kind === "word" || token.text.startsWith('"');
      if (!isName || Buffer.byteLength(token.text) <= ENGINE_NAME_BYTES) return token;
      const name = identifierName(token.text);
      const short = this.engineName(name);
      return short === name ? token : { kind: "opaque", text: quotedIdentifier(short) };
    });
  }

  /** Gives the engine its own names, in a text that names something of the catalogue: `'sales.long_name'`. */
  inText(text: string): string {
    return text.replaceAll(LONG_RUN, (run) => this.engineName(run));
  }

  /** The same for the values of a statement. */
  inValues<T extends { readonly values: readonly string[] }>(statement: T): T {
    return { ...statement, values: statement.values.map((value) => this.inText(value)) };
  }

  /** Puts the names as they were written back into what the engine says. Nothing is there to do until there is one. */
  get restored(): ((text: string) => string) | undefined {
    return this.byHash.size === 0 ? undefined : (text) => this.restore(text);
  }

  private restore(text: string): string {
    let restored = "";
    let done = 0;
    for (const { 0: end, 1: hash = "", index } of text.matchAll(SHORTENED)) {
      const known = this.byHash.get(hash);
      const to = index + end.length;
      if (known === undefined) continue;
      const from = to - known.short.length;
      if (from < done || !text.startsWith(known.short, from)) continue;
      restored += text.slice(done, from) + known.long;
      done = to;
    }
    return done === 0 ? text : restored + text.slice(done);
  }
}

/** The literals of a statement that reads the catalogue, with the engine's own names in them. */
export function withEngineNamesInLiterals(
  tokens: readonly SqlToken[],
  names: LongNames,
): readonly SqlToken[] {
  return tokens.map((token) =>
    token.kind === "opaque" && token.text.startsWith("'") && token.text.length > ENGINE_NAME_BYTES
      ? { ...token, text: names.inText(token.text) }
      : token,
  );
}
