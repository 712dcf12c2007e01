/** The four shapes of docs/parts.md: the function, or a role that takes one policy of the link's, is others'; one account alone is ours. */
export const SHAPES = {
  "roles-only": { function: { name: "their-report", existing: true } },
  "lambda-side": {
    queryRole: { name: "team-lambda", path: "/service/", existing: true, inlinePolicy: true },
    dataRole: { name: "analyst-data", existing: true },
    buckets: [{ name: "acme-landing", copyFrom: ["incoming/"], unloadTo: ["exports/"] }],
    copyRole: { name: "warehouse-copy", path: "/service/", existing: true },
  },
  "redshift-side": {
    queryRole: { name: "their-runner", existing: true },
    function: { name: "their-runner", existing: true },
    buckets: [{ name: "acme-lake", copyFrom: ["lake/"], unloadTo: ["lake/out/"] }],
    bucketRole: { name: "their-lake", existing: true },
  },
} as const;

export type Shape = keyof typeof SHAPES;

/** What a stack makes: its providers, and the roles, policies of roles and functions among its resources. */
export const MADE: Readonly<Record<Shape, object>> = {
  "roles-only": {
    providers: ["lambda_account", "redshift_account"],
    resources: [
      ...["aws_iam_role.data_role", "aws_iam_role.query_role"],
      "aws_iam_role_policy.data_role_redshift_data_api",
      ...["assume_data_role", "write_own_logs"].map((policy) => `aws_iam_role_policy.query_role_${policy}`),
    ],
  },
  "lambda-side": {
    providers: ["lambda_account"],
    resources: [
      "aws_iam_role.bucket_role",
      "aws_iam_role_policy.bucket_role_use_buckets",
      "aws_iam_role_policy.query_role_assume_data_role",
      "aws_lambda_function.query_function",
    ],
  },
  "redshift-side": {
    providers: ["redshift_account"],
    resources: [
      "aws_iam_role.copy_role",
      "aws_iam_role.data_role",
      "aws_iam_role_policy.copy_role_assume_bucket_role",
      "aws_iam_role_policy.data_role_redshift_data_api",
    ],
  },
};

/** The link whose parts are made as `--serve` makes them: whenever somebody deploys. The others' are made as `npm start` does. */
export const SERVED: Shape = "roles-only";

/** Parts that others make, as the rehearsal tells them, in the order of the hand-off. */
export const IN_ORDER: Readonly<Record<Shape, readonly string[]>> = {
  "roles-only": [
    "For link roles-only, as soon as a deploy makes role roles-only-query: function their-report of account 111111111111, in the place of their owners",
    "For link roles-only, made in the place of their owners: function their-report of account 111111111111",
  ],
  "lambda-side": [
    "query role team-lambda of account 111111111111, data role analyst-data of account 222222222222, copy role warehouse-copy of account 222222222222",
    "apply",
  ],
  "redshift-side": [
    "query role their-runner of account 111111111111",
    "apply",
    "bucket role their-lake of account 111111111111, function their-runner of account 111111111111",
  ],
};
