import { TRUST_POLICY } from "../../../access/iam/decision";
import { isAllow, statementsOf, statementText } from "../../../access/iam/statements";
import { allRolesOf, type LinkAccess } from "../../../access/link/link-access";
import { type Decisions, LinkAnswers } from "../../../access/link/link-answers";
import type { StackOrigin } from "../../../access/terraform/expected-parts/checks";
import type { SynthesizedRole } from "../../../access/terraform/synthesized-stack";
import { readTerraformStack, type TerraformStack } from "../../../access/terraform/terraform-stack";
import type { Json } from "../../../aws/json";
import { readLink } from "../../lib/link/read-link";

/** One stack as its Terraform JSON says it. */
export interface StackSubject extends TerraformStack {
  readonly name: string;
  /** All of it. */
  readonly json: unknown;
  readonly origin: StackOrigin;
}

/** One Allow statement of a role. */
export interface GrantingStatement {
  readonly role: SynthesizedRole;
  /** Terraform address of what holds it. */
  readonly address: string;
  /** Name of the inline policy; `trust policy` for the trust policy. */
  readonly policy: string;
  readonly statement: Json;
}

/** A stack that holds a complete link whose policies are known. */
export interface LinkSubject extends StackSubject {
  readonly link: LinkAccess;
  readonly answers: LinkAnswers;
  readonly trusts: readonly GrantingStatement[];
  /** Of inline policies: managed policies are not the stack's text. */
  readonly permissions: readonly GrantingStatement[];
}

/** @throws AccessError when the JSON is no Terraform JSON */
export function stackSubject(name: string, json: unknown, origin: StackOrigin): StackSubject {
  return { name, json, origin, ...readTerraformStack(json) };
}

/**
 * @param decisions those of another stack, to share them; default: none made yet
 * @throws AccessError when the stack holds no complete link, or a policy is unknown
 */
export function linkSubject(stack: StackSubject, json: unknown, decisions?: Decisions): LinkSubject {
  const link = readLink(json);
  const roles = allRolesOf(link);
  const allows = (document: unknown) => statementsOf(document).filter(isAllow);
  return {
    ...stack,
    link,
    answers: new LinkAnswers(link, decisions),
    trusts: roles.flatMap((role) =>
      allows(role.trust).map((statement) => ({
        role,
        address: role.address,
        policy: TRUST_POLICY,
        statement,
      })),
    ),
    permissions: roles.flatMap((role) =>
      role.inlinePolicies.flatMap(({ name, document }) =>
        allows(document).map((statement) => ({
          role,
          address: policyAddress(stack, role, name),
          policy: name,
          statement,
        })),
      ),
    ),
  };
}

/** The resource of an inline policy; the role itself when the policy is written in its block. */
function policyAddress({ resources }: StackSubject, role: SynthesizedRole, name: string): string {
  const found = resources.find(
    ({ type, block }) =>
      type === "aws_iam_role_policy" &&
      block.name === name &&
      (block.role === role.name || String(block.role).startsWith(`\${${role.address}.`)),
  );
  return found?.address ?? role.address;
}

/** `statement Sid of policy`. */
export function grantText({ statement, policy }: GrantingStatement): string {
  return statementText(statement, policy);
}
