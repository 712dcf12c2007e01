import { readFileSync } from "node:fs";
import { join } from "node:path";
import { blocks } from "../../../access/terraform/json-record";
import {
  readTerraformStack,
  resourceAt,
  type TerraformStack,
} from "../../../access/terraform/terraform-stack";
import { type Json, presentMembers } from "../../../aws/json";
import { functionLogGroup } from "../../../aws/lambda";
import { inOrder, listed, optionalSettings } from "../../lib/aws/live-function-settings";
import { readLink } from "../../lib/link/read-link";
import type { Declared, DeclaredParameter } from "./link-facts";

/** What the synthesized stack in this folder declares. @throws AccessError when parts are unknown at synth */
export function readDeclared(folder: string): Declared {
  return declaredIn(JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")));
}

/** What a synthesized stack (`cdk.tf.json` as an object) declares. */
export function declaredIn(json: unknown): Declared {
  const access = readLink(json);
  const stack = readTerraformStack(json);
  const { address, name } = access.queryFunction;
  const block: Json = resourceAt(stack, address)?.block ?? {};
  const reserved = block.reserved_concurrent_executions;
  return {
    access,
    addresses: stack.resources.map((resource) => resource.address).sort(),
    timeoutSeconds: Number(block.timeout),
    logGroup: logGroupOf(stack, block) ?? functionLogGroup(name),
    settings: optionalSettings({
      "KMS key": textOf(block.kms_key_arn),
      tracing: textOf(blocks(block.tracing_config)[0]?.mode),
      subnets: listed(blocks(block.vpc_config)[0]?.subnet_ids),
      "security groups": listed(blocks(block.vpc_config)[0]?.security_group_ids),
      layers: inOrder(block.layers),
      "dead letter target": textOf(blocks(block.dead_letter_config)[0]?.target_arn),
      "ephemeral storage": blocks(block.ephemeral_storage).map(({ size }) => `${String(size)} MB`)[0],
    }),
    ...logKeyOf(stack, block),
    parameters: parametersOf(stack),
    ...(typeof reserved === "number" ? { reservedConcurrency: reserved } : {}),
  };
}

/** Those whose value is known: the link's are, of what a user adds nobody knows. */
function parametersOf({ resources }: TerraformStack): readonly DeclaredParameter[] {
  return resources.flatMap(({ address, type, block }) => {
    const [name, value] = [textOf(block.name), textOf(block.value ?? block.insecure_value)];
    if (type !== "aws_ssm_parameter" || name === undefined || value === undefined) return [];
    return [{ address, name, value, ...presentMembers({ keyArn: textOf(block.key_id) }) }];
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The function names its log group by reference to the group's own name. */
function logGroupOf(stack: TerraformStack, functionBlock: Json): string | undefined {
  const [logging] = blocks(functionBlock.logging_config);
  return textOf(logGroupBlock(stack, functionBlock)?.name ?? logging?.log_group);
}

function logKeyOf(stack: TerraformStack, functionBlock: Json): Pick<Declared, "logKeyArn"> {
  return presentMembers({ logKeyArn: textOf(logGroupBlock(stack, functionBlock)?.kms_key_id) });
}

function logGroupBlock(stack: TerraformStack, functionBlock: Json): Json | undefined {
  const [logging] = blocks(functionBlock.logging_config);
  const group = /^\$\{(aws_cloudwatch_log_group\.[\w-]+)\.name\}$/.exec(String(logging?.log_group))?.[1];
  return group === undefined ? undefined : resourceAt(stack, group)?.block;
}
