import { isMap, isScalar, LineCounter, type Node, type ParsedNode, parseDocument } from "yaml";
import { jsonPathOf } from "../../../access/terraform/terraform-stack";

/**
 * Finds the line, counted from 1, on which a block of Terraform JSON begins, by its address (`aws_iam_role.data_role`,
 * `data.aws_iam_policy_document.trust`): that of the longest part of the address the text holds. What it does not hold
 * at all is on line 1; so is everything of a plan, which Terraform writes on one line.
 *
 * @param text JSON, which YAML contains
 */
export function sourceLines(text: string): (address: string) => number {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines });
  return (address) => lines.linePos(offsetOf(contents, jsonPathOf(address), 0)).line;
}

function offsetOf(node: Node | ParsedNode | null, [name, ...rest]: readonly string[], found: number): number {
  const pair = isMap<Node, Node | null>(node)
    ? node.items.find(({ key }) => isScalar(key) && key.value === name)
    : undefined;
  if (pair === undefined || name === undefined) return found;
  return offsetOf(pair.value, rest, pair.key.range?.[0] ?? found);
}
