import { type ImportBlock, importIdOf } from "../../../access/terraform/import-blocks";
import type { TerraformBlock, TerraformStack } from "../../../access/terraform/terraform-stack";
import type { LiveParts } from "../read/live-parts";
import { isNamedType } from "../read/named-parts";

/**
 * An `import` block for each resource of a stack that exists under its name. Terraform passes over those that are in its state.
 *
 * @throws what AWS refuses with
 */
export async function existingImports(
  { resources }: Pick<TerraformStack, "resources">,
  live: LiveParts,
): Promise<readonly ImportBlock[]> {
  const found = await Promise.all(
    resources.map(async (resource): Promise<readonly ImportBlock[]> => {
      const id = importIdOf(resource, resources);
      if (id === undefined || !(await exists(resource, id, live))) return [];
      return [{ to: resource.address, id }];
    }),
  );
  return found.flat();
}

async function exists({ type, block }: TerraformBlock, id: string, live: LiveParts): Promise<boolean> {
  // The name of a role or a function has none of the two signs that part it from the rest of an id.
  const [name = "", ...rest] = id.split(/[:/]/);
  const role = () =>
    live.role(block.provider === "aws.redshift_account" ? "redshift account" : "lambda account", name);
  switch (type) {
    case "aws_iam_role":
    case "aws_iam_role_policies_exclusive":
    case "aws_iam_role_policy_attachments_exclusive":
      return (await role()) !== undefined;
    case "aws_iam_role_policy":
      return (await role())?.inlineNames.includes(rest[0] ?? "") ?? false;
    case "aws_iam_role_policy_attachment":
      return (await role())?.managedPolicyArns.includes(id.slice(name.length + 1)) ?? false;
    default:
      // A link makes them in the lambda account alone; one of the other account is what a user adds.
      return isNamedType(type) && block.provider === "aws.lambda_account" && (await live.has(type, id));
  }
}
