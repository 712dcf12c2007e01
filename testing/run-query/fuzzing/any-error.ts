import { ERROR_EXAMPLES } from "../../../redshift-data/errors/page/examples";
import { awsError, socketError } from "../../redshift-data/fake-data-api";
import { anyValue } from "./any-value";
import type { Chance } from "./chance";
import { asQuoted } from "./secrets";

/** A text as the engine or a service of AWS writes it, secrets in its varying places or anywhere. */
export function anyText(chance: Chance, secrets: readonly string[]): string {
  const secret = () => asQuoted(chance, chance.of(...secrets));
  const example = chance.of(...ERROR_EXAMPLES).awsMessage;
  return chance.of(
    () => example,
    () => example.replace(/"[^"]*"/g, () => `"${secret()}"`),
    () => `${example.slice(0, example.lastIndexOf(" ") + 1)}${secret()}`,
    () => `${example}\n  Detail: Key (id)=(${secret()}) already exists.`,
    () => `${secret()}: ${example}`,
    () => `ERROR: invalid input syntax for type integer: "${secret()}"`,
    () => `ERROR: \n  error: ${example}\n  code: 1207\n  context: ${secret()}\n  query: 4`,
    () => `1 validation error detected: Value '${secret()}' at 'parameters' failed to satisfy constraint`,
    secret,
    () => (chance.happens(0.05) ? `${example} `.repeat(5_000) : example),
  )();
}

/** What a call can be rejected with: errors of AWS, of sockets, and things that are none. */
export function anyError(chance: Chance, secrets: readonly string[]): unknown {
  const text = anyText(chance, secrets);
  const code = chance.of(...ERROR_EXAMPLES).awsCode ?? "ValidationException";
  return chance.of<() => unknown>(
    () => awsError(code, text, chance.of(400, 400, 403, 429, 500, 503)),
    () => awsError(code, text),
    () => awsError(chance.of(...secrets), text),
    () => awsError(`X${chance.of(...secrets).replace(/[^a-z]/gi, "")}`, text),
    () => socketError(chance.of("ECONNRESET", "ETIMEDOUT", "EPIPE", "ENOTFOUND", chance.of(...secrets))),
    () => new TypeError(text),
    () => Object.assign(new Error(text, { cause: text }), { $metadata: anyValue(chance, secrets) }),
    () => Object.defineProperty(new Error(text), "message", { value: anyValue(chance, secrets) }),
    () => Object.defineProperty(new Error(text), "name", { value: anyValue(chance, secrets) }),
    () => anyValue(chance, secrets),
  )();
}
