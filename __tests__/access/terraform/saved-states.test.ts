import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { savedStates } from "../../../access/terraform/saved-states";

const folder = mkdtempSync(join(tmpdir(), "saved-states-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const INSTANCE = { schema_version: 0, attributes: { name: "query" }, sensitive_attributes: [] };
const ROLE = { mode: "managed", type: "aws_iam_role", name: "query", provider: "aws", instances: [INSTANCE] };
const DATA = { ...ROLE, mode: "data", type: "aws_iam_policy_document", name: "trust" };
const STATE = { version: 4, terraform_version: "1.11.4", serial: 1, outputs: {}, resources: [DATA, ROLE] };

/** The states in a plan file of these entries. */
function inArchive(entries: Readonly<Record<string, unknown>>) {
  const files = Object.entries(entries).map(([name, content]) => [name, strToU8(JSON.stringify(content))]);
  return inFile(zipSync(Object.fromEntries(files)));
}

function inFile(content: Uint8Array) {
  const file = join(folder, "a.tfplan");
  writeFileSync(file, content);
  return savedStates(file);
}

it("reads the prior and the refreshed state", () => {
  const role = { address: "aws_iam_role.query", mode: "managed", type: "aws_iam_role", name: "query" };
  const after = { ...STATE, resources: [{ ...ROLE, instances: [{ ...INSTANCE, attributes: {} }] }] };
  expect(inArchive({ tfplan: "not JSON", "tfstate-prev": STATE, tfstate: after })).toEqual({
    prior: [
      {
        address: "data.aws_iam_policy_document.trust",
        mode: "data",
        type: "aws_iam_policy_document",
        name: "trust",
        values: { name: "query" },
      },
      { ...role, values: { name: "query" } },
    ],
    refreshed: [{ ...role, values: {} }],
  });
});

describe("takes nothing that it does not know exactly", () => {
  const withRole = (role: object) => ({ ...STATE, resources: [{ ...ROLE, ...role }] });
  const withInstance = (instance: object) => withRole({ instances: [{ ...INSTANCE, ...instance }] });

  it.each<[string, object]>([
    ["another version", { ...STATE, version: 5 }],
    ["no list of resources", { ...STATE, resources: undefined }],
    ["another mode", withRole({ mode: "ephemeral" })],
    ["a module", withRole({ module: "module.a" })],
    ["count", withInstance({ index_key: 0 })],
    ["two instances", withRole({ instances: [INSTANCE, INSTANCE] })],
    ["no instance", withRole({ instances: [] })],
    ["a deposed object", withInstance({ deposed: "a1b2c3d4" })],
    ["a tainted object", withInstance({ status: "tainted" })],
    [
      "attributes of an old Terraform",
      withInstance({ attributes: undefined, attributes_flat: { name: "a" } }),
    ],
  ])("%s", (_, state) => {
    expect(inArchive({ "tfstate-prev": STATE, tfstate: STATE })).toBeDefined();
    expect(inArchive({ "tfstate-prev": STATE, tfstate: state })).toBeUndefined();
    expect(inArchive({ "tfstate-prev": state, tfstate: STATE })).toBeUndefined();
  });

  it("an archive without one of the states", () => {
    expect(inArchive({ tfstate: STATE })).toBeUndefined();
    expect(inArchive({ "tfstate-prev": STATE })).toBeUndefined();
  });

  it("what is no archive, as an encrypted plan of OpenTofu", () => {
    expect(inFile(strToU8(JSON.stringify({ meta: {}, encrypted_data: "" })))).toBeUndefined();
  });

  it("a file that is not there", () => {
    expect(savedStates(join(folder, "absent"))).toBeUndefined();
  });
});
