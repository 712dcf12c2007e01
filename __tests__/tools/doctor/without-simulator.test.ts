import { facts } from "../../../testing/tools/doctor-facts";
import { linkChecks } from "../../../tools/doctor/judge/link-checks";
import { runChecks } from "../../../tools/doctor/judge/run-check";

jest.mock("@cloud-copilot/iam-simulate", () => {
  throw new Error("Cannot find module '@cloud-copilot/iam-simulate'");
});

test("without the simulator the doctor checks what decides nothing, and says what it could not and why", async () => {
  const results = await runChecks(linkChecks(true), facts());
  const open = results.filter(({ status }) => status !== "ok");
  expect(open.map(({ id, status }) => [id, status])).toEqual([
    ["function-trust", "could-not-check"],
    ["hop-1", "could-not-check"],
    ["hop-2", "could-not-check"],
  ]);
  expect(new Set(open.map(({ found, next }) => `${found} | ${next}`))).toEqual(
    new Set([
      "IAM requests are decided with @cloud-copilot/iam-simulate, an optional package under AGPL-3.0 that cannot be loaded; npm ci installs it | npm ci, without leaving out optional packages, then run the doctor again",
    ]),
  );
  expect(results.length).toBeGreaterThan(15);
});
