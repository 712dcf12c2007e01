import { roleArn } from "../../aws/iam";
import type { Json } from "../../aws/json";
import { functionArn } from "../../aws/lambda";
import type { Location } from "../../aws/location";
import { AccessError } from "../iam/access-error";
import type { NamedDocument } from "../iam/decision";
import {
  addressOfOthers,
  partsOfOthers,
  ROLES_OF_OTHERS,
  type RoleOfOthers,
  type TextSource,
} from "./carried/parts-of-others";
import { functionDemands, type RoleUses } from "./function-demands";
import { blocks, jsonRecord } from "./json-record";
import { renderPolicyDocument } from "./policy-document-data";
import { parseStrictJson } from "./strict-json";
import { readTerraformStack, type TerraformBlock, type TerraformStack } from "./terraform-stack";
import { type ResolveReference, terraformText, unknownAtSynth } from "./terraform-text";

interface RoleIdentity {
  /** Terraform address, for example `aws_iam_role.query_role`. */
  readonly address: string;
  readonly name: string;
  /** IAM path, starting and ending with a slash. */
  readonly path: string;
  readonly accountId: string;
  readonly partition: string;
  readonly arn: string;
}

/** A role of the stack with every policy that grants or bounds its permissions. */
export interface SynthesizedRole extends RoleIdentity {
  /** The decoded trust policy. */
  readonly trust: unknown;
  readonly inlinePolicies: readonly NamedDocument[];
  readonly managedPolicyArns: readonly string[];
  /** Absent: no permissions boundary. */
  readonly boundaryArn?: string;
  /** Others make it: where its texts come from. Absent: the stack makes it. */
  readonly assumed?: TextSource;
}

/** A Lambda function of the stack. */
export interface SynthesizedFunction extends RoleUses {
  readonly address: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** The unqualified ARN. */
  readonly arn: string;
  readonly roleArn: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Others deploy it: where its environment comes from. Absent: the stack deploys it. */
  readonly assumed?: TextSource;
}

/** What one synthesized stack says about access. */
export interface RolesAndFunctions {
  readonly roles: readonly SynthesizedRole[];
  readonly functions: readonly SynthesizedFunction[];
}

/** Reads texts and documents whose references the stack itself answers. */
interface Reader {
  readonly text: (value: unknown, address: string) => string;
  readonly document: (value: unknown, address: string) => unknown;
}

/**
 * Reads the `cdk.tf.json` of one stack, as an object. ARNs are computed from the providers'
 * `allowed_account_ids` and `region`, the partition from the region. Parts that others own are as the stack tells them; a
 * resource of the same ARN stands before them, so that what is told of it hides nothing.
 *
 * @throws AccessError when a policy, a name or an account is unknown at synth, or what is told of others' parts is no synth's
 */
export function readSynthesizedStack(json: unknown): RolesAndFunctions {
  const stack = readTerraformStack(json);
  const roleBlocks = resourcesOf(stack, "aws_iam_role").map(({ address, block }) => ({
    block,
    identity: roleIdentity(address, block, stack.locate(block)),
  }));
  const read = reader(
    stack,
    roleBlocks.map(({ identity }) => identity),
  );
  const functions = resourcesOf(stack, "aws_lambda_function").map(({ address, block }) => ({
    ...readFunction(address, block, stack.locate(block), read),
    ...functionDemands(stack, address, block),
  }));
  const existing = partsOfOthers(json);
  const existingRoles = ROLES_OF_OTHERS.flatMap((part) => {
    const role = existing[part];
    return role === undefined ? [] : [readExistingRole(addressOfOthers(part), role, stack, read)];
  });
  const { function: called } = existing;
  return {
    roles: [
      ...roleBlocks.map(({ identity, block }) => readRole(identity, block, stack, read)),
      ...existingRoles,
    ],
    functions: [
      ...functions,
      // Beside one of the stack it is told of as a part that is there twice.
      ...(called === undefined || functions.some(({ arn }) => arn === called.arn)
        ? []
        : [{ address: addressOfOthers("function"), assumed: "hand-off" as const, ...called }]),
    ],
  };
}

/** As its owner has it, with the policies that the stack puts on it: of two of one name, that of the stack. */
function readExistingRole(
  address: string,
  { trustPolicy, policies, managedPolicyArns, textFrom, ...told }: RoleOfOthers,
  stack: TerraformStack,
  read: Reader,
): SynthesizedRole {
  const { name, path, accountId, partition, arn } = told;
  const own = resourcesOf(stack, "aws_iam_role_policy")
    .filter(({ block }) => block.role === name && stack.locate(block).accountId === accountId)
    .map((part) => readPolicy(part, read));
  const names = own.map((policy) => policy.name);
  return {
    ...{ address, name, path, accountId, partition, arn },
    trust: trustPolicy,
    inlinePolicies: [...own, ...policies.filter((policy) => !names.includes(policy.name))],
    managedPolicyArns,
    assumed: textFrom,
  };
}

