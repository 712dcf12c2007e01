import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias";
import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Link, LinkAccount } from "../config/link";
import { AttachedPolicy } from "../constructs/attached-policy";
import { BundledFunction } from "../constructs/bundled-function";
import { ExclusiveRole } from "../constructs/exclusive-role";
import { withReplacementAddresses } from "../constructs/replaced-with";
import { acceptedFindings } from "./accepted-findings";
import {
  addTransferRoles,
  copyRoleCommands,
  hasBuckets,
  type TransferRoles,
  transferArns,
} from "./data-transfer";
import { declaredCode, functionCode, functionContract } from "./function-code";
import { demandedArguments } from "./function-demands";
import { functionEnvironment } from "./function-environment";
import { addMonitoring } from "./function-monitoring";
import { addHandOff } from "./hand-off/hand-off";
import { addImports } from "./import-blocks";
import { addBackend } from "./link-backend";
import { linkArns } from "./link-names";
import { dataRolePolicies, HOP_1_POLICY, queryRolePolicies } from "./link-policies";
import { addOutputParameters } from "./output-parameters";
import { attachedPolicyName, existingPartsOf, ownParts } from "./parts/existing-parts-of";
import { addProviderLock, providerVersionsOf } from "./provider-lock";

/** Shows in CloudTrail who changed the account. */
const DEPLOY_SESSION_NAME = "cdktf-deploy";

const QUERY_ROLE_ADDRESS = "query_role";

/**
 * One link: both roles, both trust policies, all inline policies and the query function, through two aliased
 * providers, in one plan and one state, but for what somebody else makes. Ids and Terraform names are a contract: a rename replaces resources.
 */
export class LinkStack extends TerraformStack {
  /** Of the lambda account; whatever is added there names it. Absent: the link makes nothing there. */
  readonly lambdaProvider: AwsProvider | undefined;
  /** Of the redshift account. Absent: the link makes nothing there. */
  readonly redshiftProvider: AwsProvider | undefined;
  /** Absent, as the next two: somebody else makes it. */
  readonly queryRole: IamRole | undefined;
  readonly dataRole: IamRole | undefined;
  readonly queryFunction: LambdaFunction | undefined;
  /** Absent: the link has no buckets. */
  readonly transfer: TransferRoles | undefined;
  /** Under which the function is invoked. Absent: under its own name. */
  readonly queryAlias?: LambdaAlias;

  /** @param files texts beside the function's code: name → content. @default - none */
  constructor(scope: Construct, link: Link, files: Readonly<Record<string, string>> = {}) {
    super(scope, link.name);
    addBackend(this, link);
    addProviderLock(this, link);
    addImports(this, link);
    addHandOff(this, link);
    this.addOverride("terraform.required_providers.aws", {
      source: "hashicorp/aws",
      version: providerVersionsOf(link),
    });
    const makes = ownParts(link);
    if (makes.lambdaAccount) {
      this.lambdaProvider = this.addProvider("lambda_account", link.lambdaAccount, link.tags);
    }
    if (makes.redshiftAccount) {
      this.redshiftProvider = this.addProvider("redshift_account", link.redshiftAccount, link.tags);
    }
    const queryRole = this.addQueryRole(link);
    this.queryRole = queryRole?.role;
    this.dataRole = this.addDataRole(link);
    const deployed = this.addFunction(link, files, queryRole);
    this.queryFunction = deployed?.function;
    if (deployed?.alias !== undefined) this.queryAlias = deployed.alias;
    this.transfer = addTransferRoles(this, link, {
      lambda: this.lambdaProvider,
      redshift: this.redshiftProvider,
    });
    addMonitoring(this, link, { provider: this.lambdaProvider, queryFunction: this.queryFunction });
    addOutputParameters(this, link, this.lambdaProvider);
    this.addComments(link);
    this.addOutputs(link);
  }

