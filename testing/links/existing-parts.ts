import {
  commentedExisting,
  describedExisting,
  type OthersPartName,
} from "../../access/terraform/carried/parts-of-others";
import { linkWith } from "./links";
import { Synth } from "./synth-stack";

/** What a synthesized stack says where others own some of its parts. */
export interface ExistingStack {
  readonly "//": { existing: Record<string, Record<string, unknown>> };
  resource: Record<string, Record<string, Record<string, unknown>>>;
  data: Record<string, Record<string, Record<string, unknown>>>;
  provider: { aws: Record<string, unknown>[] };
  output: Record<string, Record<string, unknown>>;
  [section: string]: unknown;
}

/** What links.yaml says of each part that others own. */
const WRITTEN: Readonly<Record<OthersPartName, object>> = {
  queryRole: { name: "analytics-query", existing: true },
  dataRole: { name: "analytics-data", existing: true },
  copyRole: { name: "analytics-copy", existing: true },
  bucketRole: { name: "analytics-bucket", existing: true },
  function: { name: "analytics", existing: true },
};

/** The fields of a link of which others own these parts. @param queryRole fields beside `existing` */
export function withExisting(parts: readonly OthersPartName[], queryRole: object = {}): object {
  const fields = Object.fromEntries(parts.map((part) => [part, WRITTEN[part]]));
  return parts.includes("queryRole")
    ? { ...fields, queryRole: { ...WRITTEN.queryRole, ...queryRole } }
    : fields;
}

/**
 * The stack of a link of which others own some parts, as it is synthesized: cdktf's test kit leaves out what stands under `//`, and
 * the description has the same.
 *
 * @param link fields of the link
 * @param parts with members that the stack tells otherwise than it does by itself
 */
export function existingStack(link: object, parts: Partial<Record<OthersPartName, object>>): ExistingStack {
  const names = Object.keys(parts) as OthersPartName[];
  const inline = "inlinePolicy" in (parts.queryRole ?? {}) ? { inlinePolicy: true } : {};
  const { json } = new Synth(linkWith({ ...link, ...withExisting(names, inline) }));
  const stack: ExistingStack = JSON.parse(JSON.stringify(json));
  const told = (commentedExisting(stack) ?? describedExisting(stack)) as ExistingStack["//"]["existing"];
  const existing = Object.fromEntries(names.map((name) => [name, { ...told[name], ...parts[name] }]));
  const { query_function_arn: output } = stack.output;
  if (output !== undefined) output.description = describing(existing);
  return { ...stack, "//": { ...stack["//"], existing } };
}

/** What a description tells of parts that others own, without the sign that begins an expression of Terraform's. */
export function describing(existing: object): string {
  return JSON.stringify({ existing }).replace(/\$(?=\{)/g, "\\u0024");
}
