import { isAllow, statementsOf, statementText } from "../../../access/iam/statements";
import { type LinkAccess, readLinkAccess } from "../../../access/link/link-access";
import { LinkAnswers } from "../../../access/link/link-answers";
import { jsonRecord } from "../../../access/terraform/json-record";
import type { SynthesizedRole } from "../../../access/terraform/synthesized-stack";
import type { Json } from "../../../aws/json";

/** A resource or data source of the stack. */
export interface StackBlock {
  readonly address: string;
  readonly type: string;
  readonly block: Json;
}

/** One stack as its Terraform JSON says it. */
export interface StackSubject {
  readonly name: string;
  /** The whole of it. */
  readonly json: Json;
  readonly resources: readonly StackBlock[];
  readonly documents: readonly StackBlock[];
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
export function stackSubject(name: string, json: unknown): StackSubject {
  const stack = jsonRecord(json, "stack");
  const data = jsonRecord(jsonRecord(stack.data, "data").aws_iam_policy_document, "aws_iam_policy_document");
  return {
    name,
    json: stack,
    resources: Object.entries(jsonRecord(stack.resource, "resource")).flatMap(([type, byName]) =>
      blocksOf(type, type, byName),
    ),
    documents: blocksOf("aws_iam_policy_document", "data.aws_iam_policy_document", data),
  };
}

/** @throws AccessError when the stack holds no complete link, or a policy is unknown */
export function linkSubject(stack: StackSubject, json: unknown): LinkSubject {
  const link = readLinkAccess(json);
  const roles = [link.queryRole, link.dataRole];
  const allows = (document: unknown) => statementsOf(document).filter(isAllow);
  return {
    ...stack,
    link,
    answers: new LinkAnswers(link),
    trusts: roles.flatMap((role) =>
      allows(role.trust).map((statement) => ({
        role,
        address: role.address,
        policy: "trust policy",
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

function blocksOf(type: string, prefix: string, byName: unknown): readonly StackBlock[] {
  return Object.entries(jsonRecord(byName, prefix)).map(([name, block]) => ({
    type,
    address: `${prefix}.${name}`,
    block: jsonRecord(block, `${prefix}.${name}`),
  }));
}
