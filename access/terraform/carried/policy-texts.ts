import { isJson } from "../../../aws/json";
import { managedPolicy } from "../../iam/managed-policies";

/** Policy ARN → decoded document. */
export type PolicyTexts = Readonly<Record<string, unknown>>;

/**
 * The texts of policies that a synthesized stack carries under `//`, which Terraform ignores: those that the link only names and
 * somebody else writes. Whoever wrote the file may have put anything there.
 *
 * @param stackJson the stack's `cdk.tf.json` as an object; a plan carries none
 */
export function carriedPolicyTexts(stackJson: unknown): PolicyTexts {
  const comment = isJson(stackJson) ? stackJson["//"] : undefined;
  const texts = isJson(comment) ? comment.policyTexts : undefined;
  return isJson(texts) ? texts : {};
}

/**
 * The texts that a decision may rest on. The AWS managed policies that this project keeps are read as kept: a text of somebody's
 * own must not make them say less.
 */
export function usablePolicyTexts(texts: PolicyTexts): PolicyTexts {
  return Object.fromEntries(Object.entries(texts).filter(([arn]) => managedPolicy(arn) === undefined));
}
