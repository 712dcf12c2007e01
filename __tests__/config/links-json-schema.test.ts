import { readFileSync } from "node:fs";
import { join } from "node:path";
import { linksJsonSchema } from "../../config/links-json-schema";

interface Schema {
  readonly description?: string;
  readonly default?: unknown;
  readonly title?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly else?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const whole = JSON.parse(JSON.stringify(linksJsonSchema())) as Schema;
/** As a file without defaults is read: its links are whole ones. */
const items = whole.else?.properties?.links?.items ?? {};
const schema: Schema = {
  properties: { ...whole.properties, links: { ...whole.properties?.links, items } },
};
const link = items.properties ?? {};

/** Path and schema of every field below a schema, through lists and alternatives. */
function fieldsOf({ properties = {}, items, oneOf = [] }: Schema, path: string): [string, Schema][] {
  return [
    ...Object.entries(properties).flatMap(([name, field]): [string, Schema][] => [
      [`${path}.${name}`, field],
      ...fieldsOf(field, `${path}.${name}`),
    ]),
    ...(items === undefined ? [] : fieldsOf(items, `${path}[]`)),
    ...oneOf.flatMap((alternative) => fieldsOf(alternative, path)),
  ];
}

test("the committed schema is the generated one (`npm run schema` writes it)", () => {
  const committed = readFileSync(join(__dirname, "../../config/links.schema.json"), "utf8");
  expect(committed).toBe(`${JSON.stringify(linksJsonSchema(), null, 2)}\n`);
});

test("every field is described", () => {
  const fields = fieldsOf(schema, "");
  expect(fields.length).toBeGreaterThan(50);
  expect(fields.filter(([, { description = "" }]) => description === "").map(([path]) => path)).toEqual([]);
});

test("every field is required, or has a default or says what holds without it", () => {
  const required = (path: string, { description = "" }: Schema) =>
    / Required\.$/.test(description) ||
    /\.(?:links|type|cluster|workgroup|workgroupId|dbUser|secretArn)$/.test(path);
  const undecided = fieldsOf(schema, "")
    .filter(([path, field]) => !required(path, field))
    .filter(([, field]) => field.default === undefined && !/Default: /.test(field.description ?? ""));
  expect(undecided.map(([path]) => path)).toEqual([]);
});

test("defaults are the ones of the design", () => {
  const defaults = fieldsOf(schema, "")
    .filter(([, field]) => field.default !== undefined && JSON.stringify(field.default) !== "{}")
    .map(([path, field]) => [path.replace(".links[].", ""), field.default]);
  expect(defaults).toEqual([
    ["sameAccount", false],
    ["queryRole.path", "/"],
    ["dataRole.path", "/"],
    ["trust.mode", "role"],
    ["trust.mutual", false],
    ["trust.bindToFunction", true],
    ["permissions.mode", "least-privilege"],
    ["function.memoryMegabytes", 256],
    ["function.timeoutSeconds", 60],
    ["function.runtime", "nodejs22.x"],
    ["function.architecture", "arm64"],
    ["function.logRetentionDays", 30],
    ["function.alarms.failedInvocations", 1],
    ["function.alarms.throttledInvocations", 1],
    ["function.alarms.periodSeconds", 300],
    ["rawSql", true],
    ["copyRole.path", "/"],
    ["bucketRole.path", "/"],
    ["backend", { type: "local" }],
    ["review.suppress", []],
    ["drift.accept", []],
  ]);
});

test("the target is one alternative per auth mode, each with its own fields", () => {
  const modes = (link.target?.oneOf ?? []).map((mode) => [
    mode.title,
    mode.required,
    Object.keys(mode.properties ?? {}).filter((field) => !mode.required?.includes(field)),
  ]);
  expect(modes).toEqual([
    ["cluster-db-user", ["cluster", "database", "dbUser"], []],
    ["cluster-iam", ["cluster", "database"], []],
    ["cluster-secret", ["cluster", "database", "secretArn"], ["secretKmsKeyArn"]],
    ["serverless-iam", ["workgroup", "workgroupId", "database"], []],
    ["serverless-secret", ["workgroup", "workgroupId", "database", "secretArn"], ["secretKmsKeyArn"]],
  ]);
});

test("in a file with defaults a link has every field, and must have none", () => {
  const partial = whole.definitions?.partialLink ?? {};
  const paths = (of: Schema) => [...new Set(fieldsOf(of, "").map(([path]) => path))].sort();
  expect(paths(partial)).toEqual(paths(items));
  expect(
    JSON.stringify({ ...partial, properties: { ...partial.properties, review: {}, drift: {} } }),
  ).not.toMatch(/"(?:default|oneOf|not)":/);
  expect(partial.properties?.backend?.properties?.type).toMatchObject({
    enum: ["local", "s3", "remote", "gcs", "azurerm", "http"],
  });
});
