import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Link, LinkAccount } from "../config/link";
import { BundledFunction } from "../constructs/bundled-function";
import { ExclusiveRole } from "../constructs/exclusive-role";
import { withReplacementAddresses } from "../constructs/replaced-with";
import { acceptedFindings } from "./accepted-findings";
import { hasBuckets, TransferRoles } from "./data-transfer";
import { declaredCode, functionCode, functionContract } from "./function-code";
import { demandedArguments } from "./function-demands";
import { functionEnvironment } from "./function-environment";
import { addImports } from "./import-blocks";
import { addBackend } from "./link-backend";
import { dataRolePolicies, queryRolePolicies } from "./link-policies";
import { addProviderLock } from "./provider-lock";

/** 5.100 is what the tests validate and apply; the bindings are generated from 6.25. */
const PROVIDER_VERSIONS = ">= 5.100.0, < 7.0.0";

/** Runtimes that older versions of the provider refuse, and the versions that take them. */
const PROVIDER_VERSIONS_OF_RUNTIME: Readonly<Record<string, string>> = {
  "nodejs24.x": ">= 6.19.0, < 7.0.0",
  "python3.14": ">= 6.20.0, < 7.0.0",
  java25: ">= 6.20.0, < 7.0.0",
};

/** Shows in CloudTrail who changed the account. */
const DEPLOY_SESSION_NAME = "cdktf-deploy";

/**
 * One link: both roles, both trust policies, all inline policies and the query function, through two aliased
 * providers, in one plan and one state. Ids and Terraform names are a contract: a rename replaces resources.
 */
export class LinkStack extends TerraformStack {
  /** Of the lambda account; whatever is added there names it. */
  readonly lambdaProvider: AwsProvider;
  /** Of the redshift account. */
  readonly redshiftProvider: AwsProvider;
  readonly queryRole: IamRole;
  readonly dataRole: IamRole;
  readonly queryFunction: LambdaFunction;

  /** @param files texts beside the function's code: name → content. @default - none */
  constructor(scope: Construct, link: Link, files: Readonly<Record<string, string>> = {}) {
    super(scope, link.name);
    addBackend(this, link);
    addProviderLock(this, link.name);
    addImports(this, link.name);
    this.addOverride("terraform.required_providers.aws", {
      source: "hashicorp/aws",
      version: PROVIDER_VERSIONS_OF_RUNTIME[link.function.runtime] ?? PROVIDER_VERSIONS,
    });
    const lambdaProvider = this.addProvider("lambda_account", link.lambdaAccount, link.tags);
    const redshiftProvider = this.addProvider("redshift_account", link.redshiftAccount, link.tags);

    const queryRole = new ExclusiveRole(this, "query-role", {
      provider: lambdaProvider,
      address: "query_role",
      roleName: link.queryRole.name,
      path: link.queryRole.path,
      description: `Runs the query function of link ${link.name}`,
      ...boundary(link.queryRole),
      ...queryRolePolicies(link),
    });
    const dataRole = new ExclusiveRole(this, "data-role", {
      provider: redshiftProvider,
      address: "data_role",
      roleName: link.dataRole.name,
      path: link.dataRole.path,
      description: `Assumed by the query role of link ${link.name} to use the Redshift Data API`,
      ...boundary(link.dataRole),
      ...dataRolePolicies(link),
      // Mode `account` names the account, and the query role by a condition on its ARN.
      ...(link.trust.mode === "role" ? { trustedRole: queryRole.role } : {}),
    });
    const { reservedConcurrency, ...settings } = link.function;
    const code = declaredCode(link);
    const query = new BundledFunction(this, "query-function", {
      provider: lambdaProvider,
      contract: functionContract(link),
      archive: functionCode(link),
      functionName: settings.name,
      role: queryRole.role,
      environment: functionEnvironment(link),
      memoryMegabytes: settings.memoryMegabytes,
      timeoutSeconds: settings.timeoutSeconds,
      runtime: settings.runtime,
      architecture: settings.architecture,
      logRetentionDays: settings.logRetentionDays,
      files,
      demands: demandedArguments(settings, queryRole.policies, link.lambdaAccount.id),
      ...(reservedConcurrency === undefined ? {} : { reservedConcurrency }),
    });

    const transfer = hasBuckets(link)
      ? new TransferRoles(this, link, { lambda: lambdaProvider, redshift: redshiftProvider })
      : undefined;

    // Terraform ignores `//`. The review reads the synthesized JSON only, so what it accepts travels there.
    if (link.review.suppress.length > 0) this.addOverride("//.review", { suppress: link.review.suppress });
    // So does whose code the function is, where it is not this project's.
    if (code !== undefined) this.addOverride("//.function", code);
    // So do the texts that it decides with and that are in nobody's state.
    if (Object.keys(link.policyTexts).length > 0) this.addOverride("//.policyTexts", link.policyTexts);

    this.lambdaProvider = lambdaProvider;
    this.redshiftProvider = redshiftProvider;
    this.queryRole = queryRole.role;
    this.dataRole = dataRole.role;
    this.queryFunction = query.function;

    this.addOutput("query_function_name", query.function.functionName);
    // A plan carries no comment: what is accepted travels there as a description.
    this.addOutput("query_function_arn", query.function.arn, acceptedFindings(link));
    this.addOutput("query_role_arn", queryRole.role.arn);
    this.addOutput("data_role_arn", dataRole.role.arn);
    if (transfer !== undefined) {
      this.addOutput("copy_role_arn", transfer.copyRole.arn);
      this.addOutput("bucket_role_arn", transfer.bucketRole.arn);
    }
  }

  /**
   * cdktf resolves every element here once more, only to find references to other stacks. A link has none: its stack and
   * its state stand alone.
   */
  override prepareStack(): void {
    this.ensureBackendExists();
  }

  private addProvider(
    alias: string,
    account: LinkAccount,
    tags: Readonly<Record<string, string>>,
  ): AwsProvider {
    return new AwsProvider(this, alias, {
      alias,
      region: account.region,
      // A wrong profile or role stops the plan instead of changing another account.
      allowedAccountIds: [account.id],
      ...(account.profile === undefined ? {} : { profile: account.profile }),
      ...(account.deployRoleArn === undefined
        ? {}
        : { assumeRole: [{ roleArn: account.deployRoleArn, sessionName: DEPLOY_SESSION_NAME }] }),
      ...(Object.keys(tags).length === 0 ? {} : { defaultTags: [{ tags: { ...tags } }] }),
    });
  }

  /** For `cdktf synth --hcl`. */
  override toHclTerraform(): ReturnType<TerraformStack["toHclTerraform"]> {
    const { hcl, ...rest } = super.toHclTerraform();
    return { hcl: withReplacementAddresses(hcl), ...rest };
  }

  private addOutput(name: string, value: string, description?: string): void {
    const output = new TerraformOutput(this, name, {
      value,
      ...(description === undefined ? {} : { description }),
    });
    output.overrideLogicalId(name);
  }
}

function boundary(role: { permissionsBoundaryArn?: string }): { permissionsBoundaryArn?: string } {
  return role.permissionsBoundaryArn === undefined
    ? {}
    : { permissionsBoundaryArn: role.permissionsBoundaryArn };
}
