import type { Difference } from "./differences/difference";
import type { DriftSeverity, FindingKind } from "./finding";
import type { Meaning } from "./meaning/meaning";

/** What is serious whatever it means for access. */
const SERIOUS: readonly FindingKind[] = ["code", "deleted", "dead-principal"];

/** How serious a difference is: by what it means for access first, then by what it is. */
export function severityOf(
  difference: Pick<Difference, "kind" | "attribute" | "before" | "after">,
  { grants, breaks, unknown }: Meaning,
): DriftSeverity {
  const { kind, attribute } = difference;
  if (grants) return "critical";
  if (breaks || unknown !== undefined || SERIOUS.includes(kind) || isDatabaseTag(difference)) return "high";
  return attribute === "tags_all" ? "low" : "medium";
}

/** Redshift gives a session the database roles and groups that such a tag of its role names; no policy shows it. */
function isDatabaseTag({
  attribute,
  before,
  after,
}: Pick<Difference, "attribute" | "before" | "after">): boolean {
  // Both are the tags as JSON; a tag's value cannot pass for a name, since its quotes are escaped.
  return attribute === "tags_all" && /"redshiftdb\w*":/i.test(`${before} ${after}`);
}
