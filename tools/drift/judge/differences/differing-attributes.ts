import type { ResourceChange } from "../../../../access/terraform/plan-json";
import { sameMeaning } from "./same-meaning";

/** Attributes that say again what another one says, or that AWS keeps for itself. */
const NOT_COMPARED: Readonly<Record<string, readonly string[]>> = {
  // Inline and attached policies are resources of their own, and the exclusive resources know the others.
  // The ARN is made of the path.
  aws_iam_role: ["arn", "inline_policy", "managed_policy_arns", "create_date"],
  aws_lambda_function: [
    // The code is compared with what was deployed, whether or not the hash changed: see running-code.ts.
    "code_sha256",
    "last_modified",
    "source_code_size",
    "version",
    "qualified_arn",
    "qualified_invoke_arn",
  ],
  // It counts the changes, which the value tells.
  aws_ssm_parameter: ["version"],
};

/** `tags` lacks the provider's default tags; `tags_all` has all. */
const NEVER_COMPARED = ["tags", "id"];

/** Names of the attributes whose values differ in meaning, sorted. */
export function differingAttributes({ type, change }: ResourceChange): readonly string[] {
  const [before, after] = [change.before ?? {}, change.after ?? {}];
  const skipped = [...NEVER_COMPARED, ...(NOT_COMPARED[type] ?? [])];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => !skipped.includes(name) && !sameMeaning(name, before[name], after[name]))
    .sort();
}
