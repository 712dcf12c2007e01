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

/** Fields that name a part whose name cannot change without another taking its place. */
const NAMED = [
  { address: "aws_iam_role.query_role", field: "queryRole.name" },
  { address: "aws_iam_role.data_role", field: "dataRole.name" },
  { address: "aws_lambda_function.query_function", field: "function.name" },
] as const;

/** The states that may be an older one of a link's: those of its two accounts that are nobody else's. */
export function olderStates(link: Link, strays: readonly StrayState[]): readonly OlderState[] {
  const accounts = [link.lambdaAccount.id, link.redshiftAccount.id];
  const names = {
    "queryRole.name": link.queryRole.name,
    "dataRole.name": link.dataRole.name,
    "function.name": link.function.name,
  };
  return strays.flatMap(({ owner, place, linkName, contents, move }) => {
    if (owner !== undefined || contents.kind !== "resources") return [];
    const held = accountsHeld(contents);
    if (held.length === 0 || !held.every((id) => accounts.includes(id))) return [];
    const found = NAMED.flatMap(({ address, field }) => {
      const arn = contents.resources.find((resource) => resource.address === address)?.values.arn;
      return typeof arn === "string" ? [[field, nameIn(arn)] as const] : [];
    });
    return [
      {
        place,
        linkName,
        move: move.replace("<new name>", link.name),
        isOfTheseParts: found.some(([field, name]) => names[field] === name),
        keep: found.filter(([field, name]) => names[field] !== name),
      },
    ];
  });
}

/** Of a role, with or without a path, or of a function. */
function nameIn(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf("/"), arn.lastIndexOf(":")) + 1);
}
