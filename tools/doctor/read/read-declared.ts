import { readFileSync } from "node:fs";
import { join } from "node:path";
import { blocks } from "../../../access/terraform/json-record";
import {
  readTerraformStack,
  resourceAt,
  type TerraformStack,
} from "../../../access/terraform/terraform-stack";
import type { Json } from "../../../aws/json";
import { functionLogGroup } from "../../../aws/lambda";
import { readLink } from "../../lib/link/read-link";
import type { Declared } from "./link-facts";

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
    ...(typeof reserved === "number" ? { reservedConcurrency: reserved } : {}),
  };
}

/** The function names its log group by reference to the group's own name. */
function logGroupOf(stack: TerraformStack, functionBlock: Json): string | undefined {
  const [logging] = blocks(functionBlock.logging_config);
  const group = /^\$\{(aws_cloudwatch_log_group\.[\w-]+)\.name\}$/.exec(String(logging?.log_group))?.[1];
  const name = group === undefined ? logging?.log_group : resourceAt(stack, group)?.block.name;
  return typeof name === "string" ? name : undefined;
}
