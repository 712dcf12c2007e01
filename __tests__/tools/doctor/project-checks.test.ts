import { CHECK_IDS } from "../../../tools/doctor/judge/check";
import { linksFileValid } from "../../../tools/doctor/judge/checks/links-file";
import { nodeVersion } from "../../../tools/doctor/judge/checks/node-version";
import { linkChecks } from "../../../tools/doctor/judge/link-checks";

it("the list of ids holds every check once, in the order in which they are told", () => {
  const links = linkChecks(true).map(({ id }) => id);
  expect([nodeVersion.id, linksFileValid.id, "links", ...links]).toEqual(CHECK_IDS);
});

it.each([
  ["20.8.1", "problem"],
  ["20.9.0", "ok"],
  ["24.0.0", "ok"],
])("Node.js %s: %s", async (version, status) => {
  expect(await nodeVersion.run({ nodeVersion: version })).toMatchObject({ status });
});

it("a refused links file is a problem, in the loader's own words", async () => {
  const refused = { file: "links.yaml", links: [], refusal: "links.yaml has 1 problem" };
  expect(await linksFileValid.run(refused)).toMatchObject({ status: "problem", found: refused.refusal });
});
