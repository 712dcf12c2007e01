import { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias";
import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaProvisionedConcurrencyConfig } from "@cdktf/provider-aws/lib/lambda-provisioned-concurrency-config";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformResourceLifecycle } from "cdktf";
import { Construct } from "constructs";

/** An alias of a function that publishes its versions. */
interface FunctionAliasProps {
  readonly provider: AwsProvider;
  /** Terraform name of what is made here. */
  readonly address: string;
  readonly function: LambdaFunction;
  readonly aliasName: string;
  /**
   * Instances of the alias that are kept ready.
   *
   * @default - none
   */
  readonly provisionedConcurrency?: number;
  /**
   * With what the function is replaced: its aliases go with it.
   *
   * @default - nothing
   */
  readonly lifecycle?: TerraformResourceLifecycle;
}

/** An alias that names the version which the last change of a function published. */
export class FunctionAlias extends Construct {
  readonly alias: LambdaAlias;

  constructor(scope: Construct, id: string, props: FunctionAliasProps) {
    super(scope, id);
    const { provider, address, function: published, aliasName, provisionedConcurrency } = props;
    const lifecycle = props.lifecycle === undefined ? {} : { lifecycle: props.lifecycle };
    this.alias = new LambdaAlias(this, "alias", {
      provider,
      name: aliasName,
      functionName: published.functionName,
      functionVersion: published.version,
      ...lifecycle,
    });
    this.alias.overrideLogicalId(address);
    if (provisionedConcurrency === undefined) return;
    const provisioned = new LambdaProvisionedConcurrencyConfig(this, "provisioned-concurrency", {
      provider,
      functionName: published.functionName,
      qualifier: this.alias.name,
      provisionedConcurrentExecutions: provisionedConcurrency,
      ...lifecycle,
    });
    provisioned.overrideLogicalId(address);
  }
}
