import { type BlockForm, integerBetween, literalText, readElsewhere, reference, textLike } from "./checks";
import { ARN, COMMON, FUNCTION_NAME, LIFECYCLE, PROVIDER_REFERENCE } from "./common-arguments";

/** What is invoked of a function in the place of the function itself. Which alias the link has, the review judges. */
export const QUALIFIER = reference(/^\$\{aws_lambda_alias\.[\w-]+\.name\}$/);

/** The alias of a function, and what is kept ready of it: by type. */
export const ALIAS_ARGUMENTS: Readonly<Record<string, BlockForm>> = {
  aws_lambda_alias: {
    required: {
      ...PROVIDER_REFERENCE,
      function_name: FUNCTION_NAME,
      // An apply that publishes a version knows its number afterwards.
      function_version: reference(/^\$\{(?:aws_lambda_function\.[\w-]+\.version|known after apply)\}$/),
      name: textLike(/^(?!\d+$)[\w-]{1,128}$/),
    },
    optional: {
      ...COMMON,
      ...LIFECYCLE,
      description: literalText,
      region: readElsewhere,
      // Filled in by the provider.
      arn: ARN,
      invoke_arn: ARN,
    },
    // Shares of the invocations for another version.
    unset: ["description", "routing_config"],
  },
  aws_lambda_provisioned_concurrency_config: {
    required: {
      ...PROVIDER_REFERENCE,
      function_name: FUNCTION_NAME,
      provisioned_concurrent_executions: integerBetween(1, 100_000),
      qualifier: QUALIFIER,
    },
    optional: { ...COMMON, ...LIFECYCLE, region: readElsewhere },
    unset: ["skip_destroy"],
  },
};
