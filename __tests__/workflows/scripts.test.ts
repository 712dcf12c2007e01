import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";

const ROOT = join(__dirname, "../..");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workflow-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Step {
  readonly name?: string;
  readonly run?: string;
}

function script(workflow: string, name: string): string {
  const text = readFileSync(join(ROOT, `.github/workflows/${workflow}.yml`), "utf8");
  const steps: readonly Step[] = parse(text).jobs[workflow].steps;
  const run = steps.find((step) => step.name === name)?.run;
  if (run === undefined) throw new Error(`${workflow}.yml has no step ${name}`);
  return run;
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Runs a step's script as the runner does, with programs of ours before those of the machine. */
function run(text: string, programs: Readonly<Record<string, string>>, env: Record<string, string> = {}) {
  for (const [name, body] of Object.entries(programs)) {
    put(`bin/${name}`, `#!/bin/bash\n${body}\n`);
    chmodSync(join(folder, "bin", name), 0o755);
  }
  put("output", "");
  const { status, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-e", "-c", text], {
    cwd: folder,
    encoding: "utf8",
    env: {
      PATH: `${join(folder, "bin")}:${process.env.PATH}`,
      GITHUB_OUTPUT: join(folder, "output"),
      GITHUB_REPOSITORY: "my-org/my-repo",
      GITHUB_WORKSPACE: folder,
      RUNNER_TEMP: folder,
      ...env,
    },
  });
  return { status, stderr, output: readFileSync(join(folder, "output"), "utf8") };
}

describe("deploy: the run whose plan was reviewed", () => {
  const RUN = {
    workflow_id: 7,
    event: "pull_request",
    conclusion: "success",
    head_repository: { full_name: "my-org/my-repo" },
  };
  const check = (found: object, id = "12") => {
    put("run.json", JSON.stringify(found));
    const gh = `case "$2" in */workflows/plan.yml) echo '{"id": 7}' ;; */runs/12) cat "${folder}/run.json" ;; *) exit 1 ;; esac`;
    const text = script("deploy", "The run is one of plan.yml for a pull request from this repository");
    return run(text, { gh }, { RUN_ID: id }).status;
  };

  it("is taken when it is a successful one of plan.yml for a pull request from here", () => {
    expect(check(RUN)).toBe(0);
  });

  it.each<[string, object]>([
    ["another workflow", { ...RUN, workflow_id: 8 }],
    ["another event", { ...RUN, event: "workflow_dispatch" }],
    ["a failure", { ...RUN, conclusion: "failure" }],
    ["one that still runs", { ...RUN, conclusion: null }],
    ["a fork", { ...RUN, head_repository: { full_name: "stranger/my-repo" } }],
    ["a fork that is gone", { ...RUN, head_repository: null }],
    ["nothing", {}],
  ])("is refused: %s", (_, found) => {
    expect(check(found)).toBe(1);
  });

  it.each(["", "12/../13", "12?x"])("is refused: number %p", (id) => {
    expect(check(RUN, id)).toBe(1);
  });
});

describe("deploy: the fresh plan is the reviewed one", () => {
  const PLAN = { format_version: "1.2", configuration: {}, resource_changes: [] };
  // A plan file of ours is its own JSON.
  const terraform = `[ "$2 $3" = "show -json" ] || exit 9; cd "\${1#-chdir=}" && cat "$4"`;
  const npm = `cd "${ROOT}" && shift 4 && exec "${process.execPath}" --import tsx tools/same-plan/same-plan.ts "$@"`;
  const compare = () =>
    run(script("deploy", "The fresh plan is the reviewed one"), { terraform, npm }).status;

  beforeEach(() => {
    put("cdktf.out/stacks/analytics/fresh.tfplan", JSON.stringify(PLAN));
    put("cdktf.out/stacks/analytics/.terraform.lock.hcl", "aws");
    put("reviewed/analytics/plan.tfplan", JSON.stringify(PLAN));
    put("reviewed/analytics/.terraform.lock.hcl", "aws");
  });

  it("goes on when they are the same", () => {
    expect(compare()).toBe(0);
  });

  it.each<[string, () => void]>([
    [
      "another plan",
      () => put("reviewed/analytics/plan.tfplan", JSON.stringify({ ...PLAN, resource_changes: [{}] })),
    ],
    ["no plan", () => put("reviewed/analytics/plan.tfplan", "{}")],
    ["another provider", () => put("reviewed/analytics/.terraform.lock.hcl", "evil")],
    ["a link that main does not hold", () => put("reviewed/more/plan.tfplan", "{}")],
    ["a link that was not reviewed", () => put("cdktf.out/stacks/more/fresh.tfplan", "{}")],
  ])("stops at %s", (_, change) => {
    change();
    expect(compare()).not.toBe(0);
  });
});

describe("plan: the review", () => {
  const npm = `mkdir -p cdktf.out/review; echo "$@" > cdktf.out/review/review.md; exit 1`;
  const review = (base: string) => {
    const { status, output } = run(script("plan", "Review"), { npm }, { BASE: base });
    return [status, output, readFileSync(join(folder, "cdktf.out/review/review.md"), "utf8").split("\n")];
  };

  it("compares with the base", () => {
    expect(review("success")).toEqual([0, "exit-code=1\n", ["run review -- --against base/cdktf.out", ""]]);
  });

  it("says that there is no base to compare with", () => {
    const lines = ["run review --", "", expect.stringMatching(/^\*\*Could not check\*\* .* base /), ""];
    expect(review("failure")).toEqual([0, "exit-code=1\n", lines]);
  });
});
