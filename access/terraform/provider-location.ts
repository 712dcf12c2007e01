import type { Json } from "../../aws/json";
import type { Location } from "../../aws/location";
import { partitionOf } from "../../aws/partition";
import { AccessError } from "../iam/access-error";
import { blocks, jsonRecord } from "./json-record";

/**
 * Finds the location of a resource block by the AWS provider it names.
 *
 * @throws AccessError (when asked) if the provider does not pin one account and one region
 */
export function providerLocations(stack: Json): (block: Json) => Location {
  const providers = blocks(jsonRecord(stack.provider, "provider").aws);
  return (block) => {
    const reference = block.provider ?? "aws";
    const provider = providers.find(
      ({ alias }) => reference === (alias === undefined ? "aws" : `aws.${alias}`),
    );
    if (provider === undefined) {
      throw new AccessError(
        "unreadable-terraform",
        `provider is ${String(reference)}, expected one of the stack; declare it`,
      );
    }
    const { region } = provider;
    if (typeof region !== "string" || region.includes("${")) {
      throw new AccessError(
        "unreadable-terraform",
        `region of provider ${String(reference)} is ${String(region)}, expected a literal`,
      );
    }
    return { partition: partitionOf(region), accountId: accountOf(provider, String(reference)), region };
  };
}

function accountOf({ allowed_account_ids: ids }: Json, reference: string): string {
  const [id]: unknown[] = Array.isArray(ids) ? ids : [];
  if (!Array.isArray(ids) || ids.length !== 1 || typeof id !== "string" || !/^\d{12}$/.test(id)) {
    throw new AccessError(
      "unreadable-terraform",
      `allowed_account_ids of provider ${reference} is ${JSON.stringify(ids)}, expected one account id of 12 digits; pin the account`,
    );
  }
  return id;
}
