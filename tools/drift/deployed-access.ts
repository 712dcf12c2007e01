import { AccessError } from "../../access/access-error";
import { LINK_VARIABLES, type LinkAccess } from "../../access/link-access";
import type { SynthesizedFunction, SynthesizedRole } from "../../access/synthesized-stack";
import type { StateResource } from "../lib/terraform";

type Values = Readonly<Record<string, unknown>>;

/**
 * A link as its accounts have it, from the resources of a state.
 *
 * @throws AccessError when a role or the function is not there, or one of its texts is no policy document
 */
export function deployedAccess(resources: readonly StateResource[]): LinkAccess {
  const { dataRoleArn, roleSessionName, externalId } = LINK_VARIABLES;
  const found = resources.find(({ type }) => type === "aws_lambda_function");
  if (found === undefined) throw new AccessError("the function does not exist, so nothing takes hop 1");
  const queryFunction = deployedFunction(found);
  const { environment } = queryFunction;
  return {
    queryRole: deployedRole(resources, queryFunction.roleArn, "the role of the function"),
    dataRole: deployedRole(resources, environment[dataRoleArn], `the role in ${dataRoleArn}`),
    queryFunction,
    roleSessionName: environment[roleSessionName] ?? queryFunction.name,
    ...(environment[externalId] === undefined ? {} : { externalId: environment[externalId] }),
    documents: {},
  };
}

function deployedFunction({ address, values }: StateResource): SynthesizedFunction {
  const arn = text(values.arn);
  const [, , , region = "", accountId = ""] = arn.split(":");
  const [block] = Array.isArray(values.environment) ? values.environment : [];
  return {
    address,
    name: text(values.function_name),
    accountId,
    region,
    arn,
    roleArn: text(values.role),
    environment: (block as { variables?: Record<string, string> } | undefined)?.variables ?? {},
  };
}

function deployedRole(
  resources: readonly StateResource[],
  arn: string | undefined,
  what: string,
): SynthesizedRole {
  const roles = resources.filter(({ type }) => type === "aws_iam_role");
  const found = roles.find(({ values }) => values.arn === arn);
  if (found === undefined) {
    throw new AccessError(
      `${what} is ${arn ?? "not set"}, expected one of the link's roles that exist: ${roles.map(({ values }) => text(values.arn)).join(", ") || "none"}`,
    );
  }
  const { address, values } = found;
  const [, partition = "", , , accountId = ""] = text(values.arn).split(":");
  const name = text(values.name);
  const boundary = values.permissions_boundary;
  const ofRole = (type: string): readonly Values[] =>
    resources
      .filter((resource) => resource.type === type && resource.values.role === name)
      .map((resource) => resource.values);
  return {
    address,
    name,
    path: text(values.path),
    accountId,
    partition,
    arn: text(values.arn),
    trust: parsed(values.assume_role_policy, `the trust policy of ${name}`),
    inlinePolicies: ofRole("aws_iam_role_policy").map((policy) => ({
      name: text(policy.name),
      document: parsed(policy.policy, `inline policy ${text(policy.name)} of ${name}`),
    })),
    managedPolicyArns: ofRole("aws_iam_role_policy_attachment").map(({ policy_arn }) => text(policy_arn)),
    ...(typeof boundary === "string" && boundary !== "" ? { boundaryArn: boundary } : {}),
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function parsed(value: unknown, what: string): unknown {
  try {
    return JSON.parse(text(value));
  } catch (cause) {
    throw new AccessError(`${what} is not known as JSON, so nothing can be said about it`, { cause });
  }
}
