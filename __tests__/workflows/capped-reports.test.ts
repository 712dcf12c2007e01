import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { runnerFolder, type WorkflowStep, workflowSteps } from "../../testing/deployment/workflow-scripts";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";

const { put, read, run } = runnerFolder();

describe("what is written into issues and comments", () => {
  const MAX_CHARACTERS = 65_536;
  const action: { runs: { steps: readonly WorkflowStep[] } } = parse(
    readFileSync(join(PROJECT_ROOT, ".github/actions/cap-report/action.yml"), "utf8"),
  );
  const capped = (text: string) => {
    put("report.md", text);
    const { status, stderr } = run(
      action.runs.steps[0]?.run ?? "",
      {},
      {
        REPORT: "report.md",
        ARTIFACT: "drift",
        GITHUB_SERVER_URL: "https://github.com",
        GITHUB_RUN_ID: "12",
      },
    );
    expect([status, stderr]).toEqual([0, ""]);
    return read("report.md");
  };

  it.each(["", "short\n", "no end of line", "ä😀\n".repeat(20_000)])(
    "stays as it is where it fits",
    (text) => {
      expect(capped(text)).toBe(text);
    },
  );

  it.each(["a line of text\n", "ä😀 | b |\n", "\n"])(
    "is cut to whole lines of %j, and says where the rest is",
    (line) => {
      const text = capped(line.repeat(100_000));
      const [notice = "", empty, ...lines] = text.split("\n");
      expect(notice).toMatch(
        /^\*\*Cut: .* the artifact `drift` of https:\/\/github\.com\/my-org\/my-repo\/actions\/runs\/12\.\*\*$/,
      );
      expect(empty).toBe("");
      expect(new Set(lines.slice(0, -1))).toEqual(new Set([line.trimEnd()]));
      expect([...text].length).toBeGreaterThan(MAX_CHARACTERS / 2);
      expect([...text].length).toBeLessThanOrEqual(MAX_CHARACTERS);
    },
  );

  it("holds no half of a line that is too long", () => {
    expect(capped("x".repeat(100_000))).toMatch(/^\*\*Cut: [^\n]*\n\n\n$/);
  });

  it.each([
    ["plan", "Comment on the pull request", "review-${{ matrix.environment }}", "cdktf.out/review/review.md"],
    ["drift", "Keep one issue", "drift-${{ matrix.environment }}", "${{ runner.temp }}/drift.md"],
  ])("is whole in an artifact and then cut, in %s.yml before %s", (workflow, name, artifact, file) => {
    const steps = workflowSteps(workflow);
    const before = steps
      .slice(
        0,
        steps.findIndex((step) => step.name === name),
      )
      .slice(-2);
    expect(before).toEqual([
      expect.objectContaining({ with: expect.objectContaining({ name: artifact }) }),
      expect.objectContaining({ uses: "./.github/actions/cap-report", with: { file, artifact } }),
    ]);
  });

  it("comes after every artifact: a comment that fails takes none away", () => {
    const steps = workflowSteps("plan");
    const comment = steps.findIndex(({ name }) => name === "Comment on the pull request");
    const uploads = steps.flatMap(({ uses = "" }, index) =>
      uses.includes("/upload-artifact@") ? [index] : [],
    );
    expect(uploads).toHaveLength(2);
    expect(uploads.filter((index) => index > comment)).toEqual([]);
  });

  it("comes from no other step", () => {
    const writers = ["check", "plan", "deploy", "drift"].flatMap((workflow) =>
      workflowSteps(workflow).filter(({ run = "" }) =>
        /--body|body=|--comment|\/comments|\/issues/.test(run),
      ),
    );
    expect(writers.map(({ name }) => name)).toEqual(["Comment on the pull request", "Keep one issue"]);
  });
});
