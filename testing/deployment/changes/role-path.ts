import { readFileSync, writeFileSync } from "node:fs";

/**
 * Moves a role of a synthesized link under another path, as `queryRole.path` or `dataRole.path` of the links file does:
 * the name stays, the ARN does not.
 *
 * @param address Terraform name of the role
 * @param path starting and ending with a slash
 */
export function moveRole(stackFile: string, address: "query_role" | "data_role", path: string): void {
  const text = readFileSync(stackFile, "utf8");
  const { name, path: former } = JSON.parse(text).resource.aws_iam_role[address];
  const moved = JSON.parse(text.replaceAll(`:role${former}${name}"`, `:role${path}${name}"`));
  moved.resource.aws_iam_role[address].path = path;
  writeFileSync(stackFile, JSON.stringify(moved, undefined, 2));
}
