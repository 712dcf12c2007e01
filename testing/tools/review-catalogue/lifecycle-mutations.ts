import { stackWith } from "../reviewed-stack";
import {
  editedText,
  FORM_RULE,
  FUNCTION_PATH,
  type JsonEdit,
  type JsonPath,
  type ReviewedMutation,
} from "./edit";

const MISMATCH = /mismatched-part/;

/** What a link replaces together with a role. */
const REPLACED: readonly JsonPath[] = [
  FUNCTION_PATH,
  ["resource", "aws_iam_role", "data_role"],
  ["resource", "aws_iam_role_policy", "data_role_redshift_data_api"],
  ["resource", "aws_iam_role_policy", "query_role_assume_data_role"],
  ["resource", "aws_iam_role_policy", "query_role_write_own_logs"],
  ...["aws_iam_role_policies_exclusive", "aws_iam_role_policy_attachments_exclusive"].flatMap((type) =>
    ["data_role", "query_role"].map((name): JsonPath => ["resource", type, name]),
  ),
];

/** What only a link's log group and query role are, which are replaced with nothing. */
const NEVER_REPLACED: readonly JsonPath[] = [
  ["resource", "aws_cloudwatch_log_group", "query_function"],
  ["resource", "aws_iam_role", "query_role"],
];

const UNIQUE_ID = "aws_iam_role.query_role.unique_id";

/** Lifecycles that keep a change away, replace more often, or say something else beside what a link says. */
const OTHER_LIFECYCLES: readonly unknown[] = [
  {},
  { replace_triggered_by: [] },
  { replace_triggered_by: UNIQUE_ID },
  { replace_triggered_by: [UNIQUE_ID, "aws_iam_role.query_role.description"] },
  { replace_triggered_by: ["aws_iam_role.query_role"] },
  { replace_triggered_by: ["aws_iam_role.query_role.arn"] },
  { replace_triggered_by: [`\${${UNIQUE_ID}}`] },
  { replace_triggered_by: ["data.aws_iam_role.query_role.unique_id"] },
  ...["ignore_changes", "create_before_destroy", "prevent_destroy", "precondition", "postcondition"].map(
    (argument) => ({ replace_triggered_by: [UNIQUE_ID], [argument]: true }),
  ),
  [{ replace_triggered_by: [UNIQUE_ID] }, { ignore_changes: ["assume_role_policy"] }],
];

const EDITS: readonly JsonEdit[] = [
  ...REPLACED.flatMap((path): readonly JsonEdit[] => [
    [`${path.join(".")} outlives its role`, [...path, "lifecycle"], undefined, MISMATCH],
    [
      `${path.join(".")} is replaced with another role`,
      [...path, "lifecycle", "replace_triggered_by"],
      ["aws_iam_role.more.unique_id"],
      MISMATCH,
    ],
    ...OTHER_LIFECYCLES.map(
      (lifecycle): JsonEdit => [
        `${path.join(".")} with lifecycle ${JSON.stringify(lifecycle)}`,
        [...path, "lifecycle"],
        lifecycle,
        FORM_RULE,
      ],
    ),
  ]),
  ...NEVER_REPLACED.map(
    (path): JsonEdit => [
      `${path.join(".")} is replaced with a role`,
      [...path, "lifecycle"],
      { replace_triggered_by: [UNIQUE_ID] },
      MISMATCH,
    ],
  ),
];

/** Mutations of when a part is replaced: with another role than its own, with none, or not even when it changes. */
export function mutatedLifecycles(): readonly ReviewedMutation[] {
  const text = JSON.stringify(stackWith({}));
  return EDITS.map(([name, path, value, foundBy]) => ({
    name,
    foundBy,
    text: editedText(JSON.parse(text), path, value),
  }));
}