function readPolicy(
  { address, block }: Pick<TerraformBlock, "address" | "block">,
  read: Reader,
): NamedDocument {
  return {
    name: read.text(block.name, `${address}.name`),
    document: read.document(block.policy, `${address}.policy`),
  };
}

function resourcesOf({ resources }: TerraformStack, type: string): readonly TerraformBlock[] {
  const ofType = resources.filter((resource) => resource.type === type);
  for (const { address, block } of ofType) {
    if (block.count !== undefined || block.for_each !== undefined) {
      throw unknownAtSynth(address, "repeated by count or for_each");
    }
  }
  return ofType;
}

function roleIdentity(address: string, block: Json, location: Location): RoleIdentity {
  const nothing = () => undefined;
  const name = terraformText(block.name, nothing, `${address}.name`);
  const path =
    block.path === undefined || block.path === null
      ? "/"
      : terraformText(block.path, nothing, `${address}.path`);
  const { partition, accountId } = location;
  return { address, name, path, accountId, partition, arn: roleArn({ partition, accountId, path, name }) };
}

function reader({ documents }: TerraformStack, roles: readonly RoleIdentity[]): Reader {
  const references = new Map(
    roles.flatMap(({ address, name, arn }) => [
      [`${address}.name`, name],
      [`${address}.id`, name],
      [`${address}.arn`, arn],
    ]),
  );
  const resolve: ResolveReference = (reference) => references.get(reference);
  return {
    text: (value, address) => terraformText(value, resolve, address),
    document: (value, address) => {
      const source =
        typeof value === "string"
          ? /^\$\{(data\.aws_iam_policy_document\.[\w-]+)\.json\}$/.exec(value)?.[1]
          : undefined;
      if (source === undefined) return parseDocument(terraformText(value, resolve, address), address);
      const found = documents.find((document) => document.address === source);
      if (found === undefined) throw unknownAtSynth(address, source);
      return renderPolicyDocument(found.block, resolve, source);
    },
  };
}

function parseDocument(text: string, address: string): unknown {
  try {
    return parseStrictJson(text);
  } catch (cause) {
    throw new AccessError(
      "unreadable-terraform",
      `${address} is not JSON, expected a policy document; check the synthesized JSON`,
      {
        cause,
      },
    );
  }
}

function readRole(identity: RoleIdentity, block: Json, stack: TerraformStack, read: Reader): SynthesizedRole {
  const { address, name } = identity;
  for (const argument of ["inline_policy", "managed_policy_arns"]) {
    if (typeof block[argument] === "string") throw unknownAtSynth(`${address}.${argument}`, block[argument]);
  }
  const ofRole = (type: string) =>
    resourcesOf(stack, type).filter((other) => read.text(other.block.role, `${other.address}.role`) === name);
  const inline = [
    ...ofRole("aws_iam_role_policy"),
    ...blocks(block.inline_policy).map((entry) => ({ address: `${address}.inline_policy`, block: entry })),
  ];
  const attached = [
    ...ofRole("aws_iam_role_policy_attachment").map((other) => other.block.policy_arn),
    ...(Array.isArray(block.managed_policy_arns) ? block.managed_policy_arns : []),
  ];
  return {
    ...identity,
    trust: read.document(block.assume_role_policy, `${address}.assume_role_policy`),
    inlinePolicies: inline.map((policy) => readPolicy(policy, read)),
    managedPolicyArns: attached.map((arn) => read.text(arn, `managed policy of ${address}`)),
    ...(block.permissions_boundary === undefined || block.permissions_boundary === null
      ? {}
      : { boundaryArn: read.text(block.permissions_boundary, `${address}.permissions_boundary`) }),
  };
}

function readFunction(address: string, block: Json, location: Location, read: Reader): SynthesizedFunction {
  const name = read.text(block.function_name, `${address}.function_name`);
  const region =
    block.region === undefined || block.region === null
      ? location.region
      : read.text(block.region, `${address}.region`);
  const { accountId } = location;
  const variables = blocks(block.environment).flatMap((environment) =>
    Object.entries(jsonRecord(environment.variables, `${address}.environment.variables`)),
  );
  return {
    address,
    name,
    accountId,
    region,
    arn: functionArn({ ...location, region }, name),
    roleArn: read.text(block.role, `${address}.role`),
    environment: Object.fromEntries(
      variables.map(([key, value]) => [key, read.text(value, `${address}.environment.${key}`)]),
    ),
  };
}
