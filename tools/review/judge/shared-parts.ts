import { allRolesOf, type LinkAccess } from "../../../access/link/link-access";
import { blocks } from "../../../access/terraform/json-record";
import { readTerraformStack } from "../../../access/terraform/terraform-stack";
import { isJson } from "../../../aws/json";
import type { Violation } from "./finding";

/** One stack of an output. */
interface ReadStack {
  readonly name: string;
  /** Its `cdk.tf.json`. */
  readonly json: unknown;
  /** Absent: the stack could not be read, which is told already. */
  readonly link: LinkAccess | undefined;
}

/** What a stack takes for itself. */
interface Claim {
  readonly address: string;
  /** As AWS or the backend tells it from others. */
  readonly key: string;
  /** What one stack does to another that takes it too, for example `keeps its state where`. */
  readonly verb: string;
}

/** What Terraform's S3 backend appends to a state's key for its lock file. */
const LOCK_FILE_SUFFIX = ".tflock";

/**
 * What two stacks of one output take both: a role, a function, a parameter or a state. Terraform does not know that they are one: each apply
 * writes over what the other one made, or destroys it.
 *
 * @returns for each stack, in their order
 */
export function sharedParts(stacks: readonly ReadStack[]): readonly (readonly Violation[])[] {
  const claims = stacks.map((stack) => [
    ...linkClaims(stack.link),
    ...(stack.link === undefined ? [] : parameterClaims(stack.json, stack.link)),
    ...stateClaims(stack.json),
  ]);
  return claims.map((own, index) => {
    const found = own.flatMap(({ address, key, verb }) =>
      stacks
        .filter((_, other) => other !== index && claims[other]?.some((claim) => claim.key === key))
        .map(({ name }) => ({ address, message: `${stacks[index]?.name} ${verb} ${name} does` })),
    );
    // Two that share a state share its lock file, too.
    return [...new Map(found.map((violation) => [violation.message, violation])).values()];
  });
}

function linkClaims(link: LinkAccess | undefined): readonly Claim[] {
  if (link === undefined) return [];
  const { queryFunction } = link;
  return [
    // IAM ignores the case of names, and the path is no part of them.
    // What others own may be of several links: none of them makes it.
    ...allRolesOf(link)
      .filter(isOwn)
      .map(({ address, accountId, name }) => ({
        address,
        key: `role ${accountId} ${name.toLowerCase()}`,
        verb: `makes role ${name} in account ${accountId}, as`,
      })),
    ...[queryFunction].filter(isOwn).map(({ address, arn, name }) => ({
      address,
      key: `function ${arn}`,
      verb: `makes function ${name}, as`,
    })),
  ];
}

function isOwn({ assumed }: Pick<LinkAccess["queryFunction"], "assumed">): boolean {
  return assumed === undefined;
}

/** A link's parameters are beside its function; one elsewhere is told of already. */
function parameterClaims(json: unknown, { queryFunction }: LinkAccess): readonly Claim[] {
  const { accountId, region } = queryFunction;
  return readTerraformStack(json)
    .resources.filter(({ type }) => type === "aws_ssm_parameter")
    .map(({ address, block: { name } }) => ({
      address,
      key: `parameter ${accountId} ${region} ${String(name)}`,
      verb: `writes parameter ${String(name)}, as`,
    }));
}

function stateClaims(json: unknown): readonly Claim[] {
  const verb = "keeps its state where";
  return blocks(isJson(json) ? json.terraform : undefined)
    .flatMap(({ backend }) => blocks(backend))
    .flatMap(({ local, s3, ...others }) => [
      ...Object.entries(others).map(([kind, settings]) => ({
        address: "terraform.backend",
        key: `${kind} ${JSON.stringify(settings)}`,
        verb,
      })),
      ...blocks(local).map(({ path }) => ({
        address: "terraform.backend",
        key: `local ${String(path)}`,
        verb,
      })),
      // The bucket's name is its own in all of AWS, whatever else the backend says.
      ...blocks(s3).flatMap(({ bucket, key }) =>
        ["", LOCK_FILE_SUFFIX].map((suffix) => ({
          address: "terraform.backend",
          key: `s3 ${String(bucket)} ${String(key)}${suffix}`,
          verb,
        })),
      ),
    ]);
}
