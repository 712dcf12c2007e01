import { runnerFolder, workflowScript } from "../../testing/deployment/workflow-scripts";

const { put, read, run } = runnerFolder();

describe("plan: the comment", () => {
  const MARK = "<!-- review of the links of prod -->";
  const bot = { login: "github-actions[bot]" };
  /** The calls that change something, where the pull request has these comments. */
  const commented = (...pages: readonly (readonly object[])[]) => {
    put("cdktf.out/review/review.md", "granted\n");
    put("calls", "");
    for (const [index, page] of pages.entries()) put(`page-${index}`, JSON.stringify(page));
    const gh = `[ "$2" != --paginate ] || { cat "$RUNNER_TEMP"/page-*; exit; }; echo "$*" >> "$RUNNER_TEMP/calls"`;
    const env = { ENVIRONMENT: "prod", PULL_REQUEST: "7" };
    const { status, stderr } = run(workflowScript("plan", "Comment on the pull request"), { gh }, env);
    expect([status, stderr]).toEqual([0, ""]);
    expect(read("comment.md")).toBe(`${MARK}\n\n**prod**\n\ngranted\n`);
    return read("calls")
      .trim()
      .replace(/ --field body=@\S+ --silent$/, "");
  };

  it("is the environment's own, written once and then kept up to date", () => {
    const created = "api --method POST repos/my-org/my-repo/issues/7/comments";
    const others = [
      { id: 1, user: bot, body: "<!-- review of the links of dev -->" },
      { id: 2, user: { login: "stranger" }, body: MARK },
      { id: 3, user: bot, body: `> ${MARK}` },
    ];
    expect(commented([])).toBe(created);
    expect(commented(others)).toBe(created);
    expect(commented(others, [{ id: 4, user: bot, body: `${MARK}\n\nold` }])).toBe(
      "api --method PATCH repos/my-org/my-repo/issues/comments/4",
    );
  });
});

describe.each(["plan", "deploy", "drift"])("%s: the links file", (workflow) => {
  it.each([
    ["environments/prod.yaml", "environments/prod.yaml"],
    ["", "links.yaml"],
  ])("is the one that the environment names: %j", (own, file) => {
    put("env", "");
    const script = workflowScript(workflow, "The links file of the environment");
    expect(run(script, {}, { OF_ENVIRONMENT: own, GITHUB_ENV: "env" }).status).toBe(0);
    expect(read("env")).toBe(`LINKS_FILE=${file}\n`);
  });
});
