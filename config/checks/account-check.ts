import { partitionOf } from "../../aws/partition";
import type { LinkDraft } from "../link-draft";
import { type LinkProblem, shownValue } from "../problem";
import { isLeftToOthers } from "./existing-parts-check";

/** Both accounts together: different unless declared the same, one partition, one way in each. */
export function checkAccounts(link: LinkDraft): LinkProblem[] {
  return [
    ...checkSameness(link),
    ...checkPartitions(link),
    ...checkWayIn(link, "lambdaAccount"),
    ...checkWayIn(link, "redshiftAccount"),
    ...checkReach(link),
  ];
}

/** Credentials are of one account: two accounts need two ways in, or a role in one of them. One of which the link makes nothing needs none. */
function checkReach(link: LinkDraft): LinkProblem[] {
  const { lambdaAccount, redshiftAccount } = link;
  if (isLeftToOthers(link, "lambdaAccount") || isLeftToOthers(link, "redshiftAccount")) return [];
  if (lambdaAccount?.id === undefined || redshiftAccount?.id === undefined) return [];
  if (lambdaAccount.id === redshiftAccount.id) return [];
  if ("deployRoleArn" in lambdaAccount || "deployRoleArn" in redshiftAccount) return [];
  const [one, other] = [lambdaAccount, redshiftAccount].map((account) =>
    "profile" in account ? { profile: account.profile } : {},
  );
  if (one?.profile !== other?.profile) return [];
  if (
    [lambdaAccount, redshiftAccount].some((account) => "profile" in account && account.profile === undefined)
  )
    return [];
  const found =
    one?.profile === undefined
      ? `has neither deployRoleArn nor profile, and lambdaAccount has neither: the caller's own credentials are of one account, not of ${shownValue(lambdaAccount.id)} and ${shownValue(redshiftAccount.id)}`
      : `is reached with profile ${shownValue(one.profile)}, and lambdaAccount too: its credentials are of one account, not of ${shownValue(lambdaAccount.id)} and ${shownValue(redshiftAccount.id)}`;
  const message = `${found}, expected another way into each account; set deployRoleArn or profile for one that it does not reach`;
  return [{ path: ["redshiftAccount"], message }];
}

function checkSameness({ lambdaAccount, redshiftAccount, sameAccount }: LinkDraft): LinkProblem[] {
  const [lambdaId, redshiftId] = [lambdaAccount?.id, redshiftAccount?.id];
  if (lambdaId === undefined || redshiftId === undefined) return [];
  if (lambdaId === redshiftId && sameAccount !== true) {
    const message =
      `is ${shownValue(redshiftId)}, which is lambdaAccount.id too, expected another account; ` +
      "correct one of the two, or set sameAccount: true if both roles belong in one account";
    return [{ path: ["redshiftAccount", "id"], message }];
  }
  if (lambdaId !== redshiftId && sameAccount === true) {
    const message =
      `is true with the accounts ${shownValue(lambdaId)} and ${shownValue(redshiftId)}, expected false for two accounts; ` +
      "remove it or correct an id";
    return [{ path: ["sameAccount"], message }];
  }
  return [];
}

function checkPartitions({ lambdaAccount, redshiftAccount }: LinkDraft): LinkProblem[] {
  const [lambdaRegion, redshiftRegion] = [lambdaAccount?.region, redshiftAccount?.region];
  if (lambdaRegion === undefined || redshiftRegion === undefined) return [];
  const [expected, found] = [partitionOf(lambdaRegion), partitionOf(redshiftRegion)];
  if (expected === found) return [];
  const message =
    `is ${shownValue(redshiftRegion)} in partition ${found}, expected a region of partition ${expected} ` +
    `like lambdaAccount.region ${shownValue(lambdaRegion)}; no role can be assumed across partitions`;
  return [{ path: ["redshiftAccount", "region"], message }];
}

function checkWayIn(link: LinkDraft, account: "lambdaAccount" | "redshiftAccount"): LinkProblem[] {
  const given = link[account];
  if (given === undefined || !("profile" in given && "deployRoleArn" in given)) return [];
  const found = given.profile === undefined ? "set" : shownValue(given.profile);
  const message = `is ${found} beside deployRoleArn, expected only one of the two; remove one`;
  return [{ path: [account, "profile"], message }];
}
