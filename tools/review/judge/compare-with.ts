import { type LinkAccess, settingsOf } from "../../../access/link/link-access";
import { LinkAnswers } from "../../../access/link/link-answers";
import { messageOf } from "../../lib/terminal/message-of";
import { ToolError } from "../../lib/terminal/tool-error";
import type { ReviewInput } from "../read/read-input";
import { type AccessChange, compareStacks } from "./compare-stacks";
import type { StackReview } from "./review-stack";

/** Links that only one of two outputs has, by name. */
export interface AddedAndGone {
  readonly added: readonly string[];
  readonly gone: readonly string[];
}

/** What changed against an older state. */
export interface Comparison {
  /** By stack name. */
  readonly changes: ReadonlyMap<string, AccessChange>;
  readonly links: AddedAndGone;
}

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
  const wanted = linkName(before);
  const stack = stacks.find(({ answers }) => answers !== undefined && linkName(answers.link) === wanted);
  if (stack?.answers === undefined) {
    throw new ToolError(
      "REVIEW_AGAINST",
      `${file} is link ${wanted}, expected one of ${stacks.map(({ name }) => name).join(", ")}, readable; pass an older cdk.tf.json of one of them`,
    );
  }
  return new Map([[stack.name, await compareStacks(olderState(before, stack.answers), stack.answers)]]);
}

/**
 * What changed against an older synthesized output, link by link. A link that cannot be read in one of the two is found by
 * the name of its stack, and its change could not be checked.
 */
export async function compareWithOutput(
  old: readonly ReviewInput[],
  stacks: readonly StackReview[],
  read: (json: unknown) => LinkAccess,
): Promise<Comparison> {
  const before = new Map(old.map((input) => named(input.name, () => readOld(input.json, input.file, read))));
  const changes = new Map<string, AccessChange>();
  const names = new Set<string>();
  const added: string[] = [];
  for (const { name: stackName, answers } of stacks) {
    const name = (answers === undefined ? undefined : linkName(answers.link)) ?? stackName;
    names.add(name);
    const was = before.get(name);
    if (was === undefined) added.push(name);
    else changes.set(stackName, await change(was, answers));
  }
  return { changes, links: { added, gone: [...before.keys()].filter((name) => !names.has(name)) } };
}

type Old = { readonly link: LinkAccess } | { readonly reason: string };

function named(stackName: string, readLink: () => LinkAccess): readonly [string, Old] {
  try {
    const link = readLink();
    return [linkName(link) ?? stackName, { link }];
  } catch (error) {
    return [stackName, { reason: messageOf(error) }];
  }
}

async function change(old: Old, now: LinkAnswers | undefined): Promise<AccessChange> {
  if ("link" in old && now !== undefined) return compareStacks(olderState(old.link, now), now);
  const reason = "reason" in old ? old.reason : "the link cannot be read now";
  return { grants: [], takesAway: [], statements: [], unchecked: [{ what: "against", reason }] };
}

/** The older state, which is asked only where it differs from the state as it is now. */
function olderState(link: LinkAccess, { decisions }: LinkAnswers): LinkAnswers {
  return new LinkAnswers(link, decisions);
}

function linkName(link: LinkAccess): string | undefined {
  return settingsOf(link).linkName;
}

function readOld(old: unknown, file: string, read: (json: unknown) => LinkAccess): LinkAccess {
  try {
    return read(old);
  } catch (cause) {
    throw new ToolError("REVIEW_AGAINST", `${file} cannot be compared with: ${messageOf(cause)}`, { cause });
  }
}
