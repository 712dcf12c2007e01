import { isDeepStrictEqual } from "node:util";
import { CARRYING_OUTPUT } from "../../../../access/terraform/carried/carrying-output";
import {
  commentedExisting,
  describedExisting,
  type PartsOfOthers,
  partsOfOthers,
  ROLES_OF_OTHERS,
  toldExisting,
} from "../../../../access/terraform/carried/parts-of-others";
import { problemsOfOthers } from "../../../../access/terraform/carried/problems-of-others";
import type { StackOrigin } from "../../../../access/terraform/expected-parts/checks";
import type { TerraformBlock, TerraformStack } from "../../../../access/terraform/terraform-stack";
import type { Finding, Violation } from "../finding";
import { partNotOwned } from "../link-addresses";

/**
 * What is wrong with what a stack tells of parts that others own: no synth tells it, or the stack makes such a part itself, so that
 * what is told would hide the real one.
 *
 * @param json the stack as an object
 */
export function existingFindings(
  stack: TerraformStack,
  json: unknown,
  origin: StackOrigin,
): readonly Finding[] {
  const problems = problemsOfOthers(toldExisting(json)).map((message) => ({ address: "existing", message }));
  const found = problems.length > 0 ? problems : contradictions(stack, json, origin);
  return found.map((violation) => ({
    rule: "existing-part",
    severity: "error",
    ...violation,
    fix: "run npm run synth again, and say in links.yaml which parts are existing",
  }));
}

function contradictions(stack: TerraformStack, json: unknown, origin: StackOrigin): readonly Violation[] {
  const existing = partsOfOthers(json);
  return [
    ...thereTwice(stack, existing),
    ...nothingLeft(stack, existing),
    ...(origin === "synth" && !isDeepStrictEqual(commentedExisting(json), describedExisting(json))
      ? [
          {
            address: `output.${CARRYING_OUTPUT}`,
            message: "a plan would say of parts that others own otherwise than the stack",
          },
        ]
      : []),
  ];
}

/** At its place in a link, or under its name. */
function thereTwice({ resources, locate }: TerraformStack, existing: PartsOfOthers): readonly Violation[] {
  const roles = ROLES_OF_OTHERS.flatMap((part) => existing[part] ?? []);
  const isNamed = ({ type, block }: TerraformBlock) => {
    const isOf = (part: { readonly accountId: string }) => {
      // What names no account may be in any.
      const place = attempt(() => locate(block).accountId);
      return place === undefined || place === part.accountId;
    };
    if (type === "aws_lambda_function") {
      const called = existing.function;
      return called !== undefined && block.function_name === called.name && isOf(called);
    }
    // IAM ignores the case of names, and the path is no part of them.
    return (
      type === "aws_iam_role" &&
      roles.some((role) => String(block.name).toLowerCase() === role.name.toLowerCase() && isOf(role))
    );
  };
  return resources
    .filter((resource) => partNotOwned(resource.address, existing) !== undefined || isNamed(resource))
    .map(({ address }) => ({
      address,
      message: `${address} is a resource of the stack, and the stack says that others make that part`,
    }));
}

function nothingLeft({ resources }: TerraformStack, existing: PartsOfOthers): readonly Violation[] {
  const { queryRole, dataRole, function: called } = existing;
  if (dataRole === undefined || called === undefined || queryRole === undefined) return [];
  if (queryRole.inlinePolicy === true) return [];
  // With buckets the two roles between may be the link's.
  if (
    resources.some((one) => one.type === "aws_iam_role" && partNotOwned(one.address, existing) === undefined)
  ) {
    return [];
  }
  return [{ address: "existing", message: "every part is others', so that nothing is left to deploy" }];
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
