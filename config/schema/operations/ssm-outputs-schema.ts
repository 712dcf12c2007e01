import { kmsKeyArn } from "../arns";
import { section, text } from "../fields";

/** Parameter Store reserves names that begin with aws and ssm, in any case, and takes fifteen levels with the parameter's own. */
const PARAMETER_PATH = text(
  /^\/(?!aws|ssm)(?:[\w.-]{1,100}\/){0,7}[\w.-]{1,100}$/i,
  "a path of up to eight names like /links/analytics, each of letters, digits and _.-, not beginning with /aws or /ssm; correct it",
);

/** The outputs of a link as parameters. */
export const ssmOutputsSchema = section({
  path: PARAMETER_PATH.describe(
    "Path of the parameters. Default: /links/<link name>, with an environment /links/<environment>/<link name>.",
  ).exactOptional(),
  kmsKeyArn: kmsKeyArn
    .describe(
      "KMS key of the lambda account and region that encrypts the parameters, which are SecureString then. Default: none, they are String.",
    )
    .exactOptional(),
})
  .describe(
    "Writes names and ARNs of the link into Parameter Store of the lambda account and region, below one path: query-function-name, " +
      "query-function-arn, query-role-arn and data-role-arn; query-function-alias-arn of a function with an alias, copy-role-arn and " +
      "bucket-role-arn of a link with buckets. Default: none.",
  )
  .exactOptional();
