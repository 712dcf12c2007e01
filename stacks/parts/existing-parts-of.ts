import type { Location } from "../../aws/location";
import type { Link } from "../../config/link";
import type { ExistingRole } from "../../config/parts/existing-part";
import type { RolePart } from "../../config/parts/fields-of-existing";
import { permissionDocument, trustDocument } from "../../policies/document";
import { bucketRolePolicies, copyRolePolicies, hasBuckets, transferArns } from "../data-transfer";
import { functionEnvironment } from "../function-environment";
import { lambdaLocation, linkArns, redshiftLocation } from "../link-names";
import { dataRolePolicies, HOP_1_POLICY, queryRolePolicies, type RolePolicies } from "../link-policies";

/** A role that somebody else makes, as the readers of a stack are told of it. */
export interface ExistingRolePart extends Location {
  readonly name: string;
  /** IAM path, starting and ending with a slash. */
  readonly path: string;
  readonly arn: string;
  /** Decoded. */
  readonly trustPolicy: object;
  /** Inline policies: name → decoded document. All that the link needs of the role, but for the policy that it attaches itself. */
  readonly policies: Readonly<Record<string, object>>;
  /** ARNs of the managed policies that are attached. Absent: none. */
  readonly managedPolicyArns?: readonly string[];
  /** `hand-off`: nobody has said what stands there; it is assumed to be what the hand-off asks for. `declared`: its owner says so. */
  readonly textFrom: "hand-off" | "declared";
  /** The link attaches one inline policy of its own, which is a resource of the stack. */
  readonly inlinePolicy?: true;
}

/** A function that somebody else deploys. */
export interface ExistingFunctionPart extends Location {
  readonly name: string;
  readonly arn: string;
  /** Of its execution role. */
  readonly roleArn: string;
  /** Variables that it needs, as an ordinary link sets them. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The parts of a link that somebody else makes. A member that is absent is the link's own. */
export interface ExistingPartsOfLink {
  readonly queryRole?: ExistingRolePart;
  readonly dataRole?: ExistingRolePart;
  /** Only with buckets, as the next. */
  readonly copyRole?: ExistingRolePart;
  readonly bucketRole?: ExistingRolePart;
  readonly function?: ExistingFunctionPart;
}

/**
 * What a stack says, under `"//".existing`, of the parts that it does not make: Terraform makes nothing of them and asks nobody about
 * them, so whoever reads the stack could not know them otherwise.
 *
 * @returns `undefined` for a link that makes all its parts
 */
export function existingPartsOf(link: Link): ExistingPartsOfLink | undefined {
  const parts: ExistingPartsOfLink = {
    ...Object.fromEntries(
      rolesOfOthers(link).map(({ part, role: { existing }, asked }) => [part, asDeclared(asked, existing)]),
    ),
    ...(link.function.existing === undefined ? {} : { function: functionPart(link) }),
  };
  return Object.keys(parts).length === 0 ? undefined : parts;
}

/** The roles that others make, with what the link needs of them, whatever their owners declare. */
export function askedOfOwners(link: Link): Omit<ExistingPartsOfLink, "function"> {
  return Object.fromEntries(rolesOfOthers(link).map(({ part, asked }) => [part, asked]));
}

/** A role that somebody else makes, as the link has it, and what the link needs of it. */
interface RoleOfOthers {
  readonly part: RolePart;
  readonly role: Link["queryRole"];
  readonly asked: ExistingRolePart;
}

function rolesOfOthers(link: Link): readonly RoleOfOthers[] {
  const arns = linkArns(link);
  const [lambda, redshift] = [lambdaLocation(link), redshiftLocation(link)];
  const one = (
    part: RolePart,
    role: Link["queryRole"],
    arn: string,
    at: Location,
    policies: () => RolePolicies,
  ): readonly RoleOfOthers[] =>
    role.existing === undefined
      ? []
      : [{ part, role, asked: rolePart({ role, arn, at, asked: policies() }) }];
  return [
    ...one("queryRole", link.queryRole, arns.queryRole, lambda, () => queryRolePolicies(link)),
    ...one("dataRole", link.dataRole, arns.dataRole, redshift, () => dataRolePolicies(link)),
    ...(hasBuckets(link)
      ? [
          ...one("copyRole", link.dataTransfer.copyRole, transferArns(link).copyRole, redshift, () =>
            copyRolePolicies(link),
          ),
          ...one("bucketRole", link.dataTransfer.bucketRole, transferArns(link).bucketRole, lambda, () =>
            bucketRolePolicies(link),
          ),
        ]
      : []),
  ];
}

function asDeclared(asked: ExistingRolePart, existing: ExistingRole | undefined): ExistingRolePart {
  const declared = existing?.declared;
  return declared === undefined ? asked : { ...asked, ...declared, textFrom: "declared" };
}

/** Name of the policy that a link attaches to a query role of somebody else's, which may have policies of any name, and those of other links. */
export function attachedPolicyName(link: string): string {
  return `${link}-${HOP_1_POLICY}`;
}

/** In which accounts a link makes something: in another one it needs no provider. With buckets it has a role more in each. */
export function ownParts({ queryRole, dataRole, function: settings, dataTransfer }: Link) {
  const makes = (role: Link["queryRole"] | undefined) => role !== undefined && role.existing === undefined;
  return {
    lambdaAccount:
      makes(queryRole) ||
      queryRole.existing?.inlinePolicy === true ||
      settings.existing === undefined ||
      makes(dataTransfer?.bucketRole),
    redshiftAccount: makes(dataRole) || makes(dataTransfer?.copyRole),
  };
}

function rolePart({
  role: { name, path, existing },
  arn,
  at,
  asked,
}: {
  readonly role: Link["queryRole"];
  readonly arn: string;
  readonly at: Location;
  readonly asked: RolePolicies;
}): ExistingRolePart {
  const inlinePolicy = existing?.inlinePolicy === true;
  const policies = Object.entries(asked.inlinePolicies)
    .filter(([policy]) => !(inlinePolicy && policy === HOP_1_POLICY))
    .map(([policy, statements]): [string, object] => [policy, permissionDocument(statements)]);
  return {
    ...at,
    ...{ name, path, arn },
    trustPolicy: trustDocument(asked.trust),
    policies: Object.fromEntries(policies),
    ...(asked.managedPolicyArns.length === 0 ? {} : { managedPolicyArns: asked.managedPolicyArns }),
    textFrom: "hand-off",
    ...(inlinePolicy ? { inlinePolicy } : {}),
  };
}

function functionPart(link: Link): ExistingFunctionPart {
  const { function: arn, queryRole: roleArn } = linkArns(link);
  return {
    ...lambdaLocation(link),
    name: link.function.name,
    arn,
    roleArn,
    environment: functionEnvironment(link),
  };
}
