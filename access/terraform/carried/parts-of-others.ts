import { isAccountId, parseIamArn, roleArn } from "../../../aws/iam";
import { isJson, type Json } from "../../../aws/json";
import { functionArn } from "../../../aws/lambda";
import { partitionOf } from "../../../aws/partition";
import { AccessError } from "../../iam/access-error";
import type { NamedDocument } from "../../iam/decision";
import { toldInDescription } from "./carrying-output";

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

const PARTS: readonly OthersPartName[] = ["queryRole", "dataRole", "function"];

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
  const { queryRole, dataRole, function: called } = told as Record<OthersPartName, Json | undefined>;
  return {
    ...(queryRole === undefined ? {} : { queryRole: roleIn(queryRole) }),
    ...(dataRole === undefined ? {} : { dataRole: roleIn(dataRole) }),
    ...(called === undefined ? {} : { function: functionIn(called) }),
  };
}

/** What the outputs of a stack say of parts that others own, by name of the output. */
export function outputsOfOthers({
  queryRole,
  dataRole,
  function: called,
}: PartsOfOthers): ReadonlyMap<string, string> {
  const outputs = [
    ["query_function_name", called?.name],
    ["query_function_arn", called?.arn],
    ["query_role_arn", queryRole?.arn],
    ["data_role_arn", dataRole?.arn],
  ] as const;
  return new Map(outputs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

/** What is told of parts that others own, and no synth tells. @param told {@link toldExisting}; absent: nothing is told */
export function problemsOfOthers(told: unknown): readonly string[] {
  if (told === undefined) return [];
  if (!isJson(told) || Object.keys(told).length === 0) {
    return ["existing is not an object with parts of the link; run npm run synth again"];
  }
  return Object.entries(told).flatMap(([name, part]) => {
    const address = `existing.${name}`;
    const form = name === "function" ? FUNCTION : name === "queryRole" ? QUERY_ROLE : DATA_ROLE;
    if (!PARTS.some((known) => known === name)) return [`${address} is no part of a link`];
    if (!isJson(part)) return [`${address} is not an object`];
    const unlike = membersUnlike(part, form);
    if (unlike.length > 0)
      return unlike.map((member) => `${member} of ${address} is not as a synth writes it`);
    return placeProblems(address, part);
  });
}

type Check = (value: unknown) => boolean;

/** Any other character could be of an expression of Terraform's, or of the page that a person reads. */
const like =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value);
const accountId: Check = (value) => typeof value === "string" && isAccountId(value);
// IAM writes a list of one as the value itself.
const document: Check = (value) => isJson(value) && [value.Statement].flat().every(isJson);
const documents: Check = (value) => isJson(value) && Object.values(value).every(document);
const texts: Check = (value) =>
  isJson(value) && Object.values(value).every((inner) => typeof inner === "string");
const isTrue: Check = (value) => value === true;
const isManagedPolicy: Check = (value) =>
  typeof value === "string" && /^arn:[\w-]+:iam::[^:]+:policy\/./.test(value);
const arns: Check = (value) => Array.isArray(value) && value.length > 0 && value.every(isManagedPolicy);

/** What a synth writes of a part: name → check; those with a question mark only where they say something. */
type Form = Readonly<Record<string, Check>>;

const PLACE: Form = {
  accountId,
  region: like(/^[a-z0-9-]+$/),
  partition: like(/^aws[a-z-]*$/),
  // It says nothing but the others once more.
  arn: like(/^arn:/),
};
const DATA_ROLE: Form = {
  ...PLACE,
  name: like(/^[\w+=,.@-]{1,64}$/),
  path: like(/^\/(?:[\w+=,.@-]+\/)*$/),
  trustPolicy: document,
  policies: documents,
  textFrom: (value) => value === "hand-off" || value === "declared",
  "managedPolicyArns?": arns,
};
const QUERY_ROLE: Form = { ...DATA_ROLE, "inlinePolicy?": isTrue };
const FUNCTION: Form = {
  ...PLACE,
  name: like(/^[\w-]{1,64}$/),
  roleArn: like(/^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/),
  environment: texts,
};

/** Names of members that are missing, of another form, or unknown. */
function membersUnlike(part: Json, form: Form): readonly string[] {
  const known = new Map(Object.entries(form).map(([name, check]) => [name.replace("?", ""), check]));
  const optional = Object.keys(form)
    .filter((name) => name.endsWith("?"))
    .map((name) => name.slice(0, -1));
  return [
    ...[...known.keys()].filter((name) => part[name] === undefined && !optional.includes(name)),
    ...Object.entries(part)
      .filter(([name, value]) => value !== undefined && known.get(name)?.(value) !== true)
      .map(([name]) => name),
  ];
}

/** An ARN says once more where the part is and what it is called. */
function placeProblems(address: string, part: Json): readonly string[] {
  const place = {
    accountId: String(part.accountId),
    region: String(part.region),
    partition: String(part.partition),
    name: String(part.name),
  };
  const isRole = part.path !== undefined;
  const path = String(part.path);
  const expected = isRole ? roleArn({ ...place, path }) : functionArn(place, place.name);
  const role = parseIamArn(String(isRole ? part.arn : part.roleArn));
  const isThere =
    part.arn === expected &&
    place.partition === partitionOf(place.region) &&
    role?.type === "role" &&
    // Lambda takes a role of the function's own account alone.
    role.accountId === place.accountId &&
    role.partition === place.partition;
  return isThere ? [] : [`${address} says in two ways where it is or what it is called`];
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
