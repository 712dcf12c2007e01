import { createRequire } from "node:module";

/** A resource type of the Service Authorization Reference, as the simulator's library has it. */
interface ResourceType {
  /** With placeholders, like `arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}:${Alias}`. */
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

type TypesForAction = (...values: readonly unknown[]) => Promise<readonly ResourceType[]>;

/**
 * Lets the simulator decide about a resource of two types that have one ARN, such as the alias and the version of a function: it refuses
 * to, because either could be meant. IAM decides by the ARN and the conditions, and knows the conditions of both.
 */
export function mergeAlikeResourceTypes(): void {
  try {
    const simulator = createRequire(require.resolve("@cloud-copilot/iam-simulate"));
    const module: { getResourceTypesForAction?: TypesForAction } = createRequire(
      simulator.resolve("@cloud-copilot/iam-simulate"),
    )("./simulation_engine/resourceTypes.js");
    const original = module.getResourceTypesForAction;
    if (original === undefined) return;
    module.getResourceTypesForAction = async (...values) => merged(await original(...values));
  } catch {
    // Another layout of the library: such requests cannot be decided, and nothing else changes.
  }
}

function merged(types: readonly ResourceType[]): readonly ResourceType[] {
  const byForm = new Map<string, ResourceType>();
  for (const type of types) {
    const form = type.arn.replace(/\$\{\w+\}/g, "*");
    const known = byForm.get(form);
    const conditionKeys = [...new Set([...(known?.conditionKeys ?? []), ...(type.conditionKeys ?? [])])];
    byForm.set(form, { ...(known ?? type), conditionKeys });
  }
  return byForm.size === types.length ? types : [...byForm.values()];
}
