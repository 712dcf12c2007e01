import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DEMANDS } from "../../../testing/links/demanded-link";
import { linkWith } from "../../../testing/links/links";
import { CHECK_IDS } from "../../../tools/doctor/judge/check";
import { linksFileValid } from "../../../tools/doctor/judge/checks/links-file";
import { nodeVersion } from "../../../tools/doctor/judge/checks/node-version";
import { linkChecks } from "../../../tools/doctor/judge/link-checks";
import { PROJECT_ROOT } from "../../../tools/lib/process/project-root";

it("the list of ids holds every check once, in the order in which they are told", () => {
  const demands = linkWith({ function: { alarms: DEMANDS.alarms, vpc: DEMANDS.vpc } }).function;
  const links = linkChecks(true, undefined, demands, { buckets: true, parameters: true }).map(({ id }) => id);
  expect([nodeVersion.id, linksFileValid.id, "links", ...links]).toEqual(CHECK_IDS);
});

it.each([
  ["18.20.8", "problem"],
  ["20.18.3", "problem"],
  ["20.19.0", "ok"],
  ["21.7.3", "problem"],
  ["22.12.0", "problem"],
  ["22.13.0", "ok"],
  ["23.11.1", "problem"],
  ["24.0.0", "ok"],
  ["26.12.1", "ok"],
])("Node.js %s: %s", async (version, status) => {
  expect(await nodeVersion.run({ nodeVersion: version })).toMatchObject({ status });
});

it("Node.js is expected as package.json says it", () => {
  const { engines } = JSON.parse(readFileSync(join(PROJECT_ROOT, "package.json"), "utf8"));
  const lines = engines.node.replaceAll(/\^|>=|\.0(?= |$)/g, "").split(" || ");
  expect(nodeVersion.expected({ nodeVersion: process.versions.node })).toBe(`${lines.join(", ")} or newer`);
});

it("a refused links file is a problem, in the loader's own words", async () => {
  const refused = { file: "links.yaml", links: [], refusal: "links.yaml has 1 problem" };
  expect(await linksFileValid.run(refused)).toMatchObject({ status: "problem", found: refused.refusal });
});
