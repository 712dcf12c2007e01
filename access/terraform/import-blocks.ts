import { isJson, type Json } from "../../aws/json";
import { blocks } from "./json-record";

/** What `terraform import` and an `import` block need of a resource. */
interface Importable {
  /** Terraform address; other resources name it by this. */
  readonly address: string;
  readonly type: string;
  /** Its arguments, as written or as planned. */
  readonly block: Json;
}

/** A resource that exists, and the address under which Terraform is to take it over. */
export interface ImportBlock {
  /** Terraform address, for example `aws_iam_role.data_role`. */
  readonly to: string;
  /** How the provider names the resource. */
  readonly id: string;
}

/**
 * The id by which the AWS provider imports a resource of a link.
 *
 * @param resources of the stack, to which its references lead
 * @returns `undefined` for a type that no link takes over, and where the arguments do not say it
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs, section "Import" of each resource
 */
export function importIdOf(
  { type, block }: Pick<Importable, "type" | "block">,
  resources: readonly Importable[],
): string | undefined {
  const nameAt = (value: unknown) => referredName(value, resources);
  // A function, or its alias where the block has one: a plan has an empty text or nothing for none.
  const invoked = () => {
    const { function_name: called, qualifier } = block;
    const isOfFunction = qualifier === undefined || qualifier === null || qualifier === "";
    return isOfFunction ? nameAt(called) : joined(":", nameAt(called), nameAt(qualifier));
  };
  switch (type) {
    case "aws_iam_role":
    case "aws_cloudwatch_log_group":
    case "aws_ssm_parameter":
      return nameAt(block.name);
    case "aws_lambda_function":
      return nameAt(block.function_name);
    case "aws_lambda_alias":
      return joined("/", nameAt(block.function_name), nameAt(block.name));
    case "aws_lambda_function_event_invoke_config":
      return invoked();
    case "aws_lambda_permission":
      return joined("/", invoked(), nameAt(block.statement_id));
    case "aws_lambda_provisioned_concurrency_config":
      return joined(",", nameAt(block.function_name), nameAt(block.qualifier));
    case "aws_cloudwatch_metric_alarm":
      return nameAt(block.alarm_name);
    case "aws_cloudwatch_dashboard":
      return nameAt(block.dashboard_name);
    case "aws_iam_role_policies_exclusive":
    case "aws_iam_role_policy_attachments_exclusive":
      return nameAt(block.role_name);
    case "aws_iam_role_policy":
      return joined(":", nameAt(block.role), nameAt(block.name));
    case "aws_iam_role_policy_attachment":
      return joined("/", nameAt(block.role), nameAt(block.policy_arn));
    default:
      return undefined;
  }
}

/** Whether every block of an `import` section takes over what the resource at its address is anyway, and nothing else. */
export function importsOwnParts(section: unknown, resources: readonly Importable[]): boolean {
  return blocks(section).every(({ to, id, ...others }) => {
    const resource = resources.find(({ address }) => address === to);
    if (resource === undefined || Object.keys(others).length > 0) return false;
    return typeof id === "string" && id === importIdOf(resource, resources);
  });
}

/** The argument that names what other resources of a link refer to. */
const NAMED_BY: Readonly<Record<string, string>> = {
  aws_iam_role: "name",
  aws_lambda_function: "function_name",
  aws_lambda_alias: "name",
};

/** A literal, or the name of the role, function or alias to which `${aws_iam_role.data_role.name}` leads. */
function referredName(value: unknown, resources: readonly Importable[]): string | undefined {
  if (typeof value !== "string") return undefined;
  const [, address, type = "", attribute] = /^\$\{((aws_\w+)\.[\w-]+)\.(\w+)\}$/.exec(value) ?? [];
  // The id of a role is its name.
  const argument = type === "aws_iam_role" && attribute === "id" ? "name" : attribute;
  const block = resources.find((part) => part.address === address)?.block;
  const name = argument === undefined || NAMED_BY[type] !== argument ? value : block?.[argument];
  return typeof name === "string" && !/[$%]\{/.test(name) ? name : undefined;
}

function joined(separator: string, ...parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join(separator);
}

/** Whether a planned change takes over the very resource that it leads to, and makes nothing again. */
export function isOwnImport(type: string, { actions, after, importing }: Json): boolean {
  const isKept = Array.isArray(actions) && ["no-op", "update"].includes(actions.join(","));
  if (!isKept || !isJson(after) || !isJson(importing)) return false;
  const { id, ...others } = importing;
  return (
    Object.keys(others).length === 0 && id !== undefined && id === importIdOf({ type, block: after }, [])
  );
}
