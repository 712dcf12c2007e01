import { judged, stackWith } from "../../../testing/tools/reviewed-stack";

const VARIABLES = "resource.aws_lambda_function.query_function.environment.variables";
const THIRD_ROLE = { name: "third", provider: "aws.redshift_account", assume_role_policy: "{}" };
const IGNORED_TRUST = { ignore_changes: ["assume_role_policy"] };

test.each<[string, string, unknown]>([
  ["module is not", "module.more", { source: "./more" }],
  ["data source aws_secretsmanager_secret_version", "data.aws_secretsmanager_secret_version.s", {}],
  ["provider external", "provider.external", [{}]],
  ["endpoints of provider aws.lambda_account", "provider.aws.0.endpoints", [{ iam: "http://localhost" }]],
  ["aws_iam_user.backdoor, beside the link,", "resource.aws_iam_user.backdoor", { name: "b" }],
  ["aws_iam_role.third, beside the link,", "resource.aws_iam_role.third", THIRD_ROLE],
  [
    "aws_iam_role_policy_attachment.a, beside",
    "resource.aws_iam_role_policy_attachment.a",
    { role: "elsewhere", policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
  ],
  ["dynamic of aws_iam_role.data_role", "resource.aws_iam_role.data_role.dynamic", { inline_policy: {} }],
  ["the code that variable NODE_OPTIONS may load", `${VARIABLES}.NODE_OPTIONS`, "--import=data:"],
  ["provider aws from another source", "terraform.required_providers.aws.source", "evil/aws"],
  [
    "what tag RedshiftDbRoles gives",
    "provider.aws.1.default_tags",
    [{ tags: { RedshiftDbRoles: "sys:superuser" } }],
  ],
  [
    "what tag RedshiftDbRoles gives",
    "resource.aws_iam_role.data_role.tags",
    { RedshiftDbRoles: "sys:superuser" },
  ],
  ["lifecycle of aws_iam_role.data_role", "resource.aws_iam_role.data_role.lifecycle", IGNORED_TRUST],
  ["provisioner of aws_iam_role.data_role", "resource.aws_iam_role.data_role.provisioner", [{}]],
])("unread: %s", async (message, path, value) => {
  const result = await judged("unread-part", stackWith({}, [path, value]));
  expect(result).toEqual([{ address: expect.any(String), message: expect.stringContaining(message) }]);
});

test.each([
  ["data_role", "service-role/AWSLambdaBasicExecutionRole"],
  ["query_role", "AmazonRedshiftDataFullAccess"],
  ["query_role", "AdministratorAccess"],
])("a managed policy that no link attaches to %s: %s", async (role, policy) => {
  const block = {
    role: `\${aws_iam_role.${role}.name}`,
    policy_arn: `arn:aws:iam::aws:policy/${policy}`,
    provider: role === "data_role" ? "aws.redshift_account" : "aws.lambda_account",
  };
  const found = await judged(
    "statement-beyond-link",
    stackWith({}, ["resource.aws_iam_role_policy_attachment.more", block]),
  );
  expect(found).toEqual([expect.objectContaining({ address: `aws_iam_role.${role}` })]);
});
