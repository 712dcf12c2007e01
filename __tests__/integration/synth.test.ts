import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkout as copyCheckout, ROOT } from "../../testing/deployment/checkout";
import { describeWith, TERRAFORM_ONLY } from "../../testing/deployment/required-programs";
import { temporaryFolder, terraformEnvironment } from "../../testing/deployment/temporary-folder";
import { storedLinkState } from "../../testing/links/link-state";
import { linkWith } from "../../testing/links/links";
import { runGuarded } from "../../tools/lib/process/run-guarded";
import { appArguments } from "../../tools/lib/terraform/synthesize";

const folder = temporaryFolder();
const checkout = (name: string) => copyCheckout(join(folder, name));

async function synth(checkedOut: string, env: NodeJS.ProcessEnv = process.env) {
  return runGuarded(process.execPath, ["--import", "tsx", "main.ts"], { cwd: checkedOut, env });
}

/** Every file below a folder, with its bytes. */
function tree(base: string): Record<string, string> {
  const entries = readdirSync(base, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(base.length), readFileSync(file).toString("base64")]),
  );
}

describe("synth", () => {
  it("writes the same bytes from two folders, in two time zones", async () => {
    const [one, two] = [checkout("one"), checkout("a/longer/path/two")];
    const results = await Promise.all([
      synth(one, { ...process.env, TZ: "Pacific/Auckland" }),
      synth(two, { ...process.env, TZ: "America/Los_Angeles" }),
    ]);
    expect(results.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual([
      { exitCode: 0, stderr: "" },
      { exitCode: 0, stderr: "" },
    ]);
    const files = tree(join(one, "cdktf.out"));
    expect(Object.keys(files).filter((file) => file.endsWith("/function.zip")).length).toBeGreaterThan(0);
    expect(tree(join(two, "cdktf.out"))).toEqual(files);
  });

  it("writes the same bytes by the app's command, without a cache and with one", async () => {
    const env = { ...process.env, CDKTF_OUTDIR: join(folder, "by-main") };
    const byMain = await runGuarded(process.execPath, ["--import", "tsx", "main.ts"], { cwd: ROOT, env });
    expect(byMain).toMatchObject({ exitCode: 0, stderr: "" });
    // The packages of a checkout are outside of it, so that nothing of it is kept; this project's own are.
    for (const cwd of [checkout("by-command"), ROOT, ROOT, ROOT]) {
      const output = join(folder, "by-command.out");
      rmSync(output, { recursive: true, force: true });
      const byCommand = await runGuarded(process.execPath, [...appArguments()], {
        cwd,
        env: { ...process.env, CDKTF_OUTDIR: output },
      });
      expect(byCommand).toMatchObject({ exitCode: 0, stderr: "" });
      expect(tree(output)).toEqual(tree(env.CDKTF_OUTDIR));
    }
  });

  it("equals the golden file, which reviewers read", async () => {
    const copy = checkout("golden");
    await synth(copy);
    const text = readFileSync(join(copy, "cdktf.out/stacks/analytics/cdk.tf.json"), "utf8");
    // What the bundle holds is another test's matter: its hash changes with every line of the function.
    const stable = text
      .replace(/assets\/[^"]+\/function\.zip/, "assets/<hash>/function.zip")
      .replace(/"source_code_hash": "[^"]+"/, '"source_code_hash": "<hash>"');
    const golden = join(__dirname, "../stacks/analytics.golden.json");
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, stable);
    expect(stable).toBe(readFileSync(golden, "utf8"));
  });

  it("writes nothing when the links file is refused", async () => {
    const copy = checkout("refused");
    writeFileSync(join(copy, "links.yaml"), "links:\n  - name: Bad Name\n");
    const { exitCode, stderr } = await synth(copy);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^links\.yaml has \d+ problems:\n {2}links\.yaml:2:5 /);
    expect(readdirSync(copy)).not.toContain("cdktf.out");
  });

  it("refuses a local state of other accounts, and warns of one that no link owns", async () => {
    const copy = checkout("states");
    const state = (name: string, changes: object) =>
      writeFileSync(
        join(copy, `terraform.${name}.tfstate`),
        JSON.stringify(storedLinkState(linkWith({ name, ...changes }))),
      );
    state("analytics", { redshiftAccount: { id: "333333333333", region: "ap-northeast-1" } });
    expect(await synth(copy)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(
        /^links\.yaml has 1 problem:\n {2}links\.yaml:3:11 links\[0\]\.name: is "analytics", expected a name whose state is of the link's accounts; terraform\.analytics\.tfstate holds aws_iam_role\.data_role in account 333333333333, /,
      ),
    });
    expect(readdirSync(copy)).not.toContain("cdktf.out");

    state("analytics", {});
    state("former", {});
    const { exitCode, stderr } = await synth(copy);
    const warning =
      /^warning: (terraform\.former\.tfstate is the state of no link of links\.yaml and .+)\n$/.exec(
        stderr,
      )?.[1];
    const { stacks } = JSON.parse(readFileSync(join(copy, "cdktf.out/manifest.json"), "utf8"));
    expect([exitCode, warning]).toEqual([0, expect.any(String)]);
    // What the command line of cdktf shows; Terraform's folder is as it is without the warning.
    expect(stacks.analytics.annotations).toEqual([
      expect.objectContaining({ level: "@cdktf/warn", message: warning }),
    ]);
    rmSync(join(copy, "terraform.former.tfstate"));
    const warned = tree(join(copy, "cdktf.out/stacks"));
    expect(await synth(copy)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(tree(join(copy, "cdktf.out/stacks"))).toEqual(warned);
  });
});

describeWith(TERRAFORM_ONLY, "cdktf synth --hcl", () => {
  it("passes terraform validate", async () => {
    const copy = checkout("hcl");
    const env = terraformEnvironment(folder);
    const cdktf = join(ROOT, "node_modules/.bin/cdktf");
    const synthesized = await runGuarded(cdktf, ["synth", "--hcl"], { cwd: copy, env });
    expect(synthesized).toMatchObject({ exitCode: 0 });
    const stack = join(copy, "cdktf.out/stacks/analytics");
    expect(readdirSync(stack)).toContain("cdk.tf");
    const terraform = env.TERRAFORM_BINARY_NAME ?? "terraform";
    const init = await runGuarded(terraform, ["init", "-no-color", "-input=false"], { cwd: stack, env });
    expect(init).toMatchObject({ exitCode: 0 });
    const validate = await runGuarded(terraform, ["validate", "-no-color"], { cwd: stack, env });
    expect(validate.stdout).toContain("Success! The configuration is valid");
  });
});
