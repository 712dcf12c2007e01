import { isJson, type Json } from "../../../aws/json";
import { AccessError } from "../../iam/access-error";
import type { NamedDocument } from "../../iam/decision";
import { toldInDescription } from "./carrying-output";
import { problemsOfOthers } from "./problems-of-others";

/**
 * Where the text of a part comes from that others own.
 *
 * - `hand-off`: nobody said what stands there, so it is taken for what the hand-off asks for
 * - `declared`: its owner said it, and the link's file has it
 */
export type TextSource = "hand-off" | "declared";

/** A role that others make, as the stack says it under `//`. */
export interface RoleOfOthers {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly name: string;
  /** Starts and ends with a slash. */
  readonly path: string;
  readonly arn: string;
  /** The decoded trust policy. */
  readonly trustPolicy: Json;
  /** Inline policies that its owner writes. */
  readonly policies: readonly NamedDocument[];
  readonly managedPolicyArns: readonly string[];
  readonly textFrom: TextSource;
  /** The stack puts inline policies of its own on the role. Absent: nothing. */
  readonly inlinePolicy?: true;
}

/** A function that others deploy. */
export interface FunctionOfOthers {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly name: string;
  /** Unqualified. */
  readonly arn: string;
  readonly roleArn: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The parts of a link that others own. */
export interface PartsOfOthers {
  readonly queryRole?: RoleOfOthers;
  readonly dataRole?: RoleOfOthers;
  /** Only with buckets, as the next. */
  readonly copyRole?: RoleOfOthers;
  readonly bucketRole?: RoleOfOthers;
  readonly function?: FunctionOfOthers;
}

/** The part that an address of {@link addressOfOthers} names. */
export type OthersPartName = keyof PartsOfOthers;

/** Where a part that others own is told in a stack; findings about it have this address. */
export function addressOfOthers(part: OthersPartName): string {
  return `existing.${part}`;
}

/** Whether a finding at this address is about a part that others own. */
export function isOfOthers(address: string): boolean {
  return PARTS.some((part) => address === addressOfOthers(part));
}

/** The roles that a link may leave to others, in the order of their hops. */
export const ROLES_OF_OTHERS = ["queryRole", "dataRole", "copyRole", "bucketRole"] as const;

const PARTS: readonly OthersPartName[] = [...ROLES_OF_OTHERS, "function"];

/**
 * What a stack says of parts that others own: under `//`, or where it says nothing there, as a plan, in the description of an
 * output. Whoever wrote the file may have put anything there.
 */
export function toldExisting(stackJson: unknown): unknown {
  const commented = commentedExisting(stackJson);
  return commented === undefined ? describedExisting(stackJson) : commented;
}

/** What a stack says under `//`. */
export function commentedExisting(stackJson: unknown): unknown {
  const comment = isJson(stackJson) ? stackJson["//"] : undefined;
  return isJson(comment) ? comment.existing : undefined;
}

/** What it says in the description of an output, which a plan keeps. */
export function describedExisting(stackJson: unknown): unknown {
  return toldInDescription(stackJson).existing;
}

/**
 * The parts that others own, as a stack tells them.
 *
 * @throws AccessError `unreadable-terraform` with the first thing that no synth writes there
 */
export function partsOfOthers(stackJson: unknown): PartsOfOthers {
  const told = toldExisting(stackJson);
  if (told === undefined) return {};
  const [problem] = problemsOfOthers(told);
  if (problem !== undefined) throw new AccessError("unreadable-terraform", problem);
  // Each member was just found to be of its form.
  const { function: called, ...roles } = told as Partial<Record<OthersPartName, Json>>;
  return {
    ...Object.fromEntries(Object.entries(roles).map(([part, role]) => [part, roleIn(role)])),
    ...(called === undefined ? {} : { function: functionIn(called) }),
  };
}

/** What the outputs of a stack say of parts that others own, by name of the output. */
export function outputsOfOthers({
  queryRole,
  dataRole,
  copyRole,
  bucketRole,
  function: called,
}: PartsOfOthers): ReadonlyMap<string, string> {
  const outputs = [
    ["query_function_name", called?.name],
    ["query_function_arn", called?.arn],
    ["query_role_arn", queryRole?.arn],
    ["data_role_arn", dataRole?.arn],
    ["copy_role_arn", copyRole?.arn],
    ["bucket_role_arn", bucketRole?.arn],
  ] as const;
  return new Map(outputs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

function roleIn(part: Json): RoleOfOthers {
  const { policies, managedPolicyArns, trustPolicy, textFrom, inlinePolicy } = part as Json &
    Pick<RoleOfOthers, "trustPolicy" | "textFrom">;
  return {
    ...placeIn(part),
    path: String(part.path),
    trustPolicy,
    policies: Object.entries(policies as Json).map(([name, inner]) => ({ name, document: inner })),
    managedPolicyArns: (managedPolicyArns as string[] | undefined) ?? [],
    textFrom,
    ...(inlinePolicy === undefined ? {} : { inlinePolicy: true }),
  };
}

function functionIn(part: Json): FunctionOfOthers {
  const { roleArn: role, environment } = part as Json & Pick<FunctionOfOthers, "environment">;
  return { ...placeIn(part), roleArn: String(role), environment };
}

function placeIn({ accountId: id, region, partition, name, arn }: Json) {
  return {
    accountId: String(id),
    region: String(region),
    partition: String(partition),
    name: String(name),
    arn: String(arn),
  };
}
