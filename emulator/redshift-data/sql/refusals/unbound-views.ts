import type { RefusalRule } from "./refusal-rule";

/** Statements that read the views they name. */
const READING: ReadonlySet<string> = new Set([
  ...["select", "with", "insert", "update", "delete", "merge", "explain", "prepare", "declare", "refresh"],
]);

/** A view without schema binding whose query cannot be bound fails whoever reads it. */
export const unboundView: RefusalRule = ({ words }, { unboundViews }) => {
  if (unboundViews === undefined) return undefined;
  const [first, second, third] = words;
  const makesTable =
    first === "create" && [second, third].some((word) => word === "table" || word === "materialized");
  if (!makesTable && !READING.has(first ?? "")) return undefined;
  const [reason] = unboundViews.values();
  return reason === undefined ? undefined : `ERROR: ${reason}`;
};
