import type { Location } from "../../aws/location";
import type { Link } from "../../config/link";
import type { ExistingRole } from "../../config/parts/existing-part";
import { permissionDocument, trustDocument } from "../../policies/document";
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
export interface ExistingParts {
  readonly queryRole?: ExistingRolePart;
  readonly dataRole?: ExistingRolePart;
  readonly function?: ExistingFunctionPart;
}

/**
 * What a stack says, under `"//".existing`, of the parts that it does not make: Terraform makes nothing of them and asks nobody about
 * them, so whoever reads the stack could not know them otherwise.
 *
 * @returns `undefined` for a link that makes all its parts
 */
export function partsOfOthers(link: Link): ExistingParts | undefined {
  const { queryRole, dataRole } = link;
  const parts: ExistingParts = {
    ...(queryRole.existing === undefined
      ? {}
      : {
          queryRole: rolePart(
            link,
            queryRole,
            queryRole.existing,
            lambdaLocation(link),
            queryRolePolicies(link),
          ),
        }),
    ...(dataRole.existing === undefined
      ? {}
      : {
          dataRole: rolePart(
            link,
            dataRole,
            dataRole.existing,
            redshiftLocation(link),
            dataRolePolicies(link),
          ),
        }),
    ...(link.function.existing === undefined ? {} : { function: functionPart(link) }),
  };
  return Object.keys(parts).length === 0 ? undefined : parts;
}

/** In which accounts a link makes something: in another one it needs no provider. */
export function ownParts({ queryRole, dataRole, function: settings }: Link) {
  const makesInLambdaAccount =
    queryRole.existing === undefined || queryRole.existing.inlinePolicy || settings.existing === undefined;
  return { lambdaAccount: makesInLambdaAccount, redshiftAccount: dataRole.existing === undefined };
}

function rolePart(
  link: Link,
  role: Link["queryRole"],
  { declared, inlinePolicy }: ExistingRole,
  location: Location,
  asked: RolePolicies,
): ExistingRolePart {
  const arns = linkArns(link);
  const askedOfOwner = Object.entries(asked.inlinePolicies).filter(
    ([name]) => !(inlinePolicy && name === HOP_1_POLICY),
  );
  return {
    ...location,
    name: role.name,
    path: role.path,
    arn: role === link.queryRole ? arns.queryRole : arns.dataRole,
    trustPolicy: declared?.trustPolicy ?? trustDocument(asked.trust),
    policies:
      declared?.policies ??
      Object.fromEntries(askedOfOwner.map(([name, statements]) => [name, permissionDocument(statements)])),
    ...(asked.managedPolicyArns.length === 0 ? {} : { managedPolicyArns: asked.managedPolicyArns }),
    textFrom: declared === undefined ? "hand-off" : "declared",
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
