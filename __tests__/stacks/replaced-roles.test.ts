import { EVERY_AUTH_MODE, linkWith, TARGETS } from "../../testing/links/links";
import { Synth } from "../../testing/links/synth-stack";

const PERMISSIONS = ["least-privilege", "managed"] as const;
const TRUSTS = ["role", "account"] as const;

const MODES = EVERY_AUTH_MODE.flatMap((auth) =>
  PERMISSIONS.flatMap((permissions) => TRUSTS.map((trust) => [auth, permissions, trust] as const)),
);

/** Every resource that is replaced with others, and those others: the whole set. */
function replacedWith({ json }: Synth): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(json.resource).flatMap(([type, byName]) =>
      Object.entries(byName)
        .filter(([, { lifecycle }]) => lifecycle !== undefined)
        .map(([name, { lifecycle }]) => [`${type}.${name}`, lifecycle]),
    ),
  );
}

const WITH_QUERY_ROLE = { replace_triggered_by: ["aws_iam_role.query_role.unique_id"] };
const WITH_DATA_ROLE = { replace_triggered_by: ["aws_iam_role.data_role.unique_id"] };

test.each(MODES)(
  "%s, %s, trust in the %s: every part of a role is replaced with it, and what is bound to the query role",
  (auth, mode, trust) => {
    const link = linkWith({
      target: TARGETS[auth],
      permissions: { mode },
      trust: { externalId: "analytics-link-2026", mode: trust },
    });
    expect(replacedWith(new Synth(link))).toEqual({
      "aws_iam_role_policy.query_role_assume_data_role": WITH_QUERY_ROLE,
      "aws_iam_role_policy.query_role_write_own_logs": WITH_QUERY_ROLE,
      "aws_iam_role_policies_exclusive.query_role": WITH_QUERY_ROLE,
      "aws_iam_role_policy_attachments_exclusive.query_role": WITH_QUERY_ROLE,
      "aws_lambda_function.query_function": WITH_QUERY_ROLE,
      // An exact principal is kept as a unique id; a condition on an ARN is not.
      ...(trust === "role" ? { "aws_iam_role.data_role": WITH_QUERY_ROLE } : {}),
      "aws_iam_role_policy.data_role_redshift_data_api": WITH_DATA_ROLE,
      "aws_iam_role_policies_exclusive.data_role": WITH_DATA_ROLE,
      "aws_iam_role_policy_attachments_exclusive.data_role": WITH_DATA_ROLE,
      ...(mode === "managed"
        ? { "aws_iam_role_policy_attachment.data_role_AmazonRedshiftFullAccess": WITH_DATA_ROLE }
        : {}),
    });
  },
);
