import { functionLogGroup } from "../../aws/lambda";
import type { ExistingFunctionPart, ExistingRolePart } from "../parts/existing-parts-of";

/** Terraform in HCL, for a configuration that has its own provider. What stands there already is brought in line with it. */

/** A role with its policies. @param name of the resources, letters, digits and underscores */
export function roleTerraform(name: string, role: Omit<ExistingRolePart, "textFrom">): string {
  const policies = Object.entries(role.policies).map(([policyName, document]) =>
    block("aws_iam_role_policy", `${name}_${identifier(policyName)}`, [
      ["name", quoted(policyName)],
      ["role", `aws_iam_role.${name}.name`],
      ["policy", heredoc(document)],
    ]),
  );
  const attachments = (role.managedPolicyArns ?? []).map((arn) =>
    block("aws_iam_role_policy_attachment", `${name}_${identifier(arn.slice(arn.lastIndexOf("/") + 1))}`, [
      ["role", `aws_iam_role.${name}.name`],
      ["policy_arn", quoted(arn)],
    ]),
  );
  return [
    block("aws_iam_role", name, [
      ["name", quoted(role.name)],
      ["path", quoted(role.path)],
      ["assume_role_policy", heredoc(role.trustPolicy)],
    ]),
    ...policies,
    ...attachments,
  ].join("\n");
}

/** A function with its log group, which the query role may write to and not make. Its code is its owner's. */
export function functionTerraform(name: string, part: ExistingFunctionPart): string {
  const variables = Object.entries(part.environment);
  const width = Math.max(...variables.map(([variable]) => variable.length));
  return [
    block("aws_cloudwatch_log_group", name, [["name", quoted(functionLogGroup(part.name))]]),
    `resource "aws_lambda_function" "${name}" {
  function_name = ${quoted(part.name)}
  role          = ${quoted(part.roleArn)}
  depends_on    = [aws_cloudwatch_log_group.${name}]

  # Your code: its archive, what Lambda calls in it, and its runtime.
  filename = "function.zip"
  handler  = "handler.handler"
  runtime  = "nodejs22.x"

  environment {
    variables = {
${variables.map(([variable, value]) => `      ${variable.padEnd(width)} = ${quoted(value)}`).join("\n")}
    }
  }
}
`,
  ].join("\n");
}

/** Equals signs stand as `terraform fmt` puts them; texts of several lines are aligned with nothing. */
function block(type: string, name: string, args: readonly (readonly [string, string])[]): string {
  const width = Math.max(...args.map(([argument]) => argument.length));
  const lines = args.map(([argument, value]) => `  ${argument.padEnd(width)} = ${value}`);
  return `resource "${type}" "${name}" {\n${lines.join("\n")}\n}\n`;
}

function quoted(text: string): string {
  return literal(JSON.stringify(text));
}

function heredoc(document: object): string {
  return `<<-JSON\n${indented(literal(JSON.stringify(document, null, 2)), "    ")}\n  JSON`;
}

/** Terraform would expand `${…}` and `%{…}`. */
function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, "$&$&");
}

function indented(text: string, indent: string): string {
  return text.replace(/^/gm, indent);
}

function identifier(name: string): string {
  return name.replace(/\W/g, "_");
}
