import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeWith, TERRAFORM_ONLY } from "../../testing/deployment/required-programs";
import { temporaryFolder, terraformEnvironment } from "../../testing/deployment/temporary-folder";
import { linkWith } from "../../testing/links/links";
import { Synth } from "../../testing/links/synth-stack";
import { runGuarded } from "../../tools/lib/process/run-guarded";
import { findTerraform } from "../../tools/lib/terraform/terraform";

/** Nobody listens there. */
const NOWHERE = "127.0.0.1:9";

const BACKENDS: readonly (readonly [type: string, fields: object])[] = [
  ["remote", { organization: "my-org", hostname: "nowhere.invalid", workspace: "mine" }],
  ["gcs", { bucket: "my-states", prefix: "analytics" }],
  ["azurerm", { storageAccountName: "states", containerName: "links", resourceGroupName: "platform" }],
  ["http", { address: `https://${NOWHERE}/state`, lockAddress: `https://${NOWHERE}/lock` }],
];

/** What Terraform says of an argument that a backend does not know, or that is of another type. */
const NOT_UNDERSTOOD =
  /Extraneous JSON object property|Unsupported argument|Incorrect attribute|Missing required/;

/** Without credentials and network: Terraform reads a backend's arguments by that backend's schema before it asks anybody. */
describeWith(TERRAFORM_ONLY, "terraform init reads what is passed through to the backend", () => {
  const folder = temporaryFolder();

  async function said(type: string, fields: object, more: object = {}): Promise<string> {
    const { terraform } = new Synth(linkWith({ backend: { type, ...fields } })).json;
    const { [type]: written } = (terraform as { backend: Record<string, object> }).backend;
    const cwd = join(folder, `${type}-${Object.keys(more).length}`);
    mkdirSync(cwd);
    const backend = { [type]: { ...written, ...more } };
    writeFileSync(join(cwd, "cdk.tf.json"), JSON.stringify({ terraform: { backend } }));
    const { stdout, stderr } = await runGuarded(findTerraform(), ["init", "-no-color", "-input=false"], {
      cwd,
      env: {
        ...terraformEnvironment(cwd),
        GOOGLE_APPLICATION_CREDENTIALS: join(cwd, "none.json"),
        ARM_USE_CLI: "false",
      },
    });
    return `${stdout}${stderr}`;
  }

  it.each(BACKENDS)("%s: each argument, and no other", async (type, fields) => {
    const understood = await said(type, fields);
    expect(understood).toContain("Initializing the backend");
    expect(understood).not.toMatch(NOT_UNDERSTOOD);
    expect(await said(type, fields, { nonsense: "x" })).toMatch(NOT_UNDERSTOOD);
  });
});
