import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { LosslessNumber, parse } from "lossless-json";
import { isJson, type Json } from "../../aws/json";
import { messageOf } from "../lib/terminal/message-of";
import { ToolError } from "../lib/terminal/tool-error";

/** The only configuration a link has, as a plan file names it: `m-` is the folder of the root module. */
const ROOT_CONFIGURATION = "tfconfig/m-/cdk.tf.json";
/** What a plan file holds beside its configuration. `tfstate-prev` is the state before it was refreshed. */
const PLAN_ENTRY = "tfplan";
const STATE_ENTRY = "tfstate";
const ENTRIES = [PLAN_ENTRY, STATE_ENTRY, "tfstate-prev", "tfconfig/modules.json", ".terraform.lock.hcl"];

/**
 * Fields of the plan's message (`planfile.proto` of Terraform) that `terraform show -json` writes under the same name; they are
 * compared there, or may differ.
 */
const SHOWN_FIELDS: ReadonlySet<number> = new Set([
  2, // variables
  3, // resource_changes
  4, // output_changes
  15, // relevant_attributes
  18, // resource_drift
  19, // checks
  21, // timestamp
]);
const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** Names for a reader; a field without one is compared all the same. */
const FIELD_NAMES: ReadonlyMap<number, string> = new Map([
  [5, "targets"],
  [13, "backend"],
  [14, "terraform_version"],
  [16, "replaced by request"],
  [17, "mode"],
  [22, "results of functions"],
  [27, "deferred changes"],
  [28, "variables of the apply"],
]);

/** What a plan file holds that `terraform show` leaves out. */
export interface SavedPlan {
  /** `cdk.tf.json` as it was when the plan was made. */
  readonly configuration: Json;
  /** Everything else, by the name that a reader is told. */
  readonly parts: Json;
}

/** Nothing in a plan file of a link is as large as this. */
const MAX_ENTRY_BYTES = 64 * 1024 * 1024;

/** A format that is not understood; the message says what of it. */
class UnreadablePart extends Error {}

/**
 * JSON without a loss: a number keeps its digits, and a key that stands twice is an error, because Terraform merges what
 * `JSON.parse` drops.
 *
 * @throws ToolError `NO_PLAN`
 */
export function exactJson(text: string, source: string): Json {
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    throw noPlan(`${source} cannot be read as JSON: ${messageOf(cause)}`, cause);
  }
  if (!isJson(value)) throw noPlan(`${source} is no JSON object`);
  // The reader takes a key twice when both have the same value; Terraform makes two blocks of them.
  const tokens: readonly string[] = text.match(STRING_OR_COLON) ?? [];
  if (memberCount(value) !== tokens.filter((token) => token === ":").length) {
    throw noPlan(`${source} has a key that stands twice`);
  }
  return value;
}

/** In JSON, a colon outside a string follows a key. */
const STRING_OR_COLON = /"(?:[^"\\]|\\.)*"|:/g;

function memberCount(value: unknown): number {
  if (typeof value !== "object" || value === null || value instanceof LosslessNumber) return 0;
  const inner = Object.values(value).reduce((count: number, member) => count + memberCount(member), 0);
  return inner + (Array.isArray(value) ? 0 : Object.keys(value).length);
}

/** True for a file that begins as a plan file does: a zip archive. */
export function isPlanFile(content: Uint8Array): boolean {
  return strFromU8(content.subarray(0, 2)) === "PK";
}

/** @throws ToolError `NO_PLAN` */
export function readContent(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw noPlan(`${file} cannot be read: ${messageOf(cause)}`, cause);
  }
}

/**
 * Reads a plan file, which is Terraform's own format: whatever of it is not known exactly is refused.
 *
 * @throws ToolError `NO_PLAN` also for configuration in other files than `cdk.tf.json`, and for modules
 */
export function readSavedPlan(content: Uint8Array, file: string): SavedPlan {
  try {
    const entries = unzip(content);
    const text = (name: string) => utf8.decode(entry(entries, name));
    const { serial: _, ...state } = exactJson(text(STATE_ENTRY), `${file}: ${STATE_ENTRY}`);
    return {
      configuration: exactJson(text(ROOT_CONFIGURATION), `${file}: cdk.tf.json`),
      parts: {
        lock_file: text(".terraform.lock.hcl"),
        modules: text("tfconfig/modules.json"),
        state,
        ...hiddenFields(entry(entries, PLAN_ENTRY)),
      },
    };
  } catch (cause) {
    if (cause instanceof ToolError) throw cause;
    throw noPlan(`${file} cannot be read as a plan file: ${messageOf(cause)}`, cause);
  }
}

export function noPlan(message: string, cause?: unknown): ToolError {
  return new ToolError("NO_PLAN", message, { cause });
}

/** Bytes that are no text are an error: replaced by U+FFFD, two unlike files would be the same. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** An archive can hold two files of one name, of which Terraform reads the first and others the last. */
function unzip(content: Uint8Array): Readonly<Record<string, Uint8Array>> {
  const names = new Set<string>();
  return unzipSync(content, {
    filter: ({ name, originalSize }) => {
      if (names.has(name)) throw new UnreadablePart(`it holds ${name} twice`);
      if (originalSize > MAX_ENTRY_BYTES) throw new UnreadablePart(`its ${name} is too large`);
      if (name !== ROOT_CONFIGURATION && !ENTRIES.includes(name)) {
        throw new UnreadablePart(`it holds ${name}, and the configuration of a link is cdk.tf.json alone`);
      }
      names.add(name);
      return true;
    },
  });
}

function entry(entries: Readonly<Record<string, Uint8Array>>, name: string): Uint8Array {
  const found = entries[name];
  if (found === undefined) throw new UnreadablePart(`it holds no ${name}`);
  return found;
}

/** The fields of a plan's message that `terraform show` does not write, each with its values in a fixed order. */
function hiddenFields(message: Uint8Array): Readonly<Record<string, readonly string[]>> {
  const fields: Record<string, string[]> = {};
  for (const { number, value } of protobufFields(message)) {
    if (SHOWN_FIELDS.has(number)) continue;
    const name = FIELD_NAMES.get(number) ?? `field ${number}`;
    fields[name] = [...(fields[name] ?? []), value].sort();
  }
  return fields;
}

/** The fields of one message, unread: https://protobuf.dev/programming-guides/encoding/ */
function* protobufFields(
  message: Uint8Array,
): Generator<{ readonly number: number; readonly value: string }> {
  let position = 0;
  const tooShort = () => new UnreadablePart(`its ${PLAN_ENTRY} ends too early`);
  const varint = (): number => {
    for (let value = 0, factor = 1; factor <= 2 ** 42; factor *= 0x80) {
      const byte = message[position++];
      if (byte === undefined) throw tooShort();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw new UnreadablePart(`its ${PLAN_ENTRY} has a number that is too large`);
  };
  while (position < message.length) {
    const key = varint();
    const [number, wireType] = [Math.floor(key / 8), key % 8];
    if (wireType === VARINT) {
      yield { number, value: String(varint()) };
    } else if (wireType === LENGTH_DELIMITED) {
      const length = varint();
      const end = position + length;
      if (end > message.length) throw tooShort();
      yield { number, value: Buffer.from(message.subarray(position, end)).toString("base64") };
      position = end;
    } else {
      throw new UnreadablePart(`its ${PLAN_ENTRY} has a field of wire type ${wireType}`);
    }
  }
}
