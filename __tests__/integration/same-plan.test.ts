import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeWith, TERRAFORM_ONLY } from "../../testing/deployment/required-programs";
import { temporaryFolder, terraformEnvironment } from "../../testing/deployment/temporary-folder";
import { asNpmStarts, compiledOnce } from "../../testing/processes/command";
import {
  changedStack,
  NOT_COMPARABLE,
  type PlanOf,
  PROVISIONER,
  reversed,
  SECOND,
  STACK,
  UNLIKE,
} from "../../testing/tools/plan-pairs";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { planDifferences, savedPlanDifferences } from "../../tools/same-plan/plan-differences";
import { exactJson, readContent, readSavedPlan } from "../../tools/same-plan/saved-plan";

const TERRAFORM = process.env.TERRAFORM_BINARY_NAME ?? "terraform";

describeWith(TERRAFORM_ONLY, "same-plan of plans that Terraform made", () => {
  const folder = temporaryFolder();
  const env = { ...terraformEnvironment(folder), CHECKPOINT_DISABLE: "1" };
  let made = 0;

  function terraform(stack: string, args: readonly string[]) {
    return spawnSync(TERRAFORM, [...args, "-no-color"], { cwd: stack, env, encoding: "utf8" });
  }

  function must(stack: string, args: readonly string[]) {
    const { status, stdout, stderr } = terraform(stack, args);
    expect([status, status === 0 ? "" : stdout + stderr]).toEqual([0, ""]);
  }

  /** The folder of a stack, with its plan in `plan.tfplan`. */
  function planned({
    text = changedStack({}),
    files = {},
    args = [],
    applied,
    initArgs = [],
    workspace,
    fails,
  }: PlanOf = {}) {
    made += 1;
    const stack = join(folder, `stack-${made}`);
    mkdirSync(stack);
    const put = (name: string, content: string) => writeFileSync(join(stack, name), content);
    if (applied !== undefined) {
      put("cdk.tf.json", applied);
      must(stack, ["init"]);
      must(stack, ["apply", "-auto-approve"]);
      rmSync(join(stack, ".terraform"), { recursive: true });
    }
    put("cdk.tf.json", text);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(join(stack, name, ".."), { recursive: true });
      put(name, content);
    }
    must(stack, ["init", ...initArgs]);
    if (workspace !== undefined) must(stack, ["workspace", "new", workspace]);
    const plan = terraform(stack, ["plan", "-input=false", "-out=plan.tfplan", ...args]);
    if (!fails) expect([plan.status, plan.stderr]).toEqual([0, expect.not.stringContaining("Error")]);
    return stack;
  }

  /** What same-plan says of the plans in these folders. */
  function compare(reviewed: string, fresh: string, start = compiledOnce) {
    const door = join(PROJECT_ROOT, "tools/same-plan/same-plan.ts");
    const files = [reviewed, fresh].map((stack) => join(stack, "plan.tfplan"));
    const { status, stdout, stderr } = spawnSync(process.execPath, [...start(door), ...files], {
      cwd: PROJECT_ROOT,
      env,
      encoding: "utf8",
    });
    return { status, said: stdout + stderr };
  }

  /** The plan of a folder as the command reads it. */
  function read(stack: string) {
    const file = join(stack, "plan.tfplan");
    const args = ["show", "-json", "plan.tfplan"];
    const json = execFileSync(TERRAFORM, args, { cwd: stack, env, encoding: "utf8" });
    return { json: exactJson(json, file), saved: readSavedPlan(readContent(file), file) };
  }

  let base: string;
  let readBase: ReturnType<typeof read>;
  beforeAll(() => {
    base = planned();
    readBase = read(base);
  });

  it.each<[string, PlanOf]>([
    ["made twice", {}],
    [
      "another order and layout of the configuration",
      { text: JSON.stringify(reversed(STACK), undefined, 4) },
    ],
    ["files that Terraform does not read", { files: { "README.md": "x", "assets/function.zip": "x" } }],
  ])("is 0 for %s", (_, change) => {
    expect(compare(base, planned(change))).toEqual({ status: 0, said: "the plans are the same\n" });
  });

  it("is 0 for a plan and itself, as npm starts it", () => {
    expect(compare(base, base, asNpmStarts)).toEqual({ status: 0, said: "the plans are the same\n" });
  });

  it("is 0 for plans after an apply, with and without changes", () => {
    const first = planned({ applied: changedStack({}) });
    const again = planned();
    cpSync(join(first, "here.tfstate"), join(again, "here.tfstate"));
    must(again, ["plan", "-input=false", "-out=plan.tfplan"]);
    expect(compare(first, again).said).toBe("the plans are the same\n");
    for (const stack of [first, again]) {
      writeFileSync(
        join(stack, "cdk.tf.json"),
        changedStack({ "resource/terraform_data/first/input/size": 2 }),
      );
      must(stack, ["plan", "-input=false", "-out=plan.tfplan"]);
    }
    expect(compare(first, again).said).toBe("the plans are the same\n");
    expect(compare(base, again).status).toBe(1);
  });

  it.each(UNLIKE)("is 1 for %s", (_, change, place) => {
    const other = planned(change);
    const { status, said } = compare(base, other);
    expect([status, said]).toEqual([1, expect.stringContaining(place)]);
    // The other way round, without the command: it would have Terraform show both again.
    const { json, saved } = read(other);
    expect([
      ...planDifferences(json, readBase.json),
      ...savedPlanDifferences(saved, readBase.saved),
    ]).not.toEqual([]);
  });

  it("is 1 for a connection, and for a number of which only the digits beyond 2^53 differ", () => {
    const connection = (host: string) =>
      planned({
        text: changedStack({ [`${SECOND}/provisioner`]: PROVISIONER, [`${SECOND}/connection`]: { host } }),
      });
    const number = (size: string) =>
      planned({ text: changedStack({}).replace('"size":1', `"size":${size}`) });
    expect(compare(connection("a"), connection("b")).said).toContain("second.connection.host");
    expect(compare(number("9007199254740992"), number("9007199254740993")).said).toContain(".size");
  });

  it.each(NOT_COMPARABLE)("is 2 for %s", (_, change, reason) => {
    const plan = planned(change);
    const { status, said } = compare(plan, plan);
    expect([status, said]).toEqual([2, expect.stringContaining(reason)]);
  });

  it("is never 0 for JSON, which leaves out too much", () => {
    const text = execFileSync(TERRAFORM, ["show", "-json", "plan.tfplan"], {
      cwd: base,
      env,
      encoding: "utf8",
    });
    const json = (name: string, content: string) => {
      const stack = join(folder, name);
      mkdirSync(stack);
      writeFileSync(join(stack, "plan.tfplan"), content);
      return stack;
    };
    const [one, same] = [json("one", text), json("same", text)];
    expect(compare(one, same)).toEqual({ status: 2, said: expect.stringContaining("give the plan files") });
    const other = json("other", text.replace('"size":1', '"size":2'));
    expect(compare(one, other)).toEqual({ status: 1, said: expect.stringContaining(".size") });
    expect(compare(base, one)).toEqual({ status: 2, said: expect.stringContaining("not both plan files") });
  });
});
