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

test("the key, the role and the profile of a state in S3 are passed to Terraform", () => {
  const kmsKeyArn = "arn:aws:kms:eu-west-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";
  const backendOf = (fields: object) =>
    (versionsOf({ backend: { ...S3.backend, ...fields } }) as { backend: { s3: object } }).backend.s3;
  const plain = backendOf({});
  expect(plain).toEqual({
    ...{ bucket: "states", region: "eu-west-1", key: "analytics/terraform.tfstate" },
    ...{ encrypt: true, use_lockfile: true },
  });
  const roleArn = "arn:aws:iam::111111111111:role/state";
  expect(backendOf({ kmsKeyArn, roleArn, key: "mine" })).toEqual({
    ...plain,
    ...{ key: "mine", kms_key_id: kmsKeyArn, assume_role: { role_arn: roleArn } },
  });
  expect(backendOf({ profile: "states" })).toEqual({ ...plain, profile: "states" });
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

const ADDRESS = "https://git.example.com/api/v4/projects/7/terraform/state/analytics";

test.each<[string, object, object]>([
  ["remote", { organization: "my-org" }, { organization: "my-org", workspaces: { name: "analytics" } }],
  [
    "remote",
    { organization: "my-org", hostname: "tfe.example.com", workspace: "mine" },
    { hostname: "tfe.example.com", organization: "my-org", workspaces: { name: "mine" } },
  ],
  ["gcs", { bucket: "my-states" }, { bucket: "my-states", prefix: "analytics" }],
  ["gcs", { bucket: "my-states", prefix: "of/mine" }, { bucket: "my-states", prefix: "of/mine" }],
  [
    "azurerm",
    { storageAccountName: "states", containerName: "links", key: "mine" },
    { storage_account_name: "states", container_name: "links", key: "mine" },
  ],
  [
    "azurerm",
    { storageAccountName: "states", containerName: "links", resourceGroupName: "platform" },
    {
      storage_account_name: "states",
      container_name: "links",
      resource_group_name: "platform",
      key: "analytics/terraform.tfstate",
    },
  ],
  [
    "http",
    { address: ADDRESS, lockAddress: `${ADDRESS}/lock` },
    { address: ADDRESS, lock_address: `${ADDRESS}/lock`, unlock_address: `${ADDRESS}/lock` },
  ],
  [
    "http",
    { address: ADDRESS, lockAddress: `${ADDRESS}/lock`, unlockAddress: `${ADDRESS}/unlock` },
    { address: ADDRESS, lock_address: `${ADDRESS}/lock`, unlock_address: `${ADDRESS}/unlock` },
  ],
])("a state kept by %s is passed to Terraform, and the review knows it", async (type, fields, expected) => {
  const changes = { backend: { type, ...fields } };
  const { backend, ...terraform } = versionsOf(changes) as Record<string, unknown>;
  expect(backend).toEqual({ [type]: expected });
  expect(terraform).not.toHaveProperty("required_version");
  expect(await judged("unexpected-part", stackWith(changes))).toEqual([]);
});
