import { type LinkAccess, settingsOf } from "../../../../access/link/link-access";
import { LinkAnswers } from "../../../../access/link/link-answers";
import { messageOf } from "../../../lib/terminal/message-of";
import { ToolError } from "../../../lib/terminal/tool-error";
import { deployedQueries } from "../../read/deployed-queries";
import type { ReviewInput } from "../../read/read-input";
import type { StackReview } from "../review-stack";
import { type AccessChange, compareStacks } from "./compare-stacks";
import { queryChanges } from "./query-changes";

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
 * @throws ToolError `REVIEW_AGAINST` when the older state holds no link, or none of the stacks is that link
 */
export async function compareWith(
  prior: unknown,
  file: string,
  stacks: readonly StackReview[],
  read: (json: unknown) => LinkAccess,
): Promise<ReadonlyMap<string, AccessChange>> {
  const priorLink = readPrior(prior, file, read);
  const wanted = linkName(priorLink);
  const stack = stacks.find(({ answers }) => answers !== undefined && linkName(answers.link) === wanted);
  if (stack?.answers === undefined) {
    throw new ToolError(
      "REVIEW_AGAINST",
      `${file} is link ${wanted}, expected one of ${stacks.map(({ name }) => name).join(", ")}, readable; pass an older cdk.tf.json of one of them`,
    );
  }
  const change = await compareStacks(answersOf(priorLink, stack.answers), stack.answers);
  return new Map([[stack.name, withQueries(change, { namedQueries: deployedQueries(file, prior) }, stack)]]);
}

/**
 * What changed against an older synthesized output, link by link. A link that cannot be read in one of the two is found by
 * the name of its stack, and its change could not be checked.
 */
export async function compareWithOutput(
  prior: readonly ReviewInput[],
  stacks: readonly StackReview[],
  read: (json: unknown) => LinkAccess,
): Promise<Comparison> {
  const priorLinks = new Map(
    prior.map((input) => named(input, () => readPrior(input.json, input.file, read))),
  );
  const changes = new Map<string, AccessChange>();
  const names = new Set<string>();
  const added: string[] = [];
  for (const stack of stacks) {
    const { name: stackName, answers } = stack;
    const name = (answers === undefined ? undefined : linkName(answers.link)) ?? stackName;
    names.add(name);
    const priorLink = priorLinks.get(name);
    if (priorLink === undefined) added.push(name);
    else changes.set(stackName, withQueries(await change(priorLink, answers), priorLink, stack));
  }
  return { changes, links: { added, gone: [...priorLinks.keys()].filter((name) => !names.has(name)) } };
}

/** A link as the older output has it, or why it cannot be read there. */
type PriorLink = Pick<ReviewInput, "namedQueries"> &
  ({ readonly link: LinkAccess } | { readonly reason: string });

function named(
  { name: stackName, namedQueries }: ReviewInput,
  readLink: () => LinkAccess,
): readonly [string, PriorLink] {
  try {
    const link = readLink();
    return [linkName(link) ?? stackName, { link, namedQueries }];
  } catch (error) {
    return [stackName, { reason: messageOf(error), namedQueries }];
  }
}

/** A change together with what it does to the SQL that the function runs. */
function withQueries(
  { grants, takesAway, ...others }: AccessChange,
  { namedQueries }: Pick<ReviewInput, "namedQueries">,
  stack: StackReview,
): AccessChange {
  const queries = queryChanges(namedQueries, stack);
  return {
    ...others,
    grants: [...grants, ...queries.grants],
    takesAway: [...takesAway, ...queries.takesAway],
  };
}

async function change(prior: PriorLink, planned: LinkAnswers | undefined): Promise<AccessChange> {
  if ("link" in prior && planned !== undefined) return compareStacks(answersOf(prior.link, planned), planned);
  const reason = "reason" in prior ? prior.reason : "the link cannot be read now";
  return { grants: [], takesAway: [], statements: [], unchecked: [{ what: "against", reason }] };
}

/** The answers of the prior state, which is asked only where it differs from the planned one. */
function answersOf(prior: LinkAccess, { decisions }: LinkAnswers): LinkAnswers {
  return new LinkAnswers(prior, decisions);
}

function linkName(link: LinkAccess): string | undefined {
  return settingsOf(link).linkName;
}

function readPrior(prior: unknown, file: string, read: (json: unknown) => LinkAccess): LinkAccess {
  try {
    return read(prior);
  } catch (cause) {
    throw new ToolError("REVIEW_AGAINST", `${file} cannot be compared with: ${messageOf(cause)}`, { cause });
  }
}
