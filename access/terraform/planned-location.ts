import { parseArn } from "../../aws/arn";
import { isAccountId } from "../../aws/iam";
import type { Json } from "../../aws/json";
import { globalServiceRegion } from "../../aws/partition";
import type { Plan } from "./plan";
import type { StateResource } from "./plan-json";
import { providerReference } from "./provider-location";

/** A configuration of the AWS provider that pins one account and region, and the name a block refers to it by. */
interface PinnedProvider {
  readonly reference: string;
  readonly block: Json;
}

/**
 * The provider of a planned resource: from its own ARN, which tells where it really is, else from the plan's
 * configuration. `undefined`: neither says it.
 */
export function providerOf(
  { address, values }: StateResource,
  { configuration, providers }: Pick<Plan, "configuration" | "providers">,
): PinnedProvider | undefined {
  const arn = typeof values.arn === "string" ? parseArn(values.arn) : undefined;
  if (arn !== undefined && isAccountId(arn.accountId)) {
    // The ARN of a role names no region: any one of its partition will do.
    return pinned(arn.accountId, arn.region === "" ? globalServiceRegion(arn.partition) : arn.region);
  }
  const { accountId, region } = providers.get(configuration.get(address)?.providerKey ?? "") ?? {};
  return accountId === undefined || region === undefined ? undefined : pinned(accountId, region);
}

function pinned(accountId: string, region: string): PinnedProvider {
  const alias = `account_${accountId}_${region}`;
  return {
    reference: providerReference(alias),
    block: { alias, region, allowed_account_ids: [accountId] },
  };
}
