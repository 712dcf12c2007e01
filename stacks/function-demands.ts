import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { accountOf } from "../aws/arn";
import { accountRootArn } from "../aws/iam";
import type { Partition } from "../aws/partition";
import type { AsyncInvocationDemands, FunctionDemands, Invoker } from "../config/function-demands";
import type { DemandedArguments } from "../constructs/bundled-function";
import { sendTo } from "../policies/destination";
import { useNetwork } from "../policies/network";
import type { Statement } from "../policies/statement";
import { sendTraces } from "../policies/tracing";

/**
 * What a link's demands come to as arguments of the function and of its log group.
 *
 * @param policies of the query role, by name
 * @param lambdaAccountId whose a source is that does not say
 * @param partition of the lambda account
 */
export function demandedArguments(
  demands: FunctionDemands,
  policies: ReadonlyMap<string, IamRolePolicy>,
  lambdaAccountId: string,
  partition: Partition,
): DemandedArguments {
  const { kmsKeyArn, logGroup, ephemeralStorageMegabytes: size, codeSigningConfigArn } = demands;
  const { tracing, vpc, asyncInvocation, layers, alias } = demands;
  const deadLetterArn = asyncInvocation?.deadLetterArn;
  return {
    function: {
      ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }),
      ...(size === undefined ? {} : { ephemeralStorage: { size } }),
      ...(codeSigningConfigArn === undefined ? {} : { codeSigningConfigArn }),
      ...(tracing === undefined ? {} : { tracingConfig: { mode: "Active" } }),
      ...(vpc === undefined
        ? {}
        : { vpcConfig: { subnetIds: [...vpc.subnetIds], securityGroupIds: [...vpc.securityGroupIds] } }),
      ...(layers === undefined ? {} : { layers: [...layers] }),
      ...(deadLetterArn === undefined ? {} : { deadLetterConfig: { targetArn: deadLetterArn } }),
    },
    logGroup: {
      ...(logGroup?.kmsKeyArn === undefined ? {} : { kmsKeyId: logGroup.kmsKeyArn }),
      ...(logGroup?.keepOnDestroy === true ? { skipDestroy: true } : {}),
    },
    ...(asyncInvocation === undefined ? {} : asyncArguments(asyncInvocation)),
    ...(alias === undefined ? {} : { alias }),
    permissions: (demands.invokers ?? []).map((invoker) =>
      permissionOf(invoker, { partition, lambdaAccountId }),
    ),
    after: Object.keys(demandedPolicies(demands, "")).flatMap((name) => policies.get(name) ?? []),
  };
}

/**
 * A source whose ARN has no account, such as a bucket, could be anybody's: its owner is named beside it. An account is written as
 * Lambda keeps it: the provider would replace a statement for its id in each apply (hashicorp/terraform-provider-aws issue 30722).
 */
function permissionOf(
  { name, roleArn, accountId, service, sourceArn }: Invoker,
  { partition, lambdaAccountId }: { readonly partition: Partition; readonly lambdaAccountId: string },
): DemandedArguments["permissions"][number] {
  const account = accountId === undefined ? undefined : accountRootArn({ partition, accountId });
  const principal = roleArn ?? account ?? service;
  if (principal === undefined)
    throw new Error(`invoker ${name} is nobody, expected checkInvokers to refuse it`);
  const hasOwner = sourceArn === undefined || accountOf(sourceArn) !== "";
  return {
    statementId: name,
    action: "lambda:InvokeFunction",
    principal,
    ...(sourceArn === undefined ? {} : { sourceArn }),
    ...(hasOwner ? {} : { sourceAccount: lambdaAccountId }),
  };
}

/** A dead letter target alone is a setting of the function. */
function asyncArguments(demands: AsyncInvocationDemands): Pick<DemandedArguments, "asyncInvocation"> {
  const { maximumRetryAttempts, maximumEventAgeSeconds, onFailureArn } = demands;
  const given = {
    ...(maximumRetryAttempts === undefined ? {} : { maximumRetryAttempts }),
    ...(maximumEventAgeSeconds === undefined ? {} : { maximumEventAgeInSeconds: maximumEventAgeSeconds }),
    ...(onFailureArn === undefined
      ? {}
      : { destinationConfig: { onFailure: { destination: onFailureArn } } }),
  };
  return Object.keys(given).length === 0 ? {} : { asyncInvocation: given };
}

/** The inline policies that the query role has for these demands: name → statements. */
export function demandedPolicies(
  { tracing, vpc, asyncInvocation = {} }: FunctionDemands,
  functionArn: string,
): Readonly<Record<string, readonly Statement[]>> {
  const { onFailureArn, deadLetterArn } = asyncInvocation;
  const sending = [
    ...(onFailureArn === undefined ? [] : [sendTo("SendFailures", onFailureArn)]),
    ...(deadLetterArn === undefined ? [] : [sendTo("SendDeadLetters", deadLetterArn)]),
  ];
  return {
    ...(sending.length === 0 ? {} : { "send-failures": sending }),
    ...(tracing === undefined ? {} : { "send-traces": [sendTraces()] }),
    ...(vpc === undefined ? {} : { "use-network": [useNetwork(functionArn)] }),
  };
}
