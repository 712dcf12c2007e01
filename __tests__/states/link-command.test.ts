import { handOffPage } from "../../stacks/hand-off/hand-off-page";
import { foreignStateAdvice } from "../../states/foreign-resources";
import { linkCommand, synthCommand } from "../../states/link-command";
import { SOURCE_FILES, sourceOf } from "../../testing/architecture/source-files";
import { BUCKETS } from "../../testing/links/bucket-link";
import { linkWith } from "../../testing/links/links";
import { takeOver } from "../../tools/doctor/judge/existing-parts";
import { changeLines, deployAgain } from "../../tools/doctor/judge/next-steps";

const PROD = { ...linkWith({}), environment: "prod" };

test("a command for a link is typed with the environment that the link is of", () => {
  expect(linkCommand("lock", linkWith({}))).toBe("npm run lock -- analytics");
  expect(linkCommand("deploy-policy", PROD)).toBe("npm run deploy-policy -- analytics --env prod");
});

test("advice names it", () => {
  const part = { address: "aws_iam_role.data_role", importId: "analytics-data" };
  for (const advice of [
    ...[deployAgain(PROD), changeLines(PROD, []), foreignStateAdvice(PROD), takeOver(PROD, [part])],
  ]) {
    const commands = advice.match(/npm run [a-z-]+ -- analytics\b( --env prod)?/g) ?? [];
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter((command) => !command.endsWith(" --env prod"))).toEqual([]);
  }
});

test("and so does the page of the hand-off", () => {
  const page = handOffPage({ ...linkWith({ buckets: BUCKETS }), environment: "prod" }, {});
  expect(page.match(/`npm run [^`]*`/g)).toEqual([
    "`npm run synth -- --env prod`",
    "`npm run deploy -- analytics --env prod`",
    "`npm run doctor -- analytics --env prod`",
  ]);
  expect(synthCommand({})).toBe("npm run synth");
});

/** Of a link that is gone, whose environment nobody knows; and what a file says of how it was made, which is the same in all of them. */
const WITHOUT = ["rehearsal/queries/run-queries.ts", "states/unowned-states.ts"];

test("no other file writes one by itself", () => {
  const product = SOURCE_FILES.filter((file) => !/^(__tests__|testing|bench)\//.test(file));
  const writing = product.filter((file) => /npm run [a-z-]+ -- \$\{/.test(sourceOf(file)));
  expect(writing.sort()).toEqual(WITHOUT);
});
