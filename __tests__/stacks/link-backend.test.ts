import { linkWith } from "../../testing/links/links";
import { Synth } from "../../testing/links/synth-stack";
import { judged, stackWith } from "../../testing/tools/reviewed-stack";

const S3 = { backend: { type: "s3", bucket: "states", region: "eu-west-1" } };

const versionsOf = (changes: object) =>
  (new Synth(linkWith(changes)).json.terraform as object | undefined) ?? {};

test("a state in S3 asks for the Terraform that knows its lock file, a local one for none", () => {
  expect(versionsOf(S3)).toHaveProperty("required_version", ">= 1.10.0");
  expect(versionsOf({})).not.toHaveProperty("required_version");
});

const MISSING = "required_version of terraform is missing, and every link has it";
const OTHER = "required_version of terraform has a value or an expression that no link has";

test.each<[string, object, unknown, readonly string[]]>([
  ["S3 as synthesized", S3, ">= 1.10.0", []],
  ["S3 without", S3, undefined, [MISSING]],
  ["S3 with an older one", S3, ">= 1.5.0", [OTHER]],
  ["S3 with any", S3, "", [OTHER]],
  ["local as synthesized", {}, undefined, []],
  ["local with one", {}, ">= 1.10.0", [OTHER]],
])("the review knows which versions a link asks for: %s", async (_, changes, versions, messages) => {
  const found = await judged("unexpected-part", stackWith(changes, ["terraform.required_version", versions]));
  expect(found).toEqual(messages.map((message) => ({ address: "terraform", message })));
});
