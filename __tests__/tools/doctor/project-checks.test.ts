import { linksFileValid } from "../../../tools/doctor/judge/checks/links-file";
import { nodeVersion } from "../../../tools/doctor/judge/checks/node-version";

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
