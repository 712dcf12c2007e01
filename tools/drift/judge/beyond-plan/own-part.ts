import type { Link } from "../../../../config/link";
import type { FoundPart } from "../../read/beyond-plan/beyond-plan";

/** Whether a part is a resource of the link's own, which the plan compares with the configuration. */
export function isOwnPart(
  { function: { asyncInvocation = {} } }: Pick<Link, "function">,
  part: FoundPart,
): boolean {
  const { deadLetterArn: _, ...settings } = asyncInvocation;
  return part.look === "async-config" && part.qualifier === undefined && Object.keys(settings).length > 0;
}
