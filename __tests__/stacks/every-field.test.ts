import { isJson, type Json } from "../../aws/json";
import { linksJsonSchema } from "../../config/links-json-schema";
import { BUCKETS_LINK } from "../../testing/links/bucket-link";
import { EVERYTHING } from "../../testing/links/demanded-link";
import { BASE } from "../../testing/links/links";
import { LINK_OF_OTHERS } from "../../testing/links/links-of-parts";

/** The links of the golden files, as a user writes them. */
const GOLDEN_LINKS = [BASE, EVERYTHING, BUCKETS_LINK, LINK_OF_OTHERS];

/** Why no golden link sets a field: what begins so → the reason. Each is held by the test that it names. */
const NOT_IN_GOLDEN: Readonly<Record<string, string>> = {
  "backend.": "a link has one backend; link-backend.test.ts has each with all of its fields",
  "target.": "a link has one target; link-policies.test.ts has every way to log in",
  "lambdaAccount.profile": "excludes deployRoleArn; link-stack.test.ts",
  "redshiftAccount.profile": "excludes deployRoleArn; link-stack.test.ts",
  sameAccount: "excludes two accounts, and adds nothing; account-reach.test.ts",
  "function.archive": "excludes entry; function-code.test.ts",
  "function.handler": "excludes entry; function-code.test.ts",
  "function.existing": "excludes every other field of the function; parts-of-others.test.ts",
  "permissions.managedPolicy": "excludes least privilege; link-policies.test.ts",
  "copyRole.dbUser": "is said by no target but that with a secret; data-transfer.test.ts",
  "queryRole.policies": "as those of the data role; declared-policies.test.ts",
  "queryRole.trustPolicy": "as that of the data role; declared-policies.test.ts",
  "copyRole.policies": "as those of the data role; declared-policies.test.ts",
  "copyRole.trustPolicy": "as that of the data role; declared-policies.test.ts",
  "bucketRole.policies": "as those of the data role; declared-policies.test.ts",
  "bucketRole.trustPolicy": "as that of the data role; declared-policies.test.ts",
  extend: "loads a file that adds to the stack; extended-stack.test.ts",
};

/** Fields below which IAM's own grammar begins. */
const GRAMMAR_OF_OTHERS = ["policyTexts"];

/** Paths of the fields of a schema: `*` for any key, `[]` for the entries of a list. */
function fieldsOf(node: Json, path: string): readonly string[] {
  if (GRAMMAR_OF_OTHERS.includes(path)) return [path];
  const all = (list: unknown) => (Array.isArray(list) ? list.filter(isJson) : []);
  const below = (name: string) => (path === "" ? name : `${path}.${name}`);
  const found = [
    ...[node.anyOf, node.oneOf, node.allOf].flatMap(all).flatMap((choice) => fieldsOf(choice, path)),
    ...Object.entries(isJson(node.properties) ? node.properties : {}).flatMap(([name, inner]) =>
      isJson(inner) ? fieldsOf(inner, below(name)) : [],
    ),
    ...(isJson(node.additionalProperties) ? fieldsOf(node.additionalProperties, below("*")) : []),
    ...(isJson(node.items) ? fieldsOf(node.items, path) : []),
  ];
  return found.length > 0 ? found : [path];
}

/** The same of what a user writes, with the keys of maps as they are. */
function writtenFields(value: unknown, path: string): readonly string[] {
  if (GRAMMAR_OF_OTHERS.includes(path)) return [path];
  if (Array.isArray(value)) return value.flatMap((entry) => writtenFields(entry, path));
  if (!isJson(value)) return [path];
  return Object.entries(value).flatMap(([name, inner]) =>
    writtenFields(inner, path === "" ? name : `${path}.${name}`),
  );
}

const SCHEMA = linksJsonSchema() as { definitions: { partialLink: Json } };
const FIELDS = [...new Set(fieldsOf(SCHEMA.definitions.partialLink, ""))].sort();
const WRITTEN = new Set(GOLDEN_LINKS.flatMap((link) => writtenFields(link, "")));

const isWritten = (field: string) => {
  const pattern = new RegExp(`^${field.replace(/\./g, "\\.").replace(/\*/g, "[^.]+")}$`);
  return [...WRITTEN].some((path) => pattern.test(path));
};
const reasonOf = (field: string) => Object.keys(NOT_IN_GOLDEN).find((start) => field.startsWith(start));

test("every field of a link is set in a golden file, or says why not", () => {
  expect(FIELDS.length).toBeGreaterThan(80);
  expect(FIELDS.filter((field) => !isWritten(field) && reasonOf(field) === undefined)).toEqual([]);
});

test("every reason is needed", () => {
  const needed = new Set(FIELDS.filter((field) => !isWritten(field)).map(reasonOf));
  expect(Object.keys(NOT_IN_GOLDEN).filter((start) => !needed.has(start))).toEqual([]);
});
