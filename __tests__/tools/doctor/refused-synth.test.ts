import { folderOf } from "../../../tools/doctor/read/read-project";
import { ToolError } from "../../../tools/lib/terminal/tool-error";

test("why a synth was refused is not said by each check that needs a stack", async () => {
  const refused = Promise.reject(new ToolError("SYNTH_FAILED", "a lock file is stale"));
  await expect(folderOf({ name: "analytics" }, refused)).rejects.toEqual(
    new ToolError("SYNTH_FAILED", "link analytics is not synthesized; the check links-file says why"),
  );
  await expect(folderOf({ name: "analytics" }, Promise.reject(new TypeError("x")))).rejects.toEqual(
    new TypeError("x"),
  );
  const stacks = Promise.resolve([{ name: "analytics", folder: "/out/stacks/analytics" }]);
  expect(await folderOf({ name: "analytics" }, stacks)).toBe("/out/stacks/analytics");
  await expect(folderOf({ name: "other" }, stacks)).rejects.toMatchObject({ code: "NOT_SYNTHESIZED" });
});
