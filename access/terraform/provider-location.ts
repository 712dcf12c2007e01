import { isAccountId } from "../../aws/iam";
import type { Json } from "../../aws/json";
import type { Location } from "../../aws/location";
import { partitionOf } from "../../aws/partition";
import { AccessError } from "../iam/access-error";

/** How a block names a configuration of the AWS provider: `aws`, or `aws.<alias>`. */
export function providerReference(alias: unknown): string {
  return alias === undefined ? "aws" : `aws.${String(alias)}`;
}

/**
 * The location of a block's resource, by the AWS provider it names.
 *
 * @param providers the stack's configurations of the AWS provider
 * @throws AccessError if the provider does not pin one account and one region
 */
export function providerLocation(providers: readonly Json[], block: Json): Location {
  const reference = String(block.provider ?? "aws");
  const provider = providers.find(({ alias }) => reference === providerReference(alias));
  if (provider === undefined) {
    throw new AccessError(
      "unreadable-terraform",
      `provider is ${reference}, expected one of the stack; declare it`,
    );
  }
  const { region } = provider;
  if (typeof region !== "string" || region.includes("${")) {
    throw new AccessError(
      "unreadable-terraform",
      `region of provider ${reference} is ${String(region)}, expected a literal`,
    );
  }
  return { partition: partitionOf(region), accountId: pinnedAccount(provider, reference), region };
}

function pinnedAccount({ allowed_account_ids: ids }: Json, reference: string): string {
  const [id]: unknown[] = Array.isArray(ids) ? ids : [];
  if (!Array.isArray(ids) || ids.length !== 1 || typeof id !== "string" || !isAccountId(id)) {
    throw new AccessError(
      "unreadable-terraform",
      `allowed_account_ids of provider ${reference} is ${JSON.stringify(ids)}, expected one account id of 12 digits; pin the account`,
    );
  }
  return id;
}
