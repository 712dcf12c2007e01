import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { LinkAnswers } from "../../../access/link/link-answers";
import { temporaryFolder } from "../../../testing/deployment/temporary-folder";
import { editedText } from "../../../testing/tools/review-catalogue/edit";
import { reviewedPlan } from "../../../testing/tools/review-catalogue/plan-mutations";
import { stackWith } from "../../../testing/tools/reviewed-stack";
import { readLink } from "../../../tools/lib/link/read-link";
import { compareStacks } from "../../../tools/review/judge/comparison/compare-stacks";
import { exitCodeOf } from "../../../tools/review/judge/report";
import { reviewInputs } from "../../../tools/review/judge/review-inputs";
import { readPlanFile } from "../../../tools/review/read/read-input";

const QUERY_ROLE = "arn:aws:iam::111111111111:role/analytics-query";
const MOVED = "arn:aws:iam::111111111111:role/data/analytics-query";
const DATA_ROLE = "arn:aws:iam::222222222222:role/analytics-data";

const QUERY_ROLE_MOVES = `the query role ${QUERY_ROLE} is replaced by ${MOVED}: whatever trusts it outside the link has to name the new ARN, after the apply; the function is made anew with it, without aliases, permissions and event sources that are not of the link`;
const DATA_ROLE_FOLLOWS = `the data role ${DATA_ROLE} is replaced by another one of the same ARN: whatever trusts it by name outside the link keeps the id of the role that goes, and has to be saved again after the apply; statements that it started can be followed by nobody`;

const folder = temporaryFolder();

async function reviewed(text: string) {
  const file = join(folder, "analytics.json");
  writeFileSync(file, text);
  return reviewInputs(readPlanFile(file, {}), undefined);
}

test("a plan that replaces roles is clean, and says what that means for whoever trusts them", async () => {
  const report = await reviewed(JSON.stringify(reviewedPlan("replaced")));
  expect(report.stacks.flatMap(({ findings, unchecked }) => [...findings, ...unchecked])).toEqual([]);
  expect(exitCodeOf(report)).toBe(0);
  expect([...report.changes]).toEqual([
    [
      "analytics",
      { grants: [], statements: [], unchecked: [], takesAway: [QUERY_ROLE_MOVES, DATA_ROLE_FOLLOWS] },
    ],
  ]);
});

test.each([["no-op"], ["update"], ["create"]])(
  "a role with the change %s is not replaced",
  async (action) => {
    const path = ["resource_changes", 1, "change", "actions"];
    const report = await reviewed(editedText(reviewedPlan("after"), path, [action]));
    expect([...report.changes]).toEqual([]);
  },
);

const answersOf = (changes: object) => new LinkAnswers(readLink(stackWith(changes)));

test("against: a role under another path is replaced, and the data role that names it exactly with it", async () => {
  const moved = { queryRole: { path: "/data/" } };
  const { takesAway } = await compareStacks(answersOf({}), answersOf(moved));
  expect(takesAway.filter((line) => line.includes("is replaced"))).toEqual([
    QUERY_ROLE_MOVES,
    DATA_ROLE_FOLLOWS,
  ]);
  const trust = { mode: "account", externalId: "analytics-link-2026" };
  const byAccount = await compareStacks(answersOf({ trust }), answersOf({ ...moved, trust }));
  expect(byAccount.takesAway.filter((line) => line.includes("is replaced"))).toEqual([QUERY_ROLE_MOVES]);
});
