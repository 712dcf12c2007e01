import { isJson, type Json } from "../../../aws/json";

const isLike = (pattern: RegExp) => (value: unknown) => typeof value === "string" && pattern.test(value);

/** A statement for a role or the whole of the lambda account, or for a service and a source of that account. */
export function isInvoker(value: unknown, _: Json, address: string): boolean {
  if (!isJson(value)) return false;
  const { principal, source_arn: source, source_account: owner, ...others } = value;
  const own = "arn:aws:[a-z0-9-]+:[a-z0-9-]*:111111111111:[^*?$\\s][^?$\\s]*";
  const isOwner =
    source === undefined
      ? isLike(/^(?:111111111111|arn:aws:iam::111111111111:(?:root|role\/[\w+=,.@/-]+))$/)(principal)
      : isLike(/^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/)(principal) &&
        (isLike(new RegExp(`^${own}$`))(source) ||
          (owner === "111111111111" && isLike(/^arn:aws:[a-z0-9-]+:[a-z0-9-]*::[^*?$\s][^?$\s]*$/)(source)));
  const { "//": __, ...said } = others;
  return (
    isOwner &&
    (owner === undefined || isLike(/^\d{12}$/)(owner)) &&
    `query_function_${String(said.statement_id).replaceAll("-", "_")}` === address &&
    Object.keys(said).sort().join() === "action,function_name,lifecycle,provider,statement_id" &&
    said.action === "lambda:InvokeFunction" &&
    said.provider === "aws.lambda_account" &&
    ["analytics-query", "${aws_lambda_function.query_function.function_name}"].includes(
      String(said.function_name),
    ) &&
    JSON.stringify(said.lifecycle) === '[{"replace_triggered_by":["aws_iam_role.query_role.unique_id"]}]'
  );
}
