import { isJson } from "../../aws/json";
import type { Path } from "../problem";

/** What stands for the name of the environment in a text of a link. */
export const ENVIRONMENT_PLACEHOLDER = "${environment}";

/** Stands in where there is none, so that the rest of a text is still checked. */
const NO_ENVIRONMENT = "environment";

/** Texts of a link that are not this project's to read: policies have variables of their own. */
const LEFT_ALONE: ReadonlySet<string> = new Set(["policyTexts"]);

/** A link with its environment written out. */
export interface WrittenOut {
  readonly link: unknown;
  /** Places that name the environment. */
  readonly places: readonly Path[];
}

/** Writes the environment's name into every text of a link that asks for it; keys stay as they are. */
export function withEnvironment(link: unknown, environment: string | undefined): WrittenOut {
  const places: Path[] = [];
  // With YAML's aliases a map can hold itself, which the schema then refuses.
  const writtenOut = (value: unknown, path: Path, above: readonly unknown[]): unknown => {
    if (typeof value === "string") {
      if (!value.includes(ENVIRONMENT_PLACEHOLDER)) return value;
      places.push(path);
      return value.replaceAll(ENVIRONMENT_PLACEHOLDER, () => environment ?? NO_ENVIRONMENT);
    }
    if (above.includes(value)) return value;
    const holders = [...above, value];
    if (Array.isArray(value)) {
      return value.map((item, index) => writtenOut(item, [...path, index], holders));
    }
    if (!isJson(value) || (path.length === 1 && LEFT_ALONE.has(String(path[0])))) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, writtenOut(item, [...path, key], holders)]),
    );
  };
  const result = writtenOut(link, [], []);
  return { link: places.length === 0 ? link : result, places };
}
