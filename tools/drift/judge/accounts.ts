import type { Plan } from "../../../access/terraform/plan";
import { accountOf } from "../../../aws/arn";
import type { Link } from "../../../config/link";
import type { Account } from "./finding";

type LinkAccounts = Pick<Link, "lambdaAccount" | "redshiftAccount">;

/** Alias of the redshift account's provider, as the link's stack names it. */
const REDSHIFT_ALIAS = "redshift_account";

/** The two accounts of a link. */
export function accountsOf({ lambdaAccount, redshiftAccount }: LinkAccounts): {
  readonly lambda: Account;
  readonly redshift: Account;
} {
  return {
    lambda: { id: lambdaAccount.id, role: "lambda" },
    redshift: { id: redshiftAccount.id, role: "redshift" },
  };
}

/**
 * Tells the account of a resource or provider address, from the provider its configuration names; a resource that
 * is in the state only, from the account in its ARN.
 */
export function accountsByAddress(
  link: LinkAccounts,
  plan: Pick<Plan, "configuration" | "refreshed"> | undefined,
): (address: string) => Account {
  const { lambda, redshift } = accountsOf(link);
  const arns = new Map(plan?.refreshed.map(({ address, values }) => [address, String(values.arn ?? "")]));
  return (address) => {
    const provider = address.startsWith("provider[")
      ? address
      : plan?.configuration.get(address)?.providerKey;
    if (provider !== undefined) return provider.endsWith(`.${REDSHIFT_ALIAS}`) ? redshift : lambda;
    return accountOf(arns.get(address) ?? "") === redshift.id ? redshift : lambda;
  };
}
