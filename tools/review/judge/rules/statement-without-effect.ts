import { AccessError } from "../../../../access/iam/access-error";
import { conditionKeys, textsOf } from "../../../../access/iam/statements";
import type { LinkAnswers } from "../../../../access/link/link-answers";
import type { Violation } from "../finding";
import { NOT_APPLICABLE, type Rule } from "../rule";
import { grantText } from "../subject";

export const statementWithoutEffect: Rule = {
  id: "statement-without-effect",
  severity: "warning",
  needs: "link",
  title: "every action of a statement can apply to one of its resources",
  why: "an action that fits none of the statement's resources grants nothing, while the policy reads as if it did",
  fix: "give the action a resource of a type it knows (the Service Authorization Reference lists them), or remove it",
  check: async ({ answers, permissions, trusts }) => {
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
        if (resources.length === 0 || (await fitsOne(answers, action, resources))) continue;
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

async function fitsOne(answers: LinkAnswers, action: string, resources: readonly string[]): Promise<boolean> {
  if (/[*?]/.test(action) || resources.includes("*")) return true;
  for (const resource of resources) if (await fits(answers, action, resource)) return true;
  return false;
}

async function fits(answers: LinkAnswers, action: string, resource: string): Promise<boolean> {
  try {
    // Wildcards and policy variables stand for something: one sample shows the type.
    const sample = resource.replace(/\$\{[^}]*\}|[*?]/g, "x");
    await answers.ask({ kind: "call-as-data-role", action, resource: sample });
    return true;
  } catch (error) {
    if (error instanceof AccessError && error.reason === "resource-type-mismatch") return false;
    throw error;
  }
}
