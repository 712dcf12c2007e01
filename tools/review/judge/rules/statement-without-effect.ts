import { AccessError } from "../../../../access/iam/access-error";
import { conditionKeys, textsOf } from "../../../../access/iam/statements";
import { hop2 } from "../../../../access/link/hops";
import type { LinkAccess } from "../../../../access/link/link-access";
import type { Violation } from "../finding";
import { NOT_APPLICABLE, type Rule } from "../rule";
import { grantText } from "../subject";

/** What the simulator says of an action that the resource does not fit. */
const NO_FIT = /expected (?:\*; the action has no resource types|an ARN of one of its resource types)/;

export const statementWithoutEffect: Rule = {
  id: "statement-without-effect",
  severity: "warning",
  needs: "link",
  title: "every action of a statement can apply to one of its resources",
  why: "an action that fits none of the statement's resources grants nothing, while the policy reads as if it did",
  fix: "give the action a resource of a type it knows (the Service Authorization Reference lists them), or remove it",
  check: async ({ link, permissions, trusts }) => {
    if (permissions.length + trusts.length === 0) return NOT_APPLICABLE;
    const violations: Violation[] = trusts
      .filter(({ statement }) => conditionKeys(statement).some(onlyInIdentityPolicies))
      .map((trust) => ({
        address: trust.address,
        message: `${grantText(trust)} of ${trust.role.name} asks for lambda:SourceFunctionArn, which no trust policy is ever given`,
      }));
    for (const permission of permissions) {
      const resources = textsOf(permission.statement.Resource);
      for (const action of textsOf(permission.statement.Action)) {
        if (resources.length === 0 || (await fitsOne(link, action, resources))) continue;
        violations.push({
          address: permission.address,
          message: `${grantText(permission)} allows ${action} on ${resources.join(", ")}, where it never applies`,
        });
      }
    }
    return violations;
  },
};

function onlyInIdentityPolicies({ key, operator }: { key: string; operator: string }): boolean {
  return key.toLowerCase() === "lambda:sourcefunctionarn" && !/Not|IfExists|Null/i.test(operator);
}

async function fitsOne(link: LinkAccess, action: string, resources: readonly string[]): Promise<boolean> {
  if (/[*?]/.test(action) || resources.includes("*")) return true;
  for (const resource of resources) if (await fits(link, action, resource)) return true;
  return false;
}

async function fits(link: LinkAccess, action: string, resource: string): Promise<boolean> {
  try {
    // Wildcards and policy variables stand for something: one sample shows the type.
    await hop2(link, { action, resource: resource.replace(/\$\{[^}]*\}|[*?]/g, "x") });
    return true;
  } catch (error) {
    if (error instanceof AccessError && NO_FIT.test(error.message)) return false;
    throw error;
  }
}
