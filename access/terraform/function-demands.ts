import type { Json } from "../../aws/json";
import { blocks } from "./json-record";
import type { TerraformStack } from "./terraform-stack";

/** What Lambda does with the role of a function, beside running its code. */
export interface RoleUses {
  /** Lambda traces its invocations. */
  readonly sendsTraces?: true;
  /** Lambda connects it to a VPC. */
  readonly isInVpc?: true;
  /** Where Lambda sends events that failed, and what is told of them: ARNs. Absent: nowhere. */
  readonly failureTargets?: readonly string[];
}

/** What a function is configured to do with its role, beside running its code. */
export function functionDemands({ resources }: TerraformStack, address: string, block: Json): RoleUses {
  const configs = resources.filter(
    ({ type, block: config }) =>
      type === "aws_lambda_function_event_invoke_config" &&
      [block.function_name, `\${${address}.function_name}`].includes(config.function_name),
  );
  const targets = [
    ...configs
      .flatMap(({ block: config }) => blocks(config.destination_config))
      .flatMap((destinations) => blocks(destinations.on_failure))
      .map(({ destination }) => destination),
    ...blocks(block.dead_letter_config).map(({ target_arn: target }) => target),
  ].filter((target) => typeof target === "string" && target !== "");
  return {
    ...(blocks(block.tracing_config).some(({ mode }) => mode === "Active") ? { sendsTraces: true } : {}),
    // A plan writes a function without one with empty lists, after a refresh.
    ...(blocks(block.vpc_config).some(({ subnet_ids: ids }) => Array.isArray(ids) && ids.length > 0)
      ? { isInVpc: true }
      : {}),
    ...(targets.length === 0 ? {} : { failureTargets: targets.map(String) }),
  };
}
