import type { LinkAccess } from "../../access/link-access";
import { ENVIRONMENT } from "../../functions/run-query/contract";
import { ToolError } from "../lib/tool-error";
import { type AccessChange, compareStacks } from "./compare-stacks";
import { messageOf } from "./message-of";
import type { StackReview } from "./review-stack";

/**
 * What changed against an older state of one of the links, by the link's name.
 *
 * @throws ToolError `REVIEW_AGAINST` when the old state holds no link, or none of the stacks is that link
 */
export async function compareWith(
  old: unknown,
  file: string,
  stacks: readonly StackReview[],
  read: (json: unknown) => LinkAccess,
): Promise<ReadonlyMap<string, AccessChange>> {
  const before = readOld(old, file, read);
  const wanted = before.queryFunction.environment[ENVIRONMENT.linkName];
  const stack = stacks.find(({ link }) => link?.queryFunction.environment[ENVIRONMENT.linkName] === wanted);
  if (stack?.link === undefined) {
    throw new ToolError(
      "REVIEW_AGAINST",
      `${file} is link ${wanted}, expected one of ${stacks.map(({ name }) => name).join(", ")}, readable; pass an older cdk.tf.json of one of them`,
    );
  }
  return new Map([[stack.name, await compareStacks(before, stack.link)]]);
}

function readOld(old: unknown, file: string, read: (json: unknown) => LinkAccess): LinkAccess {
  try {
    return read(old);
  } catch (cause) {
    throw new ToolError("REVIEW_AGAINST", `${file} cannot be compared with: ${messageOf(cause)}`, { cause });
  }
}
