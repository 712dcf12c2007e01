import { AwsError } from "../../protocol/aws-error";

/** IAM's refusal of a policy document. @param text IAM's own sentence */
export function malformed(text: string): AwsError {
  return new AwsError("MalformedPolicyDocument", text);
}

/** What IAM says of an identity policy whose parts are not what the grammar has in their place. */
export const SYNTAX_ERRORS = "Syntax errors in policy.";

/** The texts under an element that takes one or several; `undefined` when it holds something else. */
export function namesIn(value: unknown): readonly string[] | undefined {
  if (typeof value === "string") return [value];
  // IAM takes an empty place in a list, and ignores it.
  if (!Array.isArray(value) || !value.every((item) => item === null || typeof item === "string"))
    return undefined;
  return value.filter((item) => item !== null);
}

/** The statements of a document, one alone or a list; `undefined` when one is no object. */
export function statementList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
