import { parseIamArn } from "../../aws/iam";
import { partitionOf } from "../../aws/partition";
import type { LinkDraft } from "../link-draft";
import { type Path, shownValue } from "../problem";
import type { IndexedLinkProblem, ShowPlace } from "./collision-check";

/** A place of the file that says in which partition an account is. */
interface AccountPlace {
  readonly linkIndex: number;
  readonly path: Path;
  readonly accountId: string;
  readonly partition: string;
  /** The region or ARN that says it. */
  readonly value: string;
}

/**
 * An account id stands for one account, and an account is in one partition: two partitions are a slip in an id or in a region.
 * The later place is reported.
 */
export function checkPartitionsOfAccounts(
  links: readonly (LinkDraft | undefined)[],
  showPlace: ShowPlace,
): IndexedLinkProblem[] {
  const first = new Map<string, AccountPlace>();
  return links.flatMap((link, linkIndex) =>
    (link === undefined ? [] : placesOf(link, linkIndex)).flatMap((place) => {
      const known = first.get(place.accountId) ?? place;
      first.set(place.accountId, known);
      return known.partition === place.partition
        ? []
        : [problem(place, known, showPlace(known.linkIndex, known.path))];
    }),
  );
}

function problem(
  { linkIndex, path, accountId, partition, value }: AccountPlace,
  known: AccountPlace,
  place: string,
) {
  const message =
    `is ${shownValue(value)}, which puts account ${accountId} into partition ${partition}, expected partition ${known.partition} ` +
    `as by ${place} ${shownValue(known.value)}; an account is in one partition, so correct the account's id or one of the two`;
  return { linkIndex, path, message };
}

function placesOf({ lambdaAccount, redshiftAccount, backend }: LinkDraft, linkIndex: number): AccountPlace[] {
  const ofAccount = (name: string, account: LinkDraft["lambdaAccount"]) => {
    const { id: accountId, region: value } = account ?? {};
    if (accountId === undefined || value === undefined) return [];
    return [{ linkIndex, path: [name, "region"], accountId, partition: partitionOf(value), value }];
  };
  const lambda = ofAccount("lambdaAccount", lambdaAccount);
  const redshift = ofAccount("redshiftAccount", redshiftAccount);
  // Regions of two partitions in one link are refused as such.
  const isOfOne =
    lambda.length === 0 || redshift.every(({ partition }) => partition === lambda[0]?.partition);
  return [...lambda, ...(isOfOne ? redshift : []), ...stateAccount(backend, linkIndex)];
}

/** Of the role that reads and writes the state: its ARN alone says which account it is in. */
function stateAccount(backend: LinkDraft["backend"], linkIndex: number): AccountPlace[] {
  if (backend?.type !== "s3" || backend.roleArn === undefined) return [];
  const { roleArn: value, region } = backend;
  const { accountId, partition } = parseIamArn(value) ?? {};
  if (accountId === undefined || partition === undefined) return [];
  // An ARN of another partition than its bucket's is refused as such.
  if (region !== undefined && partitionOf(region) !== partition) return [];
  return [{ linkIndex, path: ["backend", "roleArn"], accountId, partition, value }];
}
