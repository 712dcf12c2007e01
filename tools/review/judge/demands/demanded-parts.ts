import { isAllow, statementsOf, textsOf } from "../../../../access/iam/statements";
import { resourceAt } from "../../../../access/terraform/terraform-stack";
import { accountOf, parseArn } from "../../../../aws/arn";
import { sendingAction } from "../../../../aws/destination";
import { wholeAccount } from "../../../../aws/iam";
import { NETWORK_INTERFACE_ACTIONS } from "../../../../aws/vpc";
import { TRACE_ACTIONS } from "../../../../aws/x-ray";
import { RUN_QUERY } from "../../../../functions/run-query/contract";
import type { Violation } from "../finding";
import { PARAMETER_ADDRESSES, permissionAddress } from "../link-addresses";
import { monitoredParts } from "../monitoring/monitored-parts";
import { outputParameters } from "../monitoring/output-parameters";
import type { LinkSubject } from "../subject";
import { releaseParts } from "./release-parts";

/** Arguments that name something which has to be in the function's account and region: address → names. */
const NEARBY: Readonly<Record<string, readonly string[]>> = {
  [`aws_lambda_function.${RUN_QUERY.address}`]: ["kms_key_arn", "code_signing_config_arn"],
  [`aws_cloudwatch_log_group.${RUN_QUERY.address}`]: ["kms_key_id"],
  ...Object.fromEntries(PARAMETER_ADDRESSES.map((address) => [address, ["key_id"]])),
};

const CONFIG = `aws_lambda_function_event_invoke_config.${RUN_QUERY.address}`;

/** What is demanded of the function and does not fit the rest of the link. */
export function demandedParts(subject: LinkSubject): readonly Violation[] {
  return [
    ...namedElsewhere(subject),
    ...missingPermissions(subject),
    ...missingOrder(subject),
    ...otherFunction(subject),
    ...invokers(subject),
    ...monitoredParts(subject),
    ...outputParameters(subject),
    ...releaseParts(subject),
  ];
}

/** What the function, its log group or a parameter takes from another account: whoever owns it there could read, or stop, the link. */
function namedElsewhere(subject: LinkSubject): readonly Violation[] {
  const { accountId, region, failureTargets = [], address: functionAddress } = subject.link.queryFunction;
  const named = Object.entries(NEARBY).flatMap(([address, names]) => {
    const block = resourceAt(subject, address)?.block ?? {};
    return names.map((name) => [address, `${name} of ${address}`, String(block[name] ?? "")] as const);
  });
  const targets = failureTargets.map((arn) => [functionAddress, "what gets failed events", arn] as const);
  return [...named, ...targets].flatMap(([address, what, text]) => {
    const arn = parseArn(text);
    if (arn === undefined || (arn.accountId === accountId && arn.region === region)) return [];
    return [{ address, message: `${what} is ${text}, which is not where the function is` }];
  });
}

/** Lambda refuses a function whose role may not do what its configuration asks for. */
function missingPermissions({ link: { queryFunction, queryRole } }: LinkSubject): readonly Violation[] {
  const { sendsTraces, isInVpc, failureTargets = [] } = queryFunction;
  const needed: readonly (readonly [does: string, actions: readonly string[], resource: string])[] = [
    ...(sendsTraces === undefined ? [] : [["is traced", TRACE_ACTIONS, "*"] as const]),
    ...(isInVpc === undefined ? [] : [["is in a VPC", NETWORK_INTERFACE_ACTIONS, "*"] as const]),
    ...failureTargets.map((arn) => ["sends events that failed", [sendingAction(arn) ?? arn], arn] as const),
  ];
  const granted = queryRole.inlinePolicies
    .flatMap(({ document }) => statementsOf(document))
    .filter(isAllow)
    .flatMap(({ Action, Resource }) =>
      textsOf(Action).flatMap((action) => textsOf(Resource).map((on) => `${action.toLowerCase()} ${on}`)),
    );
  return needed.flatMap(([does, actions, resource]) =>
    actions
      .filter((action) => !granted.includes(`${action.toLowerCase()} ${resource}`))
      .map((action) => ({
        address: queryRole.address,
        message: `the function ${does}, and the query role may not ${action} on ${resource}`,
      })),
  );
}

/** The policies that a function's demands need, by the names of their resources. */
const DEMANDED_POLICY = /^aws_iam_role_policy\.query_role_(?:send_failures|send_traces|use_network)$/;

/** Lambda looks at the role when it makes the function: one that is made before the role's policies is refused. A plan names no order. */
function missingOrder(subject: LinkSubject): readonly Violation[] {
  const { address } = subject.link.queryFunction;
  const made = resourceAt(subject, address);
  if (subject.origin === "plan" || made === undefined) return [];
  const waited = textsOf(made.block.depends_on);
  return subject.resources
    .filter((other) => DEMANDED_POLICY.test(other.address) && !waited.includes(other.address))
    .map((other) => ({
      address,
      message: `${address} does not wait for ${other.address}: Lambda refuses a function whose role may not yet do what it needs`,
    }));
}

/** Settings of asynchronous invocations are the function's own. */
function otherFunction(subject: LinkSubject): readonly Violation[] {
  const { block } = resourceAt(subject, CONFIG) ?? {};
  const { name, address } = subject.link.queryFunction;
  if (block === undefined || [name, `\${${address}.function_name}`].includes(String(block.function_name))) {
    return [];
  }
  return [
    { address: CONFIG, message: `${CONFIG} is of function ${String(block.function_name)}, not of ${name}` },
  ];
}

/** Of a function's own account, IAM may let anybody invoke it anyway; whoever else may is named. */
function invokers(subject: LinkSubject): readonly Violation[] {
  const { accountId: own, invokers: known = [], name: functionName } = subject.link.queryFunction;
  const strays = subject.resources
    .filter(
      ({ type, address }) =>
        type === "aws_lambda_permission" && !known.some((other) => other.address === address),
    )
    .map(({ address }) => ({ address, message: `${address} is for another function than ${functionName}` }));
  const found = known.flatMap(({ address, statementId, principal, sourceArn, sourceAccount }) => {
    const isService = /\.amazonaws\.com(?:\.cn)?$/.test(principal);
    const owner = isService ? accountOf(sourceArn ?? "") || sourceAccount : principalAccount(principal);
    const who = sourceArn === undefined ? principal : `${principal} for ${sourceArn}`;
    const messages = [
      ...(address === permissionAddress(statementId)
        ? []
        : [`${address} is not the statement that its address says`]),
      ...(isService === (sourceArn !== undefined)
        ? []
        : [`${who} may invoke the function, whoever asks it to`]),
      ...(owner === own
        ? []
        : [
            `${who} may invoke the function from ${owner === undefined ? "any account" : `account ${owner}`}`,
          ]),
    ];
    return messages.map((message) => ({ address, message }));
  });
  return [...strays, ...found];
}

function principalAccount(principal: string): string {
  return wholeAccount(principal) ?? accountOf(principal);
}
