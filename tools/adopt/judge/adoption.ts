import { isDeepStrictEqual } from "node:util";
import type { ImportBlock } from "../../../access/terraform/import-blocks";
import type { Plan } from "../../../access/terraform/plan";
import type { ResourceChange } from "../../../access/terraform/plan-json";
import type { Json } from "../../../aws/json";

/** A resource that an apply would destroy and make again, because it exists in another form. */
interface ReplacedPart {
  /** Terraform address. */
  readonly address: string;
  /** Arguments that cannot be changed while it exists. */
  readonly because: readonly string[];
}

/** A resource that an apply changes where it is. */
interface ChangedPart {
  readonly address: string;
  /** Names only: values may hold secrets. */
  readonly attributes: readonly string[];
}

/** A policy of a role that an apply takes away, because the link does not declare it. */
export interface RemovedPolicy {
  readonly role: string;
  readonly kind: "inline" | "attached";
  /** Name of an inline policy, ARN of an attached one. */
  readonly policy: string;
}

/** What the next apply of a link does with what exists. */
export interface Adoption {
  /** Resources that are in the state already. */
  readonly held: number;
  /** Resources that it takes over. */
  readonly imports: readonly ImportBlock[];
  /** Of these, and of those in the state, what it changes. */
  readonly changed: readonly ChangedPart[];
  readonly removed: readonly RemovedPolicy[];
  /** Addresses that it makes. */
  readonly created: readonly string[];
  /** Without these there is a moment without access, and what had the name is gone. */
  readonly replaced: readonly ReplacedPart[];
  /** Planned as changes where they are, which AWS refuses. */
  readonly unchangeable: readonly ReplacedPart[];
}

/** The list of policies that a resource makes a role's only ones. */
const EXCLUSIVE = {
  aws_iam_role_policies_exclusive: { list: "policy_names", kind: "inline" },
  aws_iam_role_policy_attachments_exclusive: { list: "policy_arns", kind: "attached" },
} as const;

/**
 * Arguments that the provider plans to change and AWS does not, by type of resource.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html, HierarchyTypeMismatchException
 */
const FIXED: Readonly<Record<string, readonly string[]>> = { aws_ssm_parameter: ["type"] };

/** Reads it off the plan of a stack with `import` blocks for everything that exists. */
export function adoptionOf(plan: Plan): Adoption {
  const managed = plan.changes.filter(({ mode }) => mode === "managed");
  const isReplaced = ({ change }: ResourceChange) =>
    change.actions.includes("delete") && change.actions.includes("create");
  const updated = managed.filter(({ change }) => change.actions.join() === "update");
  const imported = managed.filter(({ importId }) => importId !== undefined);
  return {
    held: managed.filter(({ importId, change }) => importId === undefined && change.before !== null).length,
    imports: imported.map(({ address, importId = "" }) => ({ to: address, id: importId })),
    changed: updated.map(({ address, change }) => ({ address, attributes: changedAttributes(change) })),
    removed: updated.flatMap(removedPolicies),
    created: managed.filter(({ change }) => change.actions.join() === "create").map(({ address }) => address),
    replaced: managed
      .filter(isReplaced)
      .map(({ address, replacedFor = [] }) => ({ address, because: [...new Set(replacedFor)] })),
    unchangeable: updated.flatMap(({ address, type, change }) => {
      const because = changedAttributes(change).filter((name) => FIXED[type]?.includes(name));
      return because.length === 0 ? [] : [{ address, because }];
    }),
  };
}

function changedAttributes({ before, after, after_unknown: unknown }: ResourceChange["change"]): string[] {
  const [was, becomes] = [before ?? {}, after ?? {}];
  return [...new Set([was, becomes, unknown].flatMap(Object.keys))]
    .filter((name) => !isDeepStrictEqual(was[name], becomes[name]) || unknown[name] === true)
    .sort();
}

function removedPolicies({ type, change: { before, after } }: ResourceChange): readonly RemovedPolicy[] {
  if (!Object.hasOwn(EXCLUSIVE, type)) return [];
  const { list, kind } = EXCLUSIVE[type as keyof typeof EXCLUSIVE];
  const kept = texts(after, list);
  return texts(before, list)
    .filter((policy) => !kept.includes(policy))
    .map((policy) => ({ role: String(before?.role_name), kind, policy }));
}

function texts(values: Json | null, name: string): readonly string[] {
  const list = values?.[name];
  return Array.isArray(list) ? list.map(String) : [];
}
