import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isJson } from "../../aws/json";
import { describeWith, TERRAFORM_ONLY } from "../../testing/deployment/required-programs";
import { temporaryFolder, terraformEnvironment } from "../../testing/deployment/temporary-folder";
import { storedLinkState } from "../../testing/links/link-state";
import { BASE, linkWith } from "../../testing/links/links";
import { Synth } from "../../testing/links/synth-stack";
import { startGcsService } from "../../testing/states/gcs-service";
import { startHttpStatesService } from "../../testing/states/http-states-service";
import type { KeptState } from "../../testing/states/kept-state";
import { facts } from "../../testing/tools/doctor-facts";
import { state } from "../../tools/doctor/judge/checks/state";
import { terraformFacts } from "../../tools/doctor/read/terraform-facts";
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

/** Somebody else, as Terraform describes itself in a lock. */
const HOLDER = { ID: "8ec2f291-93e3-06ca-347a-89ad76d4d1ff", Who: "somebody@elsewhere" };

/** Backends for which a service on this machine can stand in: how it is started, and what a link says of it. */
const SERVICES: readonly (readonly [
  type: string,
  start: () => Promise<KeptState>,
  fields: (url: string) => object,
  /** What Terraform tells of another holder of the lock. */
  holder: string,
])[] = [
  [
    "http",
    startHttpStatesService,
    (url) => ({ address: `${url}/state`, lockAddress: `${url}/lock` }),
    // Beside it stands the plan's own description.
    `already locked:\nID=${HOLDER.ID}`,
  ],
  [
    "gcs",
    () => startGcsService("my-states", "analytics"),
    () => ({ bucket: "my-states" }),
    `Who:       ${HOLDER.Who}`,
  ],
];

describeWith(TERRAFORM_ONLY, "the backend that a link writes keeps a state", () => {
  const folder = temporaryFolder();
  const terraform = findTerraform();

  describe.each(SERVICES)("%s", (type, start, fields, holder) => {
    let kept: KeptState;
    let stack: object;
    beforeAll(async () => {
      kept = await start();
      // A links file takes https alone; this machine has no certificate.
      const https = kept.url.replace("http://", "https://");
      const synth = new Synth(linkWith({ backend: { type, ...fields(https) } })).json;
      const { backend } = synth.terraform as { backend: object };
      stack = {
        terraform: { backend: JSON.parse(JSON.stringify(backend).replaceAll(https, kept.url)) },
        resource: { terraform_data: { part: { input: "as declared" } } },
      };
    });
    afterAll(() => kept?.close());

    const cwdOf = (checkout: string) => join(folder, `${type}-${checkout}`);
    const environment = (checkout: string, env = kept.env) => ({
      ...terraformEnvironment(cwdOf(checkout)),
      ...env,
    });

    /** Another folder in which the stack lies; nothing is asked for. */
    async function run(checkout: string, args: readonly string[], env = kept.env) {
      const cwd = cwdOf(checkout);
      mkdirSync(cwd, { recursive: true });
      writeFileSync(join(cwd, "cdk.tf.json"), JSON.stringify(stack));
      const { exitCode, stdout, stderr } = await runGuarded(
        terraform,
        [...args, "-no-color", "-input=false"],
        {
          ...{ cwd, env: environment(checkout, env) },
        },
      );
      return { exitCode, said: `${stdout}${stderr}` };
    }
    const plan = (checkout: string) => run(checkout, ["plan", "-detailed-exitcode"]);

    test("applied, nothing is left to plan, and neither is in another folder: the service has the state", async () => {
      expect(await run("first", ["init"])).toMatchObject({ exitCode: 0 });
      expect(await run("first", ["apply", "-auto-approve"])).toMatchObject({ exitCode: 0 });
      const { version, resources } = JSON.parse(kept.state() ?? "{}");
      expect({
        version,
        addresses: resources.map((part: object) => isJson(part) && `${part.type}.${part.name}`),
      }).toEqual({ version: 4, addresses: ["terraform_data.part"] });
      expect(existsSync(join(cwdOf("first"), "terraform.tfstate"))).toBe(false);
      expect(await plan("first")).toMatchObject({ exitCode: 0 });
      expect(await run("second", ["init"])).toMatchObject({ exitCode: 0 });
      expect(await plan("second")).toMatchObject({ exitCode: 0 });
      expect(kept.lock()).toBeUndefined();
    });

    test("while somebody holds the lock nothing is planned, and whose it is is told", async () => {
      kept.lockFor(HOLDER);
      const refused = await plan("first");
      expect(refused.exitCode).toBe(1);
      expect(refused.said).toContain("Error acquiring the state lock");
      expect(refused.said).toContain(holder);
      kept.unlock();
      expect(await plan("first")).toMatchObject({ exitCode: 0 });
    });

    test("the doctor refuses a state of other accounts by name, read through the backend", async () => {
      const before = kept.state() ?? "";
      kept.keep(JSON.stringify(storedLinkState(linkWith())));
      const elsewhere = { ...BASE.redshiftAccount, id: "333333333333", deployRoleArn: undefined };
      const link = linkWith({
        redshiftAccount: elsewhere,
        backend: { type, ...fields("https://states.test") },
      });
      const { signal } = new AbortController();
      const ofTerraform = terraformFacts(
        () => terraform,
        async () => cwdOf("first"),
        {
          ...{ env: environment("first"), signal },
        },
      );
      const { status, found, next } = await state.run(facts({ link, terraform: ofTerraform }));
      kept.keep(before);
      expect({ status, found }).toEqual({
        status: "problem",
        found:
          "the state is of other accounts: it holds aws_iam_role.data_role in account 222222222222, not in redshift account 333333333333",
      });
      expect(next).toContain(
        type === "http" ? "another backend.address" : "another name, backend.prefix or bucket",
      );
    });
  });
});
