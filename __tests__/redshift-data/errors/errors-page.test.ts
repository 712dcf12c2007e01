import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ERROR_CODES } from "../../../redshift-data/errors/error-codes";
import { errorsPage } from "../../../redshift-data/errors/page/errors-page";
import { OWN_ERRORS } from "../../../redshift-data/errors/page/own-errors";

const ROOT = join(__dirname, "../../..");
const ROOMS = ["functions/run-query", "redshift-data"];

test("the committed page is the generated one", () => {
  expect(readFileSync(join(ROOT, "docs/errors.md"), "utf8")).toBe(errorsPage());
});

test("the two errors everyone meets first stand first", () => {
  const codes = [...errorsPage().matchAll(/^## ([A-Z0-9_]+)$/gm)].map(([, code]) => code);
  expect(codes.slice(0, 2)).toEqual(["HOP1_DENIED", "CREDENTIALS_DENIED"]);
});

test("every code that the function can throw is on the page, and no other", () => {
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...ROOMS], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const sources = files.split("\n").filter((file) => file.endsWith(".ts") && !file.includes("/page/"));
  const thrown = sources.flatMap((file) =>
    [...readFileSync(join(ROOT, file), "utf8").matchAll(/code: "([A-Z0-9_]+)"/g)].map(([, code]) => code),
  );
  const page = errorsPage();
  const told = [
    ...[...page.matchAll(/^## ([A-Z0-9_]+)$/gm)].map(([, code]) => code),
    ...OWN_ERRORS.map(({ code }) => code),
  ];
  expect([...new Set(told)].sort()).toEqual([...new Set(thrown)].sort());
  expect([...new Set(told)].sort()).toEqual([...ERROR_CODES].sort());
});
