/** The attribute that holds an IAM document, by resource type; other types of a link hold none. */
export const POLICY_ATTRIBUTES: Readonly<Record<string, string>> = {
  aws_iam_role: "assume_role_policy",
  aws_iam_role_policy: "policy",
};
