import { type Json, presentMembers } from "../../aws/json";
import { blocks } from "./json-record";
import type { TerraformStack } from "./terraform-stack";

/** What a function is configured to beside running its code: what Lambda does with its role, and for whom. */
export interface RoleUses {
  /** Lambda traces its invocations. */
  readonly sendsTraces?: true;
  /** Lambda connects it to a VPC. */
  readonly isInVpc?: true;
  /** Where Lambda sends events that failed, and what is told of them: ARNs. Absent: nowhere. */
  readonly failureTargets?: readonly string[];
  /** Versions of layers whose content runs beside its code: ARNs, in their order. Absent: none. */
  readonly layers?: readonly string[];
  /** Under which it is invoked. Absent: none, it is invoked itself. */
  readonly alias?: SynthesizedAlias;
  /** Statements of its resource policy, or of its alias's. Absent: none. */
  readonly invokers?: readonly SynthesizedInvoker[];
}

/** A name for a published version of a function. */
interface SynthesizedAlias {
  /** Terraform address. */
  readonly address: string;
  readonly name: string;
}

/** Who may invoke a function by its resource policy. */
interface SynthesizedInvoker {
  /** Terraform address. */
  readonly address: string;
  readonly statementId: string;
  /** Account, ARN or service. */
  readonly principal: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
}

/** What a function is configured to do with its role, beside running its code. */
export function functionDemands({ resources }: TerraformStack, address: string, block: Json): RoleUses {
  const configs = resources.filter(
    ({ type, block: config }) =>
      type === "aws_lambda_function_event_invoke_config" &&
      [block.function_name, `\${${address}.function_name}`].includes(config.function_name),
  );
  const targets = [
    ...configs
      .flatMap(({ block: config }) => blocks(config.destination_config))
      .flatMap((destinations) => blocks(destinations.on_failure))
      .map(({ destination }) => destination),
    ...blocks(block.dead_letter_config).map(({ target_arn: target }) => target),
  ].filter((target) => typeof target === "string" && target !== "");
  return {
    ...(blocks(block.tracing_config).some(({ mode }) => mode === "Active") ? { sendsTraces: true } : {}),
    // A plan writes a function without one with empty lists, after a refresh.
    ...(blocks(block.vpc_config).some(({ subnet_ids: ids }) => Array.isArray(ids) && ids.length > 0)
      ? { isInVpc: true }
      : {}),
    ...releaseOf(resources, block, address),
    ...invokersOf(resources, block, address),
    ...(targets.length === 0 ? {} : { failureTargets: targets.map(String) }),
  };
}

/** What is put beside the function's code, and under which name it is invoked. */
function releaseOf(
  resources: TerraformStack["resources"],
  { function_name: name, layers: written }: Json,
  address: string,
): Pick<RoleUses, "layers" | "alias"> {
  const layers = Array.isArray(written) ? written.map(String) : [];
  const [alias] = resources.filter(
    ({ type, block }) =>
      type === "aws_lambda_alias" && [name, `\${${address}.function_name}`].includes(block.function_name),
  );
  return {
    ...(layers.length === 0 ? {} : { layers }),
    ...(alias === undefined ? {} : { alias: { address: alias.address, name: String(alias.block.name) } }),
  };
}

function invokersOf(
  resources: TerraformStack["resources"],
  { function_name: name }: Json,
  address: string,
): Pick<RoleUses, "invokers"> {
  const invokers = resources
    .filter(
      ({ type, block }) =>
        type === "aws_lambda_permission" &&
        [name, `\${${address}.function_name}`].includes(block.function_name),
    )
    .map(({ address: at, block }) => ({
      address: at,
      statementId: String(block.statement_id),
      principal: String(block.principal),
      ...presentMembers({ sourceArn: textOf(block.source_arn), sourceAccount: textOf(block.source_account) }),
    }));
  return invokers.length === 0 ? {} : { invokers };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
