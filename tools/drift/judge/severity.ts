import { DATABASE_TAG_PREFIX } from "../../../aws/redshift";
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

const DATABASE_TAG_NAME = new RegExp(`"${DATABASE_TAG_PREFIX}\\w*":`, "i");

/** Whether a tag that gives the database session something was set, changed or removed. */
function isDatabaseTag({
  attribute,
  before,
  after,
}: Pick<Difference, "attribute" | "before" | "after">): boolean {
  // Both are the tags as JSON; a tag's value cannot pass for a name, since its quotes are escaped.
  return attribute === "tags_all" && DATABASE_TAG_NAME.test(`${before} ${after}`);
}
