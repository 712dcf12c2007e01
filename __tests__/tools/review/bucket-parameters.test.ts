import { BUCKETS_LINK } from "../../../testing/links/bucket-link";
import { SSM_OUTPUTS } from "../../../testing/links/demanded-link";
import { judged, stackWith } from "../../../testing/tools/reviewed-stack";

const LINK = { ...SSM_OUTPUTS, ...BUCKETS_LINK };

/** Of an alias that the function does not have. */
const OF_NO_ALIAS = {
  name: "/links/analytics/query-function-alias-arn",
  type: "String",
  insecure_value: "arn:aws:lambda:ap-northeast-1:111111111111:function:analytics-query:live",
  provider: "aws.lambda_account",
};

test.each(["mismatched-part", "unexpected-part", "unread-part"])(
  "parameters of a link with buckets keep %s",
  async (rule) => {
    expect(await judged(rule, stackWith(LINK))).toEqual([]);
  },
);

test.each<[path: string, value: unknown, found: string]>([
  ["copy_role_arn", undefined, "aws_ssm_parameter.copy_role_arn is missing"],
  [
    "bucket_role_arn.insecure_value",
    "arn:aws:iam::999999999999:role/links/landing-bucket",
    "insecure_value of aws_ssm_parameter.bucket_role_arn is not what",
  ],
  [
    "query_function_alias_arn",
    OF_NO_ALIAS,
    "insecure_value of aws_ssm_parameter.query_function_alias_arn is not what",
  ],
])("parameters that say something else are found: %s as %j", async (path, value, found) => {
  const said = await judged(
    "mismatched-part",
    stackWith(LINK, [`resource.aws_ssm_parameter.${path}`, value]),
  );
  expect(said).toEqual([expect.objectContaining({ message: expect.stringContaining(found) })]);
});
