import { isJson, type Json } from "../../aws/json";
import { jsonRecord } from "./json-record";

/** An AWS provider that pins one account and region, and the name a block refers to it by. */
interface PinnedProvider {
  readonly reference: string;
  readonly block: Json;
}

/** Any region of a partition: the ARN of a role names none. */
const ANY_REGION: Readonly<Record<string, string>> = {
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
};

/**
 * The provider of a planned resource: from its own ARN, which tells where it really is, else from the plan's
 * configuration. `undefined`: neither says it.
 */
export function providerOf(
  resource: { readonly values: Json; readonly configuration?: Json },
  show: Json,
): PinnedProvider | undefined {
  const { arn } = resource.values;
  const [, partition, , region, accountId] = typeof arn === "string" ? arn.split(":") : [];
  if (partition !== undefined && accountId !== undefined && /^\d{12}$/.test(accountId)) {
    return pinned(
      accountId,
      region === "" || region === undefined ? (ANY_REGION[partition] ?? "us-east-1") : region,
    );
  }
  return configured(resource.configuration?.provider_config_key, show);
}

function configured(providerKey: unknown, show: Json): PinnedProvider | undefined {
  const providers = jsonRecord(
    jsonRecord(show.configuration, "configuration").provider_config,
    "provider_config",
  );
  const provider = providers[String(providerKey)];
  const expressions = isJson(provider) && isJson(provider.expressions) ? provider.expressions : {};
  const [region, ids] = [constant(expressions.region), constant(expressions.allowed_account_ids)];
  const [accountId]: unknown[] = Array.isArray(ids) ? ids : [];
  return typeof region === "string" && typeof accountId === "string" ? pinned(accountId, region) : undefined;
}

function constant(expression: unknown): unknown {
  return isJson(expression) ? expression.constant_value : undefined;
}

function pinned(accountId: string, region: string): PinnedProvider {
  const alias = `account_${accountId}_${region}`;
  return { reference: `aws.${alias}`, block: { alias, region, allowed_account_ids: [accountId] } };
}
