import { createRequire } from "node:module";

/**
 * What `@cloud-copilot/iam-simulate` asks again and again with the same answer, each a pure function of its arguments: the
 * package, the file in it through which others call the function, and its name.
 *
 * Every simulation asks for the types of its resource twice, and compares the ARN with each type character by character; every
 * condition compares its operator with the known suffixes. Both use `localeCompare` with options, for which Node.js makes a
 * collator each time: together a third of a review. The library has no entry point without them: `runUnsafeSimulation` leaves
 * out the checks of the request, and does not say why something is denied.
 */
const PURE_FUNCTIONS = [
  ["@cloud-copilot/iam-simulate", "simulation_engine/resourceTypes.js", "getResourceTypesForAction"],
  ["@cloud-copilot/iam-simulate", "simulation_engine/contextKeys.js", "allowedContextKeysForRequest"],
  ["@cloud-copilot/iam-simulate", "context_keys/contextKeys.js", "typeForContextKey"],
  ["@cloud-copilot/iam-simulate", "context_keys/contextKeys.js", "normalizeContextKeyCase"],
  ["@cloud-copilot/iam-policy", "utils.js", "caseInsensitiveEndsWith"],
  ["@cloud-copilot/iam-utils", "resourceTypes.js", "mostSpecificMatchingResourceTypePatterns"],
] as const;

/** Checks of a whole document, in the same form. A document is an object that nobody changes, so it is checked once. */
const CHECKS_OF_DOCUMENTS = [
  ["@cloud-copilot/iam-policy", "validate/validateTypes.js", "validateIdentityPolicy"],
  ["@cloud-copilot/iam-policy", "validate/validateTypes.js", "validateResourcePolicy"],
] as const;

/**
 * What the library reads out of a document, anew for each request: the file, its class, the method, and the member by which
 * its objects are the same; where there is none, each is itself alone. A statement knows its place in the document.
 */
const READERS_OF_DOCUMENTS = [
  ["policies/policy.js", "PolicyImpl", "statements", "policyObject"],
  ["statements/statement.js", "StatementImpl", "actions"],
  ["statements/statement.js", "StatementImpl", "resources"],
  ["statements/statement.js", "StatementImpl", "conditions"],
] as const;

/** A server answers for days: beyond so many answers of one function it starts afresh. */
const MAX_KEPT_ANSWERS = 10_000;

/** Of plain values; its answer, or the promise of it, is changed by nobody. */
type PureFunction = (...values: readonly unknown[]) => unknown;

/** A file of a package of the library, as it exports it. */
type Exports<T> = Partial<Record<string, T>>;

/** A class of the library, with methods that take nothing. */
interface ReaderClass {
  readonly prototype: Record<string, (this: Record<string, unknown>) => unknown>;
}

/**
 * Lets the simulator work each of these out once per process and arguments, or document. The answers are the library's own. A
 * version of it that is built otherwise is left as it is, which costs time only.
 */
export function rememberLookUps(): void {
  // The packages below the simulator are its own business: they are found from where it is.
  const simulator = createRequire(require.resolve("@cloud-copilot/iam-simulate"));
  const load = (packageName: string, file: string) =>
    createRequire(simulator.resolve(packageName))(`./${file}`);
  for (const [packageName, file, name] of PURE_FUNCTIONS) {
    orLeaveIt(() => remember(load(packageName, file), name, remembered));
  }
  for (const [packageName, file, name] of CHECKS_OF_DOCUMENTS) {
    orLeaveIt(() => remember(load(packageName, file), name, rememberedOfDocument));
  }
  for (const [file, className, method, member] of READERS_OF_DOCUMENTS) {
    orLeaveIt(() => {
      const module: Exports<ReaderClass> = load("@cloud-copilot/iam-policy", file);
      rememberMethod(module[className], method, member);
    });
  }
}

/** Another layout of the library: it works everything out each time. */
function orLeaveIt(work: () => void): void {
  try {
    work();
  } catch {}
}

function remember(
  module: Exports<PureFunction>,
  name: string,
  as: (original: PureFunction) => PureFunction,
): void {
  const original = module[name];
  if (original !== undefined) module[name] = as(original);
}

/** The same function, asked once for the same arguments; a refusal is an answer, too. */
function remembered(original: PureFunction): PureFunction {
  const known = new Map<string, unknown>();
  return (...values) => {
    const key = keyOf(values);
    if (known.has(key)) return known.get(key);
    const answer = original(...values);
    if (known.size >= MAX_KEPT_ANSWERS) known.clear();
    known.set(key, answer);
    return answer;
  };
}

/** Plain values as one text, by which they differ. Most are texts, which are shorter with their length than as JSON. */
function keyOf(values: readonly unknown[]): string {
  let key = "";
  for (const value of values)
    key += typeof value === "string" ? `${value.length}:${value}` : `${JSON.stringify(value)};`;
  return key;
}

/** The same function of one document, asked once for the same object. */
function rememberedOfDocument(original: PureFunction): PureFunction {
  const known = new WeakMap<object, unknown>();
  return (...values) => {
    const [document, ...others] = values;
    if (typeof document !== "object" || document === null || others.length > 0) return original(...values);
    if (known.has(document)) return known.get(document);
    const answer = original(document);
    known.set(document, answer);
    return answer;
  };
}

/** Lets a method without arguments answer once for the same object, or for objects that are the same by that member. */
function rememberMethod(reader: ReaderClass | undefined, method: string, member?: string): void {
  const original = reader?.prototype[method];
  if (reader === undefined || original === undefined) return;
  const known = new WeakMap<object, unknown>();
  reader.prototype[method] = function answerOnce() {
    const same = member === undefined ? this : this[member];
    if (typeof same !== "object" || same === null) return original.call(this);
    const answer = known.get(same) ?? original.call(this);
    known.set(same, answer);
    return answer;
  };
}
