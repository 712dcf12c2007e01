import { isJson, type Json } from "../../../aws/json";

const NAME = "${aws_lambda_alias.query_function.name}";

/** Versions of layers of the lambda account, each layer once. */
export function areOwnLayers(value: unknown): boolean {
  const own = /^arn:aws:lambda:ap-northeast-1:111111111111:layer:[\w-]{1,140}:[1-9]\d*$/;
  if (!Array.isArray(value) || value.length > 5) return false;
  const layers = value.map((arn) => String(arn).replace(/:\d+$/, ""));
  return (
    value.every((arn) => typeof arn === "string" && own.test(arn)) && new Set(layers).size === layers.length
  );
}

/** What keeps instances of the link's alias ready: a whole resource, which a link may leave out. */
export function isProvisioned(value: unknown): boolean {
  if (!isJson(value)) return false;
  const { "//": _, provisioned_concurrent_executions: count, ...others } = value;
  return (
    Number.isInteger(count) &&
    Number(count) >= 1 &&
    Number(count) <= 100_000 &&
    Object.keys(others).sort().join() === "function_name,lifecycle,provider" &&
    ["analytics-query", "${aws_lambda_function.query_function.function_name}"].includes(
      String(others.function_name),
    ) &&
    others.provider === "aws.lambda_account" &&
    JSON.stringify(others.lifecycle) === '[{"replace_triggered_by":["aws_iam_role.query_role.unique_id"]}]'
  );
}

/** The stack without the qualifiers that name its alias, and with a word for each that is missing. */
export function withoutQualifiers(stack: Json): Json {
  const copy = structuredClone(stack);
  const resource = isJson(copy.resource) ? copy.resource : {};
  const named = (type: string) => Object.values(isJson(resource[type]) ? resource[type] : {}).filter(isJson);
  const [alias] = named("aws_lambda_alias");
  const qualified = [
    "aws_lambda_permission",
    "aws_lambda_function_event_invoke_config",
    "aws_lambda_provisioned_concurrency_config",
  ].flatMap(named) as Record<string, unknown>[];
  for (const part of qualified) {
    if (alias !== undefined && (part.qualifier === NAME || part.qualifier === alias.name))
      delete part.qualifier;
    else if (alias !== undefined) part.qualifier ??= "(missing)";
  }
  return copy;
}
