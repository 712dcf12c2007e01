import { parseArn } from "../aws/arn";
import type { Link, LinkAccount } from "../config/link";
import { linkCommand } from "./link-command";

/** What of a link says which accounts its resources are in. */
type LinkAccounts = Pick<Link, "partition" | "lambdaAccount" | "redshiftAccount">;

/** A resource of a state, with what says where it is. */
export interface PlacedResource {
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Alias of the provider's configuration. Absent: not known, or none. */
  readonly providerAlias?: string;
}

/** Aliases of a link's two providers; addresses and states depend on them. */
const ACCOUNT_OF_ALIAS: ReadonlyMap<string, "lambdaAccount" | "redshiftAccount"> = new Map([
  ["lambda_account", "lambdaAccount"],
  ["redshift_account", "redshiftAccount"],
]);

const ROLE_OF_ACCOUNT = { lambdaAccount: "lambda", redshiftAccount: "redshift" } as const;

/**
 * Which resources of a state are in other accounts than the link's, one phrase each, for example
 * `aws_iam_role.data_role in account 333333333333, not in redshift account 222222222222`. Empty: none, also where nothing says
 * which account it is. Terraform would look for them in the link's accounts, find nothing, and make them again: what is in the
 * other account stays, and the link of that account is led elsewhere.
 */
export function foreignResources(
  link: LinkAccounts,
  resources: readonly PlacedResource[],
): readonly string[] {
  return resources.flatMap(({ address, values, providerAlias }) => {
    const arn = parseArn(typeof values.arn === "string" ? values.arn : "");
    if (arn === undefined || arn.accountId === "") return [];
    const account = ACCOUNT_OF_ALIAS.get(providerAlias ?? "");
    const expected = account === undefined ? [link.lambdaAccount, link.redshiftAccount] : [link[account]];
    if (arn.partition === link.partition && expected.some(({ id }) => id === arn.accountId)) return [];
    const role = account === undefined ? undefined : ROLE_OF_ACCOUNT[account];
    return [`${address} in account ${shownAccount(arn)}, not in ${expectedText(link, expected, role)}`];
  });

  function shownAccount({ partition, accountId }: { partition: string; accountId: string }): string {
    return partition === link.partition ? accountId : `${accountId} of partition ${partition}`;
  }
}

function expectedText(
  { partition }: LinkAccounts,
  accounts: readonly LinkAccount[],
  role: "lambda" | "redshift" | undefined,
): string {
  const ids = accounts.map(({ id }) => id).join(" or ");
  return `${role === undefined ? "" : `${role} `}account ${ids}${partition === "aws" ? "" : ` of partition ${partition}`}`;
}

/** What keeps the states of two links apart, by backend. */
const APART: Readonly<Record<Link["backend"]["type"], string>> = {
  local: "another name, or run it in another checkout or with another backend",
  s3: "another name, backend.key or bucket",
  remote: "another name, backend.workspace or organization",
  gcs: "another name, backend.prefix or bucket",
  azurerm: "another name, backend.key or container",
  http: "another backend.address",
};

/** What to do about a state of other accounts. */
export function foreignStateAdvice(link: Pick<Link, "name" | "environment" | "backend">): string {
  return (
    `each environment needs a state of its own: give this link ${APART[link.backend.type]}. ` +
    `Only if the link itself moves to other accounts: ${linkCommand("destroy", link)} with the old ones first`
  );
}
