import type { UserLink } from "./links-schema";
import type { Path } from "./problem";

type Draft<T> = T extends object ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined } : T;

/**
 * A link of which every value that is there has passed the schema. What has not is undefined, its key kept: checks
 * between fields can still run, so that one report holds their problems too.
 */
export type LinkDraft = Draft<UserLink>;

/** The draft of a link, or undefined when nothing is left of it. */
export function linkDraft(raw: unknown, refused: readonly Path[]): LinkDraft | undefined {
  // The schema has refused every other part, so what remains has its types.
  return without(raw, refused) as LinkDraft | undefined;
}

function without(value: unknown, refused: readonly Path[]): unknown {
  if (refused.some((path) => path.length === 0)) return undefined;
  if (typeof value !== "object" || value === null || refused.length === 0) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, without(item, below(refused, key))]),
  );
}

function below(paths: readonly Path[], key: string): Path[] {
  return paths.filter((path) => path[0] === key).map((path) => path.slice(1));
}
