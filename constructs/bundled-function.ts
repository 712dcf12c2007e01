import { resolve } from "node:path";
import {
  CloudwatchLogGroup,
  type CloudwatchLogGroupConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias";
import { LambdaFunction, type LambdaFunctionConfig } from "@cdktf/provider-aws/lib/lambda-function";
import {
  LambdaFunctionEventInvokeConfig,
  type LambdaFunctionEventInvokeConfigConfig,
} from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { LambdaPermission, type LambdaPermissionConfig } from "@cdktf/provider-aws/lib/lambda-permission";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { functionLogGroup } from "../aws/lambda";
import { archiveWithFiles } from "./archive-with-files";
import { FunctionAlias } from "./function-alias";
import { type FunctionArchive, functionArchive, writeArchive } from "./function-archive";
import type { FunctionContract } from "./function-contract";
import { replacedWith } from "./replaced-with";

/** A function to deploy, and the role it runs as. */
export interface BundledFunctionProps {
  readonly provider: AwsProvider;
  /** What the function says of itself. */
  readonly contract: FunctionContract;
  /**
   * What is deployed.
   *
   * @default - the contract's source file, bundled
   */
  readonly archive?: FunctionArchive;
  readonly functionName: string;
  /** The role itself, or the ARN of one that is there already. */
  readonly role: IamRole | string;
  /** Environment variables, taken literally: nothing in a value is a Terraform expression. */
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly runtime: string;
  readonly architecture: string;
  readonly logRetentionDays: number;
  /**
   * Concurrent executions reserved for, and allowed to, the function.
   *
   * @default - the account's unreserved pool
   */
  readonly reservedConcurrency?: number;
  /**
   * Texts that lie beside the code: name → content. A change of one is a change of the function.
   *
   * @default - the code alone
   */
  readonly files?: Readonly<Record<string, string>>;
  /**
   * Further arguments of the function and of its log group, as the provider's bindings take them.
   *
   * @default - none
   */
  readonly demands?: DemandedArguments;
}

/**
 * What Lambda fills in beside JSON. Where a function publishes versions they are written: the provider takes what was filled in for a
 * change, and each apply would publish a version (hashicorp/terraform-provider-aws issue 42181).
 */
const DEFAULT_LOG_LEVELS = { applicationLogLevel: "INFO", systemLogLevel: "INFO" };

/** What an organisation demands of the function and of its log group, beside what every function has. */
export interface DemandedArguments {
  readonly function: Pick<
    LambdaFunctionConfig,
    | "kmsKeyArn"
    | "ephemeralStorage"
    | "codeSigningConfigArn"
    | "tracingConfig"
    | "vpcConfig"
    | "deadLetterConfig"
    | "layers"
  >;
  readonly logGroup: Pick<CloudwatchLogGroupConfig, "kmsKeyId" | "skipDestroy">;
  /** Absent: nothing is said of asynchronous invocations. */
  readonly asyncInvocation?: Pick<
    LambdaFunctionEventInvokeConfigConfig,
    "maximumRetryAttempts" | "maximumEventAgeInSeconds" | "destinationConfig"
  >;
  /** Statements of the function's resource policy; each makes one resource. */
  readonly permissions: readonly Pick<
    LambdaPermissionConfig,
    "statementId" | "action" | "principal" | "sourceArn" | "sourceAccount"
  >[];
  /** The alias under which the function is invoked, and for which its settings of invocations are. Absent: none. */
  readonly alias?: { readonly name: string; readonly provisionedConcurrency?: number };
  /** What the role needs before Lambda takes the function, or its settings: Lambda looks at the role's policies. */
  readonly after: readonly IamRolePolicy[];
}

/** A function with its log group, from an archive bundled at synth. Any function: its contract says which. */
export class BundledFunction extends Construct {
  readonly function: LambdaFunction;
  /** Absent: the function is invoked itself. */
  readonly alias?: LambdaAlias;

  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    super(scope, id);
    const { contract } = props;
    const logGroup = new CloudwatchLogGroup(this, "log-group", {
      provider: props.provider,
      name: functionLogGroup(props.functionName),
      retentionInDays: props.logRetentionDays,
      ...props.demands?.logGroup,
    });
    logGroup.overrideLogicalId(contract.address);

    const archive = archiveWithFiles(props.archive ?? functionArchive(contract), props.files ?? {});
    const asset = new TerraformAsset(this, "archive", {
      path: resolve(writeArchive(archive, App.of(this).outdir)),
      type: AssetType.FILE,
      assetHash: archive.assetHash,
    });
    this.function = new LambdaFunction(this, "function", {
      provider: props.provider,
      functionName: props.functionName,
      description: literal(contract.description),
      role: typeof props.role === "string" ? props.role : props.role.arn,
      handler: contract.handler,
      runtime: props.runtime,
      architectures: [props.architecture],
      memorySize: props.memoryMegabytes,
      timeout: props.timeoutSeconds,
      filename: asset.path,
      sourceCodeHash: archive.sha256Base64,
      environment: { variables: literals(props.environment) },
      loggingConfig: {
        logFormat: "JSON",
        logGroup: logGroup.name,
        ...(props.demands?.alias === undefined ? {} : DEFAULT_LOG_LEVELS),
      },
      ...(props.reservedConcurrency === undefined
        ? {}
        : { reservedConcurrentExecutions: props.reservedConcurrency }),
      ...props.demands?.function,
      ...(props.demands?.alias === undefined ? {} : { publish: true }),
      dependsOn: [logGroup, ...(props.demands?.after ?? [])],
      // The grant with which Lambda decrypts the environment is for the role that was there when the function was made.
      ...goesWith(props.role),
    });
    this.function.overrideLogicalId(contract.address);
    const { alias } = props.demands ?? {};
    if (alias !== undefined) {
      this.alias = new FunctionAlias(this, "alias", {
        provider: props.provider,
        address: contract.address,
        function: this.function,
        aliasName: alias.name,
        ...(alias.provisionedConcurrency === undefined
          ? {}
          : { provisionedConcurrency: alias.provisionedConcurrency }),
        ...goesWith(props.role),
      }).alias;
    }
    this.configureInvocations(props);
    this.permit(props);
  }

  /** What is invoked of the function: Lambda keeps statements and settings apart for each alias. */
  private invoked(): { readonly qualifier?: string } {
    return this.alias === undefined ? {} : { qualifier: this.alias.name };
  }

  private permit({ provider, contract, role, demands }: BundledFunctionProps): void {
    for (const permission of demands?.permissions ?? []) {
      const made = new LambdaPermission(this, `permission-${permission.statementId}`, {
        provider,
        functionName: this.function.functionName,
        ...this.invoked(),
        ...permission,
        // As the settings above: its policy goes with the function.
        ...goesWith(role),
      });
      made.overrideLogicalId(`${contract.address}_${String(permission.statementId).replaceAll("-", "_")}`);
    }
  }

  private configureInvocations({ provider, contract, role, demands }: BundledFunctionProps): void {
    if (demands?.asyncInvocation === undefined) return;
    const config = new LambdaFunctionEventInvokeConfig(this, "event-invoke-config", {
      provider,
      functionName: this.function.functionName,
      ...this.invoked(),
      ...demands.asyncInvocation,
      dependsOn: [...demands.after],
      // It goes with the function, which is replaced with its role.
      ...goesWith(role),
    });
    config.overrideLogicalId(contract.address);
  }
}

/** A role that is there already is no part of the stack, so nothing is replaced with it. */
function goesWith(role: IamRole | string) {
  return typeof role === "string" ? {} : { lifecycle: replacedWith(role) };
}

function literals(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, literal(value)]));
}

/** The text as it is: Terraform would expand `${…}` and `%{…}` in it, and so read files of whoever plans. */
function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, "$&$&");
}
