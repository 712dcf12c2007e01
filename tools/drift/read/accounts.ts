import type { PlanJson } from "../../../access/terraform/plan-json";
import type { Link } from "../../../config/link";
import type { Account } from "../judge/finding";

type LinkAccounts = Pick<Link, "lambdaAccount" | "redshiftAccount">;

/** Alias of the redshift account's provider, as the link's stack names it. */
const REDSHIFT_ALIAS = "redshift_account";

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
  plan: PlanJson | undefined,
): (address: string) => Account {
  const { lambda, redshift } = accountsOf(link);
  const providers = new Map(
    (plan?.configuration?.root_module?.resources ?? []).map((resource) => [
      resource.address,
      resource.provider_config_key,
    ]),
  );
  const arns = new Map(
    (plan?.prior_state?.values?.root_module?.resources ?? []).map(({ address, values }) => [
      address,
      String(values.arn ?? ""),
    ]),
  );
  return (address) => {
    const provider = address.startsWith("provider[") ? address : providers.get(address);
    if (provider !== undefined) return provider.endsWith(`.${REDSHIFT_ALIAS}`) ? redshift : lambda;
    return arns.get(address)?.split(":")[4] === redshift.id ? redshift : lambda;
  };
}
