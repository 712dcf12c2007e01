import { allRolesOf } from "../../../../access/link/link-access";
import { carriedPolicyTexts, usablePolicyTexts } from "../../../../access/terraform/carried/policy-texts";
import {
  type UnexpectedPart,
  unexpectedParts,
} from "../../../../access/terraform/expected-parts/unexpected-parts";
import { LOADS_CODE, VARIABLE_NAME } from "../../../../config/schema/variable-name";
import { ENVIRONMENT } from "../../../../redshift-data/link/environment-names";
import type { Violation } from "../finding";
import type { Rule } from "../rule";
import type { LinkSubject } from "../subject";

export const unexpectedPart: Rule = {
  id: "unexpected-part",
  severity: "error",
  needs: "link",
  title: "every argument has a value that a link's stack writes",
  why: "an argument, an expression or a place of the state that no link has may do what no policy shows: run other code, send what the function knows elsewhere, attach to another role",
  fix: "take it out, and set in links.yaml what the link needs; read it yourself before you suppress this finding",
  check: (subject) => {
    const named = new Set(
      subject.resources.flatMap(({ address, ignored }) =>
        ignored.map((argument) => `${address} ${argument}`),
      ),
    );
    const ignored = new Set(subject.ignored.map(({ address, name }) => `${address} ${name}`));
    return [
      ...unexpectedParts(subject.json, subject.origin)
        // What unread-part says already.
        .filter(
          ({ address, argument }) =>
            !named.has(`${address} ${argument}`) && !ignored.has(`${address} ${argument}`),
        )
        .map((part) => ({ address: part.address, message: partText(part) })),
      ...environmentNames(subject),
      ...partsElsewhere(subject),
      ...policyTexts(subject),
    ];
  },
};

function partText({ address, argument, isMissing }: UnexpectedPart): string {
  const what = argument === undefined ? address : `${argument} of ${address}`;
  if (isMissing) return `${what} is missing, and every link has it`;
  return argument === undefined
    ? `${what} is no part of a link`
    : `${what} has a value or an expression that no link has`;
}

/** Variables that are neither the function's own nor named as a user may name one. */
function environmentNames({ link: { queryFunction } }: LinkSubject): readonly Violation[] {
  const own: readonly string[] = Object.values(ENVIRONMENT);
  return Object.keys(queryFunction.environment)
    .filter((name) => !own.includes(name) && !VARIABLE_NAME.safeParse(name).success && !LOADS_CODE.test(name))
    .map((name) => ({
      address: queryFunction.address,
      message: `variable ${name} is none that a link may set`,
    }));
}

/** A part that names a role of the link in another account: it belongs to a role of the same name there. */
function partsElsewhere({ resources, locate, link }: LinkSubject): readonly Violation[] {
  return resources
    .filter(({ type }) => ["aws_iam_role_policy", "aws_iam_role_policy_attachment"].includes(type))
    .flatMap(({ address, block }) => {
      const named = /^\$\{([\w.-]+)\.(?:name|id)\}$/.exec(String(block.role))?.[1];
      const { accountId } = locate(block);
      const isOwn = allRolesOf(link).some(
        (role) =>
          role.accountId === accountId &&
          (named === undefined ? role.name === block.role : role.address === named),
      );
      return isOwn
        ? []
        : [{ address, message: `${address} is for no role of the link in account ${accountId}` }];
    });
}

/** Texts that nothing rests on: of a policy that no role has, or whose text the project keeps. */
function policyTexts({ json, origin, link }: LinkSubject): readonly Violation[] {
  // A plan carries none: those that are handed in beside it may be of several links.
  if (origin !== "synth") return [];
  const texts = carriedPolicyTexts(json);
  const named = allRolesOf(link).flatMap(({ boundaryArn, managedPolicyArns }) => [
    boundaryArn,
    ...managedPolicyArns,
  ]);
  return Object.keys(texts)
    .filter((arn) => !named.includes(arn) || !(arn in usablePolicyTexts(texts)))
    .map((arn) => ({
      address: "policyTexts",
      message: named.includes(arn)
        ? `policyTexts holds the text of ${arn}, which AWS publishes and the project keeps`
        : `policyTexts holds the text of ${arn}, which no role of the link has`,
    }));
}
