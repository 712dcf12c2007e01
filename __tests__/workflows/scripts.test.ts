import { dirname, join } from "node:path";
import { runnerFolder, workflowScript, workflowSteps } from "../../testing/deployment/workflow-scripts";
import { RECORDED_PLAN_JSON, recordedPlanFile } from "../../testing/tools/recorded-plan-file";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";

const { put, read, run } = runnerFolder();

describe("deploy: the run whose plan was reviewed", () => {
  const RUN = {
    workflow_id: 7,
    event: "pull_request",
    conclusion: "success",
    head_repository: { full_name: "my-org/my-repo" },
  };
  const check = (found: object, id = "12") => {
    put("run.json", JSON.stringify(found));
    const gh = `case "$2" in */workflows/plan.yml) echo '{"id": 7}' ;; */runs/12) cat "$RUNNER_TEMP/run.json" ;; *) exit 1 ;; esac`;
    const text = workflowScript(
      "deploy",
      "The run is one of plan.yml for a pull request from this repository",
    );
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

describe.each([
  ["plan", "Plan every link"],
  ["deploy", "Plan main afresh"],
])("%s: %s", (workflow, step) => {
  const planned = (lookEnds: number) => {
    put("cdktf.out/stacks/analytics/cdk.tf.json", "{}");
    put("ran", "");
    const npm = `[ "$*" = "run --silent states" ] && exit ${lookEnds}; exit 9`;
    const terraform = `echo "$2" >> "$RUNNER_TEMP/ran"`;
    const { status } = run(workflowScript(workflow, step), { npm, terraform });
    return [status, read("ran")];
  };

  it.each([0, 2])("plans after a look at the states that ended with %d", (lookEnds) => {
    expect(planned(lookEnds)).toEqual([0, "init\nplan\n"]);
  });

  it("plans nothing where a state is of other accounts", () => {
    expect(planned(1)).toEqual([1, ""]);
  });
});

describe("deploy: the fresh plan is the reviewed one", () => {
  // Terraform shows every plan of ours as the recorded one.
  const terraform = `[ "$1 $2 $3" = "show -no-color -json" ] || exit 9; cat "$RUNNER_TEMP/shown.json"`;
  const npm = `shift 4; exec "${process.execPath}" --import "${require.resolve("tsx")}" "${PROJECT_ROOT}/tools/same-plan/same-plan.ts" "$@"`;
  const compare = () =>
    run(workflowScript("deploy", "The fresh plan is the reviewed one"), { terraform, npm }).status;

  beforeEach(() => {
    put("shown.json", RECORDED_PLAN_JSON);
    for (const plan of ["cdktf.out/stacks/analytics/fresh.tfplan", "reviewed/analytics/plan.tfplan"]) {
      put(plan, recordedPlanFile());
      put(join(dirname(plan), ".terraform.lock.hcl"), "aws");
    }
  });

  it("goes on when they are the same", () => {
    expect(compare()).toBe(0);
  });

  it.each<[string, () => void]>([
    [
      "another plan",
      () => put("reviewed/analytics/plan.tfplan", recordedPlanFile({ "tfconfig/m-/cdk.tf.json": "{}" })),
    ],
    ["no plan", () => put("reviewed/analytics/plan.tfplan", "{}")],
    ["what could be any plan: its JSON", () => put("reviewed/analytics/plan.tfplan", RECORDED_PLAN_JSON)],
    [
      "another provider in the plan",
      () => put("reviewed/analytics/plan.tfplan", recordedPlanFile({ ".terraform.lock.hcl": "evil" })),
    ],
    ["another provider", () => put("reviewed/analytics/.terraform.lock.hcl", "evil")],
    ["a link that main does not hold", () => put("reviewed/more/plan.tfplan", "{}")],
    ["a link that was not reviewed", () => put("cdktf.out/stacks/more/fresh.tfplan", "{}")],
  ])("stops at %s", (_, change) => {
    change();
    expect(compare()).not.toBe(0);
  });
});

describe("deploy: the providers of both plans", () => {
  const lock = (version: string, hash = "h1:a=") =>
    `provider "registry.terraform.io/hashicorp/aws" {\n  version     = "${version}"\n  constraints = ">= 5.100.0, < 7.0.0"\n  hashes = [\n    "${hash}",\n  ]\n}\n`;
  const FRESH = lock("6.25.0");
  const NO_LOCK =
    "no lock file of analytics is committed, so each run takes the newest one: npm run lock -- analytics, commit provider-locks/, and plan again";
  const LOCKED =
    "main locks the latter since the review: plan again (re-run plan of the pull request), and review that";
  const was = (reviewed: string, fresh: string) =>
    `analytics was reviewed with hashicorp/aws ${reviewed} and would be deployed with ${fresh}.`;

  it.each<[string, string | undefined, boolean, readonly [string, string]]>([
    ["another version, none locked", lock("6.24.0"), false, [was("6.24.0", "6.25.0"), NO_LOCK]],
    ["another version, locked since", lock("6.24.0"), true, [was("6.24.0", "6.25.0"), LOCKED]],
    [
      "one version with other checksums",
      lock("6.25.0", "h1:b="),
      false,
      [was("6.25.0", "6.25.0 with other checksums"), NO_LOCK],
    ],
    [
      "a file of a stranger's",
      '  version = "6; rm -rf /"\n',
      false,
      [was("an unknown version", "6.25.0"), NO_LOCK],
    ],
    ["no file", undefined, false, [was("an unknown version", "6.25.0"), NO_LOCK]],
  ])("stop the deploy with what to run: %s", (_, reviewed, isLocked, lines) => {
    put("cdktf.out/stacks/analytics/.terraform.lock.hcl", FRESH);
    put("reviewed/analytics/plan.tfplan", "");
    if (reviewed !== undefined) put("reviewed/analytics/.terraform.lock.hcl", reviewed);
    for (const [environment, file] of [
      ["", "analytics"],
      ["prod", "prod.analytics"],
    ] as const) {
      if (isLocked) put(`provider-locks/${file}.terraform.lock.hcl`, FRESH);
      const { status, stderr } = run(
        workflowScript("deploy", "The fresh plan is the reviewed one"),
        { npm: "exit 9" },
        { LINKS_ENVIRONMENT: environment },
      );
      expect(status).toBe(1);
      expect(stderr.split("\n").filter((line) => !line.startsWith("sed: "))).toEqual([...lines, ""]);
    }
  });
});

describe("deploy: the fresh plan passes the review", () => {
  const terraform = `[ "$2 $3 $4" = "show -json fresh.tfplan" ] || exit 9; echo "plan of $1"`;
  // Each review is noted with the plan that it was given, and ends as its file says.
  const npm = `echo "$*" >> "$RUNNER_TEMP/reviews"
    case "$*" in
      *--plan*) cat "$6" >> "$RUNNER_TEMP/reviews"; name="$(basename "$6" .plan.json)" ;;
      *) name=synthesized ;;
    esac
    exit "$(cat "$RUNNER_TEMP/$name.code")"`;
  const review = () =>
    run(workflowScript("deploy", "The fresh plan passes the review"), { terraform, npm }).status;

  beforeEach(() => {
    put("reviews", "");
    for (const name of ["analytics", "more"]) put(`cdktf.out/stacks/${name}/fresh.tfplan`, "");
    for (const name of ["synthesized", "analytics", "more"]) put(`${name}.code`, "0");
  });

  it("reviews what was synthesized, then each plan with the texts that its stack carries", () => {
    expect(review()).toBe(0);
    const ofLink = (name: string) => [
      expect.stringMatching(
        `^run --silent review -- --plan \\S+/${name}\\.plan\\.json --policy-texts cdktf\\.out/stacks/${name}/cdk\\.tf\\.json$`,
      ),
      `plan of -chdir=cdktf.out/stacks/${name}/`,
    ];
    const reviews = read("reviews").trimEnd().split("\n");
    expect(reviews).toEqual(["run --silent review", ...ofLink("analytics"), ...ofLink("more")]);
  });

  it.each<[string, string, number]>([
    ["a finding in a plan", "analytics", 1],
    ["a finding in the last plan", "more", 1],
    ["what could not be checked in a plan", "analytics", 2],
    ["a review that broke", "analytics", 137],
    ["a finding in the synthesized stacks", "synthesized", 1],
    ["what could not be checked in them", "synthesized", 2],
  ])("stops at %s", (_, name, code) => {
    put(`${name}.code`, String(code));
    expect(review()).toBe(code);
  });

  it("stands between the comparison and the apply", () => {
    const steps = workflowSteps("deploy").map(({ name }) => name);
    expect(steps.slice(-3)).toEqual([
      "The fresh plan is the reviewed one",
      "The fresh plan passes the review",
      "Apply the fresh plan",
    ]);
  });
});

describe("plan: the review", () => {
  const npm = `mkdir -p cdktf.out/review; echo "$@" > cdktf.out/review/review.md; exit 1`;
  const review = (base: string) => {
    const { status, output } = run(workflowScript("plan", "Review"), { npm }, { BASE: base });
    return [status, output, read("cdktf.out/review/review.md").split("\n")];
  };

  it("compares with the base", () => {
    expect(review("success")).toEqual([0, "exit-code=1\n", ["run review -- --against base/cdktf.out", ""]]);
  });

  it("says that there is no base to compare with", () => {
    const lines = ["run review --", "", expect.stringMatching(/^\*\*Could not check\*\* .* base /), ""];
    expect(review("failure")).toEqual([0, "exit-code=1\n", lines]);
  });
});
