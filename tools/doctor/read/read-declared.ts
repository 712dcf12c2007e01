import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readLinkAccess } from "../../../access/link/link-access";
import { blocks, jsonRecord } from "../../../access/terraform/json-record";
import type { Json } from "../../../aws/json";
import type { Declared } from "./link-facts";

/** What the synthesized stack in this folder declares. @throws AccessError when parts are unknown at synth */
export function readDeclared(folder: string): Declared {
  return declaredIn(JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")));
}

/** What a synthesized stack (`cdk.tf.json` as an object) declares. */
export function declaredIn(stack: unknown): Declared {
  const access = readLinkAccess(stack);
  const resource = jsonRecord(jsonRecord(stack, "stack").resource, "resource");
  const block = blockAt(resource, access.queryFunction.address);
  const reserved = block.reserved_concurrent_executions;
  return {
    access,
    addresses: Object.entries(resource)
      .flatMap(([type, named]) => Object.keys(jsonRecord(named, type)).map((name) => `${type}.${name}`))
      .sort(),
    timeoutSeconds: Number(block.timeout),
    logGroup: logGroupOf(resource, block) ?? `/aws/lambda/${access.queryFunction.name}`,
    ...(typeof reserved === "number" ? { reservedConcurrency: reserved } : {}),
  };
}

function blockAt(resource: Json, address: string): Json {
  const [type = "", name = ""] = address.split(".");
  return jsonRecord(jsonRecord(resource[type], type)[name], address);
}

/** The function names its log group by reference to the group's own name. */
function logGroupOf(resource: Json, functionBlock: Json): string | undefined {
  const [logging] = blocks(functionBlock.logging_config);
  const reference = /^\$\{(aws_cloudwatch_log_group\.[\w-]+)\.name\}$/.exec(String(logging?.log_group));
  const name = reference?.[1] === undefined ? logging?.log_group : blockAt(resource, reference[1]).name;
  return typeof name === "string" ? name : undefined;
}
