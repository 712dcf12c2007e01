import type { Json } from "../../../aws/json";
import type { Link } from "../../../config/link";
import { accountsHeld } from "../../../states/unowned-states";
import type { StrayState } from "../../lib/states/stray-states";

/** A state that no link owns and that may be a link's own, from before it was renamed. */
export interface OlderState {
  /** As a reader finds it: the name of a file beside the project, or `s3://<bucket>/<key>`. */
  readonly place: string;
  /** The name that the link had. */
  readonly linkName: string;
  /** What makes it this link's state. */
  readonly move: string;
  /** Whether it holds resources of exactly the link's names: a second state may not take them over. */
  readonly isOfTheseParts: boolean;
  /** Names of the link file's fields that keep what the state holds: `queryRole.name` → `old-query`. */
  readonly keep: readonly (readonly [field: string, name: string])[];
}

/** A field that names a part whose name cannot change without another taking its place. */
interface NamingField {
  readonly field: string;
  /** Whose ARN or name in a state says what the field was. */
  readonly address: string;
  /** Absent: the link has no such part. */
  readonly nameOf: (link: Link) => string | undefined;
  readonly nameIn: (values: Json) => string | undefined;
}

const NAMED: readonly NamingField[] = [
  named("queryRole.name", "aws_iam_role.query_role", (link) => link.queryRole.name),
  named("dataRole.name", "aws_iam_role.data_role", (link) => link.dataRole.name),
  named("copyRole.name", "aws_iam_role.copy_role", ({ dataTransfer }) => dataTransfer?.copyRole.name),
  named("bucketRole.name", "aws_iam_role.bucket_role", ({ dataTransfer }) => dataTransfer?.bucketRole.name),
  named("function.name", "aws_lambda_function.query_function", (link) => link.function.name),
  {
    field: "ssmOutputs.path",
    address: "aws_ssm_parameter.data_role_arn",
    nameOf: ({ ssmOutputs }) => ssmOutputs?.path,
    nameIn: ({ name }) => (typeof name === "string" ? name.slice(0, name.lastIndexOf("/")) : undefined),
  },
];

/** The states that may be an older one of a link's: those of its two accounts that are nobody else's. */
export function olderStates(link: Link, strays: readonly StrayState[]): readonly OlderState[] {
  const accounts = [link.lambdaAccount.id, link.redshiftAccount.id];
  return strays.flatMap(({ owner, place, linkName, contents, move }) => {
    if (owner !== undefined || contents.kind !== "resources") return [];
    const held = accountsHeld(contents);
    if (held.length === 0 || !held.every((id) => accounts.includes(id))) return [];
    const found = NAMED.flatMap(({ address, field, nameOf, nameIn }) => {
      const held = contents.resources.find((resource) => resource.address === address);
      const [was, is] = [held && nameIn(held.values), nameOf(link)];
      return was === undefined || is === undefined ? [] : [{ field, was, isKept: was === is }];
    });
    return [
      {
        place,
        linkName,
        move: move.replace("<new name>", link.name),
        isOfTheseParts: found.some(({ isKept }) => isKept),
        keep: found.filter(({ isKept }) => !isKept).map(({ field, was }) => [field, was] as const),
      },
    ];
  });
}

/** A part whose name ends its ARN: a role, with or without a path, or a function. */
function named(field: string, address: string, nameOf: NamingField["nameOf"]): NamingField {
  const nameIn = ({ arn }: Json) =>
    typeof arn === "string" ? arn.slice(Math.max(arn.lastIndexOf("/"), arn.lastIndexOf(":")) + 1) : undefined;
  return { field, address, nameOf, nameIn };
}
