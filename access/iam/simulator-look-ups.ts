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

/** A server answers for days: beyond so many answers of one function it starts afresh. */
const MAX_KEPT_ANSWERS = 10_000;

/** Of plain values; its answer, or the promise of it, is changed by nobody. */
type PureFunction = (...values: readonly unknown[]) => unknown;

/**
 * Lets the simulator work each of these out once per process and arguments. The answers are the library's own. A version of
 * it that is built otherwise is left as it is, which costs time only.
 */
export function rememberLookUps(): void {
  // The packages below the simulator are its own business: they are found from where it is.
  const simulator = createRequire(require.resolve("@cloud-copilot/iam-simulate"));
  for (const [packageName, file, name] of PURE_FUNCTIONS) {
    try {
      const module: Partial<Record<string, PureFunction>> = createRequire(simulator.resolve(packageName))(
        `./${file}`,
      );
      const original = module[name];
      if (original !== undefined) module[name] = remembered(original);
    } catch {
      // Another layout of the library: it works everything out each time.
    }
  }
}

/** The same function, asked once for the same arguments; a refusal is an answer, too. */
function remembered(original: PureFunction): PureFunction {
  const known = new Map<string, unknown>();
  return (...values) => {
    const [first] = values;
    const key = values.length === 1 && typeof first === "string" ? first : JSON.stringify(values);
    if (known.has(key)) return known.get(key);
    const answer = original(...values);
    if (known.size >= MAX_KEPT_ANSWERS) known.clear();
    known.set(key, answer);
    return answer;
  };
}
