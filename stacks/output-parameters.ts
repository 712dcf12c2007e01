import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import type { Construct } from "constructs";
import { invokedName } from "../aws/lambda";
import type { Link } from "../config/link";
import { hasBuckets, transferArns } from "./data-transfer";
import { linkArns } from "./link-names";

/** A value that others need of a link, by the name of its output. */
type OutputValues = Readonly<Record<string, string>>;

/** The names and ARNs among the outputs of a link, as they will be: computed, so that a plan shows them before anything is there. */
function outputValues(link: Link): OutputValues {
  const arns = linkArns(link);
  const { name, alias } = link.function;
  const transfer = hasBuckets(link) ? transferArns(link) : undefined;
  return {
    query_function_name: name,
    query_function_arn: arns.function,
    ...(alias === undefined ? {} : { query_function_alias_arn: invokedName(arns.function, alias.name) }),
    query_role_arn: arns.queryRole,
    data_role_arn: arns.dataRole,
    ...(transfer === undefined
      ? {}
      : { copy_role_arn: transfer.copyRole, bucket_role_arn: transfer.bucketRole }),
  };
}

/**
 * Adds the link's outputs to Parameter Store of the lambda account, if the link asks for it: names and ARNs, no secrets, so that a plan
 * may show them. With a key they are encrypted, and the provider takes their values as sensitive ones only.
 */
export function addOutputParameters(scope: Construct, link: Link, provider: AwsProvider | undefined): void {
  // The checks of the file refuse them in an account of which the link makes nothing.
  if (link.ssmOutputs === undefined || provider === undefined) return;
  const { path, kmsKeyArn } = link.ssmOutputs;
  for (const [output, value] of Object.entries(outputValues(link))) {
    const parameter = new SsmParameter(scope, `parameter-${output}`, {
      provider,
      name: `${path}/${output.replaceAll("_", "-")}`,
      ...(kmsKeyArn === undefined
        ? { type: "String", insecureValue: value }
        : { type: "SecureString", value, keyId: kmsKeyArn }),
    });
    parameter.overrideLogicalId(output);
  }
}
