import { strToU8, zipSync } from "fflate";
import { recordedEntries, recordedPlanFile } from "../../../testing/tools/recorded-plan-file";
import { savedPlanDifferences } from "../../../tools/same-plan/plan-differences";
import { readSavedPlan } from "../../../tools/same-plan/saved-plan";

const ROOT = "tfconfig/m-/cdk.tf.json";
const read = (content: Uint8Array) => readSavedPlan(content, "a.tfplan");
const text = (name: string) => Buffer.from(recordedEntries()[name] ?? []).toString();
const tfplan = () => Buffer.from(recordedEntries().tfplan ?? []);
/** The plan's message with a field more: a string. */
const withField = (number: number, value: string) =>
  Buffer.concat([tfplan(), Buffer.from([...varint(number * 8 + 2), value.length]), Buffer.from(value)]);
const varint = (value: number) => (value < 128 ? [value] : [(value % 128) + 128, value >> 7]);

const differences = (changed: Parameters<typeof recordedPlanFile>[0]) =>
  savedPlanDifferences(read(recordedPlanFile()), read(recordedPlanFile(changed)));

test("a plan file is the same as itself, in another layout too", () => {
  expect(differences({})).toEqual([]);
  expect(
    differences({
      [ROOT]: JSON.stringify(JSON.parse(text(ROOT).replace("9007199254740993", '"N"'))).replace(
        '"N"',
        "9007199254740993",
      ),
    }),
  ).toEqual([]);
});

test.each<[string, Parameters<typeof recordedPlanFile>[0], string]>([
  [
    "configuration",
    { [ROOT]: text(ROOT).replace("740993", "740992") },
    "cdk.tf.json.resource.terraform_data.first.input.size",
  ],
  ["comment", { [ROOT]: text(ROOT).replace('"analytics"', '"evil"') }, "cdk.tf.json.//.metadata.stackName"],
  ["provider", { ".terraform.lock.hcl": "evil" }, "plan file.lock_file"],
  ["folder of a module", { "tfconfig/modules.json": '[{"Key":"","Dir":"/evil"}]' }, "plan file.modules"],
  [
    "state",
    { tfstate: text("tfstate").replace('"lineage": ""', '"lineage": "evil"') },
    "plan file.state.lineage",
  ],
  ["target", { tfplan: withField(5, "terraform_data.first") }, "plan file.targets"],
  ["backend", { tfplan: withField(13, "evil") }, "plan file.backend[1]"],
  ["part of a newer format", { tfplan: withField(99, "evil") }, "plan file.field 99"],
])("another %s is a difference", (_, changed, place) => {
  expect(differences(changed)).toContain(place);
});

test("what terraform show writes is compared there, and how often a state was written may differ", () => {
  expect(differences({ tfplan: withField(21, "2026-06-15T00:00:00Z") })).toEqual([]);
  expect(differences({ tfstate: text("tfstate").replace('"serial": 0', '"serial": 7') })).toEqual([]);
});

test.each<[string, Uint8Array, string]>([
  ["no archive", strToU8("PK, it says"), "invalid zip data"],
  ["no plan", recordedPlanFile({ tfplan: undefined }), "it holds no tfplan"],
  ["no configuration", recordedPlanFile({ [ROOT]: undefined }), `it holds no ${ROOT}`],
  ["no state", recordedPlanFile({ tfstate: undefined }), "it holds no tfstate"],
  ["HCL beside the JSON", recordedPlanFile({ "tfconfig/m-/more.tf": "" }), "it holds tfconfig/m-/more.tf"],
  [
    "a module",
    recordedPlanFile({ "tfconfig/m-more/cdk.tf.json": "{}" }),
    "it holds tfconfig/m-more/cdk.tf.json",
  ],
  ["something else", recordedPlanFile({ more: "" }), "it holds more"],
  ["a key that stands twice", recordedPlanFile({ [ROOT]: '{"a": 1, "a": 2}' }), "Duplicate key"],
  [
    "a key that stands twice with the same value",
    recordedPlanFile({ [ROOT]: '{"a": [{"b": 1, "c": ":\\":", "b": 1}]}' }),
    "a key that stands twice",
  ],
  ["configuration that is no JSON", recordedPlanFile({ [ROOT]: "{" }), "cdk.tf.json cannot be read as JSON"],
  ["configuration that is no object", recordedPlanFile({ [ROOT]: "[]" }), "is no JSON object"],
  [
    "bytes that are no text",
    recordedPlanFile({ ".terraform.lock.hcl": Buffer.from([0xff]) }),
    "encoded data was not valid",
  ],
  ["half a plan", recordedPlanFile({ tfplan: tfplan().subarray(0, -1) }), "ends too early"],
  ["a field of another kind", recordedPlanFile({ tfplan: Buffer.from([0x0d]) }), "wire type 5"],
  ["a number without an end", recordedPlanFile({ tfplan: Buffer.alloc(12, 0xff) }), "too large"],
])("%s cannot be read", (_, content, reason) => {
  expect(() => read(content)).toThrow(reason);
});

test("a name that an archive holds twice is refused: Terraform reads the first, others the last", () => {
  const name = "tfstate-prex";
  const twice = Buffer.from(zipSync({ ...recordedEntries(), [name]: strToU8("evil") }));
  for (let at = twice.indexOf(name); at >= 0; at = twice.indexOf(name)) twice.write("tfstate-prev", at);
  expect(() => read(twice)).toThrow("it holds tfstate-prev twice");
});
