import { POLICY_ATTRIBUTES } from "../../../../access/terraform/policy-attributes";
import type { TerraformBlock } from "../../../../access/terraform/terraform-stack";
import { isJson } from "../../../../aws/json";
import { eachOf, type Rule } from "../rule";

/** What is known before the apply: names and ARNs of the stack's roles, documents of the stack. */
const KNOWN = /^(?:aws_iam_role\.[\w-]+\.(?:name|id|arn)|data\.aws_iam_policy_document\.[\w-]+\.json)$/;

function unknownExpressions(value: unknown): readonly string[] {
  if (typeof value === "string") {
    return [...value.matchAll(/(\$?)\$\{([^}]*)\}/g)].flatMap(([, escaped, expression = ""]) =>
      escaped === "$" || KNOWN.test(expression.trim()) ? [] : [expression.trim()],
    );
  }
  if (Array.isArray(value)) return value.flatMap(unknownExpressions);
  return isJson(value) ? Object.values(value).flatMap(unknownExpressions) : [];
}

function documentOf({ type, block }: TerraformBlock): unknown {
  const attribute = POLICY_ATTRIBUTES[type];
  return attribute === undefined ? block.statement : block[attribute];
}

export const policyNotKnown: Rule = {
  id: "policy-not-known",
  severity: "error",
  needs: "stack",
  title: "every policy is known before the apply",
  why: "a policy that Terraform works out during the apply is applied without anybody having read it",
  fix: "compute the value at synth (both role ARNs follow from account, path and name), and put no depends_on on a policy document",
  check: ({ resources, documents }) =>
    eachOf(
      [...resources.filter(({ type }) => POLICY_ATTRIBUTES[type] !== undefined), ...documents],
      (found) => [
        ...unknownExpressions(documentOf(found)).map((expression) => ({
          address: found.address,
          message: `${found.address} depends on ${expression}, known after the apply`,
        })),
        ...(found.type === "aws_iam_policy_document" && found.block.depends_on !== undefined
          ? [
              {
                address: found.address,
                message: `${found.address} has depends_on, so Terraform reads it during the apply`,
              },
            ]
          : []),
      ],
    ),
};
