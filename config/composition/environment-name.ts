import { isJson, type Json } from "../../aws/json";
import type { Path } from "../problem";

/** What stands for the name of the environment in a text of a link. */
export const ENVIRONMENT_PLACEHOLDER = "${environment}";

/** Stands in where there is none, so that the rest of a text is still checked. */
const NO_ENVIRONMENT = "environment";

/** The documents in it are not this project's to read: policies have variables of their own. Their ARNs are texts like others. */
const POLICY_TEXTS = "policyTexts";

/** A link with its environment written out. */
export interface WrittenOut {
  readonly link: unknown;
  /** Places of {@link link} that name the environment: texts, and documents whose ARN does. */
  readonly places: readonly Path[];
  /** A place as it is written, of a place of {@link link}. */
  writtenPath(path: Path): Path;
}

/** Writes the environment's name into every text of a link that asks for it, and into the ARNs of its policy texts. */
export function withEnvironment(link: unknown, environment: string | undefined): WrittenOut {
  const name = environment ?? NO_ENVIRONMENT;
  const places: Path[] = [];
  const writtenArns = new Map<string, string>();
  const withNamedArns = (texts: Json): Json =>
    Object.fromEntries(
      Object.entries(texts).map(([written, text]) => {
        const arn = written.replaceAll(ENVIRONMENT_PLACEHOLDER, () => name);
        // A second text of one ARN stays as it is written, and is refused as no ARN.
        if (arn === written || Object.hasOwn(texts, arn)) return [written, text];
        writtenArns.set(arn, written);
        places.push([POLICY_TEXTS, arn]);
        return [arn, text];
      }),
    );
  // With YAML's aliases a map can hold itself, which the schema then refuses.
  const writtenOut = (value: unknown, path: Path, above: readonly unknown[]): unknown => {
    if (typeof value === "string") {
      if (!value.includes(ENVIRONMENT_PLACEHOLDER)) return value;
      places.push(path);
      return value.replaceAll(ENVIRONMENT_PLACEHOLDER, () => name);
    }
    if (above.includes(value)) return value;
    const holders = [...above, value];
    if (Array.isArray(value)) {
      return value.map((item, index) => writtenOut(item, [...path, index], holders));
    }
    if (!isJson(value)) return value;
    if (path.length === 1 && path[0] === POLICY_TEXTS) return withNamedArns(value);
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, writtenOut(item, [...path, key], holders)]),
    );
  };
  const result = writtenOut(link, [], []);
  return {
    link: places.length === 0 ? link : result,
    places,
    writtenPath: (path) => {
      const [field, arn, ...rest] = path;
      const written = field === POLICY_TEXTS && typeof arn === "string" ? writtenArns.get(arn) : undefined;
      return written === undefined ? path : [POLICY_TEXTS, written, ...rest];
    },
  };
}