  private addQueryRole(link: Link): ExclusiveRole | undefined {
    const { lambdaProvider: provider } = this;
    if (provider === undefined) return undefined;
    const policies = queryRolePolicies(link);
    const { existing } = link.queryRole;
    if (existing === undefined) {
      return new ExclusiveRole(this, "query-role", {
        provider,
        address: QUERY_ROLE_ADDRESS,
        roleName: link.queryRole.name,
        path: link.queryRole.path,
        description: `Runs the query function of link ${link.name}`,
        ...boundary(link.queryRole),
        ...policies,
      });
    }
    if (existing.inlinePolicy) {
      new AttachedPolicy(this, "query-role-hop-1", {
        provider,
        address: `${QUERY_ROLE_ADDRESS}_${HOP_1_POLICY.replaceAll("-", "_")}`,
        roleName: link.queryRole.name,
        policyName: attachedPolicyName(link.name),
        statements: policies.inlinePolicies[HOP_1_POLICY] ?? [],
      });
    }
    return undefined;
  }

  private addDataRole(link: Link): IamRole | undefined {
    const { redshiftProvider: provider, queryRole } = this;
    if (provider === undefined || link.dataRole.existing !== undefined) return undefined;
    const { role } = new ExclusiveRole(this, "data-role", {
      provider,
      address: "data_role",
      roleName: link.dataRole.name,
      path: link.dataRole.path,
      description: `Assumed by the query role of link ${link.name} to use the Redshift Data API`,
      ...boundary(link.dataRole),
      ...dataRolePolicies(link),
      // Mode `account` names the account, and the query role by a condition on its ARN. One that somebody else makes is there before.
      ...(link.trust.mode === "role" && queryRole !== undefined ? { trustedRole: queryRole } : {}),
    });
    return role;
  }

  private addFunction(
    link: Link,
    files: Readonly<Record<string, string>>,
    queryRole: ExclusiveRole | undefined,
  ): BundledFunction | undefined {
    const { lambdaProvider: provider } = this;
    if (provider === undefined || link.function.existing === true) return undefined;
    const { reservedConcurrency, ...settings } = link.function;
    return new BundledFunction(this, "query-function", {
      provider,
      contract: functionContract(link),
      archive: functionCode(link),
      functionName: settings.name,
      role: queryRole?.role ?? linkArns(link).queryRole,
      environment: functionEnvironment(link),
      memoryMegabytes: settings.memoryMegabytes,
      timeoutSeconds: settings.timeoutSeconds,
      runtime: settings.runtime,
      architecture: settings.architecture,
      logRetentionDays: settings.logRetentionDays,
      files,
      demands: demandedArguments(
        settings,
        queryRole?.policies ?? new Map(),
        link.lambdaAccount.id,
        link.partition,
      ),
      ...(reservedConcurrency === undefined ? {} : { reservedConcurrency }),
    });
  }

  /** Terraform ignores `//`: what those who read the synthesized JSON alone have to know travels there. */
  private addComments(link: Link): void {
    const code = declaredCode(link);
    const existing = existingPartsOf(link);
    // What the review accepts.
    if (link.review.suppress.length > 0) this.addOverride("//.review", { suppress: link.review.suppress });
    // Whose code the function is, where it is not this project's.
    if (code !== undefined) this.addOverride("//.function", code);
    // The texts that the review decides with and that are in nobody's state.
    if (Object.keys(link.policyTexts).length > 0) this.addOverride("//.policyTexts", link.policyTexts);
    // The parts that somebody else makes, as they are or should be.
    if (existing !== undefined) this.addOverride("//.existing", existing);
  }

  /** Those of a part that somebody else makes are computed: where it has to be. */
  private addOutputs(link: Link): void {
    const { queryFunction, queryAlias, queryRole, dataRole } = this;
    const arns = linkArns(link);
    this.addOutput("query_function_name", queryFunction?.functionName ?? link.function.name);
    // A plan carries no comment: what is accepted travels there as a description.
    this.addOutput("query_function_arn", queryFunction?.arn ?? arns.function, acceptedFindings(link));
    if (queryAlias !== undefined) this.addOutput("query_function_alias_arn", queryAlias.arn);
    this.addOutput("query_role_arn", queryRole?.arn ?? arns.queryRole);
    this.addOutput("data_role_arn", dataRole?.arn ?? arns.dataRole);
    if (hasBuckets(link)) {
      const { copyRole, bucketRole } = transferArns(link);
      this.addOutput("copy_role_arn", this.transfer?.copyRole?.arn ?? copyRole);
      this.addOutput("bucket_role_arn", this.transfer?.bucketRole?.arn ?? bucketRole);
      // A text, so that a plan shows it.
      const { attach, reason } = copyRoleCommands(link);
      this.addOutput("attach_copy_role_command", attach, reason);
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
