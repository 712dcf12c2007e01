import { parseArn, regionalArn } from "../../../aws/arn";
import type { Json } from "../../../aws/json";
import { alarmArn, dashboardArn } from "../../../aws/monitoring/cloudwatch";
import { parameterArn, parameterStoreService } from "../../../aws/ssm";
import { locationOf, type SignedRequest } from "../../authentication/signed-request";
import { jsonInputOrEmpty } from "../../protocol/json-body";
import { queryParameters } from "../../protocol/protocol";
import type { StoredParameters } from "../stored-parameters";
import type { Requirement } from "./requirement";
import { resourceTypesOf } from "./resource-types";
import { tagContext, tagKeysContext } from "./tag-context";

/** Every resource that a request names, with what it says of tags. */
interface Named {
  readonly arns: readonly string[];
  /** Tags that the request sets: key → value. */
  readonly tags: Readonly<Record<string, string>>;
  /** Keys of tags that it takes away. */
  readonly tagKeys: readonly string[];
}

/**
 * What a CloudWatch request of the query protocol needs, on each alarm and dashboard that it names. The emulator does not read the binary
 * protocol that newer SDKs speak (CBOR), so that of them only administrators may send one.
 */
export async function cloudwatchRequirements(
  request: SignedRequest,
  operation: string | undefined,
): Promise<readonly Requirement[]> {
  if (operation === undefined) return [{ action: "cloudwatch:*" }];
  const parameters = queryParameters(request);
  const at = locationOf(request);
  const all = (name: string) =>
    [...parameters]
      .filter(([key]) => new RegExp(`^${name}(?:\\.member\\.\\d+)?$`).test(key))
      .map(([, value]) => value);
  const keys = all("Tags\\.member\\.\\d+\\.Key");
  const values = all("Tags\\.member\\.\\d+\\.Value");
  const alarms = [...all("AlarmName"), ...all("AlarmNames")];
  const named: Named = {
    arns: [
      // A list of all of them is decided on all of them.
      ...(operation === "DescribeAlarms" && alarms.length === 0 ? ["*"] : alarms).map((name) =>
        alarmArn(at, name),
      ),
      ...[...all("DashboardName"), ...all("DashboardNames")].map((name) => dashboardArn(at, name)),
      ...all("ResourceARN"),
    ],
    tags: Object.fromEntries(keys.map((key, index) => [key, values[index] ?? ""])),
    tagKeys: all("TagKeys"),
  };
  return requirementsOf("cloudwatch", operation, named, { creates: "PutMetricAlarm", tags: "TagResource" });
}

/**
 * What a request to Parameter Store needs, on each parameter that it names, and on the key of those that are encrypted.
 *
 * @param keyOf the key that a stored parameter names
 */
export async function parameterRequirements(
  request: SignedRequest,
  operation: string | undefined,
  keyOf: StoredParameters["keyOf"],
): Promise<readonly Requirement[]> {
  if (operation === undefined) return [{ action: "ssm:*" }];
  const input = jsonInputOrEmpty(request);
  const { Name, Names, ResourceId, Tags, TagKeys } = input;
  const at = locationOf(request);
  const tags = (Array.isArray(Tags) ? Tags : []).map(
    ({ Key, Value }) => [String(Key), String(Value)] as const,
  );
  const named: Named = {
    arns: [Name, Names, ResourceId]
      .flat()
      .filter((name) => typeof name === "string")
      .map((name) => (name.startsWith("arn:") ? name : parameterArn(at, name))),
    tags: Object.fromEntries(tags),
    tagKeys: Array.isArray(TagKeys) ? TagKeys.map(String) : [],
  };
  return [
    ...(await requirementsOf("ssm", operation, named, {
      creates: "PutParameter",
      tags: "AddTagsToResource",
    })),
    ...(await keyRequirements(request, operation, input, keyOf)),
  ];
}

/**
 * Parameter Store uses a key for the caller ("How AWS Systems Manager Parameter Store uses AWS KMS", AWS KMS developer guide). The key
 * that AWS keeps for it lets everybody of the account.
 */
async function keyRequirements(
  request: SignedRequest,
  operation: string,
  { Name, Names, Type, KeyId, WithDecryption }: Json,
  keyOf: StoredParameters["keyOf"],
): Promise<readonly Requirement[]> {
  const isPut = operation === "PutParameter" && Type === "SecureString";
  if (!isPut && WithDecryption !== true) return [];
  const at = locationOf(request);
  const names = [Name, Names].flat().filter((name) => typeof name === "string");
  const needed = names.map(async (name) => {
    const key = isPut ? KeyId : await keyOf(at, name);
    if (typeof key !== "string" || key.endsWith("alias/aws/ssm")) return [];
    const resource = parseArn(key) === undefined ? regionalArn(at, "kms", `key/${key}`) : key;
    const context = { "kms:ViaService": parameterStoreService(at) };
    return [{ action: isPut ? "kms:Encrypt" : "kms:Decrypt", resource, context }];
  });
  return (await Promise.all(needed)).flat();
}

/** @param tagging the operation that may set tags as it creates, and the action that this needs beside its own */
async function requirementsOf(
  prefix: string,
  operation: string,
  { arns, tags, tagKeys }: Named,
  tagging: { readonly creates: string; readonly tags: string },
): Promise<readonly Requirement[]> {
  const action = `${prefix}:${operation}`;
  const types = (await resourceTypesOf(prefix, operation)) ?? ["unknown"];
  const context = { ...tagContext(tags), ...tagKeysContext(tagKeys) };
  if (types.length === 0) return [{ action, resource: "*", context }];
  if (arns.length === 0) return [{ action, context }];
  const isTagged = operation === tagging.creates && Object.keys(tags).length > 0;
  return arns.flatMap((resource) => [
    { action, resource, context },
    ...(isTagged ? [{ action: `${prefix}:${tagging.tags}`, resource, context }] : []),
  ]);
}
