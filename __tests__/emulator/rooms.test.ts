import { relative } from "node:path";
import { IMPORTS } from "../../testing/architecture/imports";
import { SOURCE_FILES, sourceOf } from "../../testing/architecture/source-files";

/** Files at the package's root that every folder may import: what is told, and what is thrown, at the front door. */
const SHARED = ["emulator-event", "emulator-error"];

/**
 * Folder → folders of the package that it may import, in the order of a request from its last stop to its first.
 * `emulator/README.md` says what each is.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  authentication: ["protocol"],
  moto: ["protocol"],
  "service-models": ["protocol", "authentication"],
  faults: ["protocol", "authentication"],
  iam: ["protocol", "authentication", "moto"],
  "resource-policies": ["protocol", "authentication", "moto"],
  authorization: ["protocol", "authentication", "moto", "iam", "resource-policies"],
  sts: ["protocol", "authentication", "iam", "authorization"],
  lambda: [
    ...["protocol", "authentication", "moto", "service-models", "iam", "resource-policies", "authorization"],
  ],
  "redshift-data": ["protocol", "authentication", "authorization"],
  redshift: ["protocol", "authentication", "moto", "redshift-data"],
  s3: ["protocol", "authentication", "moto", "iam", "authorization", "sts", "redshift-data", "redshift"],
  gateway: [
    ...["protocol", "authentication", "moto", "faults", "iam", "resource-policies", "authorization"],
    ...["sts", "lambda", "redshift-data", "redshift", "service-models"],
  ],
};

/** The same inside the Data API; files beside the folders put them together. */
const ALLOWED_IN_DATA_API: Readonly<Record<string, readonly string[]>> = {
  sql: [],
  request: ["sql"],
  result: ["request"],
  engine: ["sql"],
  warehouse: ["sql", "result", "engine"],
  copy: ["sql", "result", "warehouse"],
  authorization: ["request", "warehouse"],
  statement: ["sql", "request", "result", "warehouse", "authorization"],
  catalogue: ["request", "result", "warehouse", "authorization", "statement"],
};

/** Files that the folders of the Data API may import: time and quotas are everybody's. */
const SHARED_IN_DATA_API = ["server-clock", "quotas"];

const files = SOURCE_FILES.filter((file) => file.startsWith("emulator/"));

interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** Imports between files below a folder, as paths relative to it, without their ends. */
function arrowsIn(folder: string): Arrow[] {
  const start = `${folder}/`;
  const below = (file: string) => file.slice(start.length).replace(/\.ts$/, "");
  return IMPORTS.filter(({ from, to }) => from.startsWith(start) && to.startsWith(start)).map(
    ({ from, to }) => ({ from: below(from), to: below(to) }),
  );
}

const folderOf = (path: string) => (path.includes("/") ? (path.split("/")[0] ?? "") : undefined);

/** Arrows that no table allows. What lies at the folder's root may import everything below. */
function against(
  allowed: Readonly<Record<string, readonly string[]>>,
  shared: readonly string[],
  arrows: readonly Arrow[],
): string[] {
  return arrows
    .filter(({ from, to }) => {
      const [source, target] = [folderOf(from), folderOf(to)];
      if (source === undefined || source === target || shared.includes(to)) return false;
      return target === undefined || !(allowed[source]?.includes(target) ?? false);
    })
    .map(({ from, to }) => `${from} -> ${to}`);
}

const foldersIn = (folder: string) =>
  [...new Set(files.map((file) => folderOf(relative(folder, file))))].filter(
    (name) => name !== undefined && name !== "..",
  );

test("every folder of the package has a line in the table", () => {
  expect(foldersIn("emulator").sort()).toEqual(Object.keys(ALLOWED).sort());
  expect(foldersIn("emulator/redshift-data").sort()).toEqual(Object.keys(ALLOWED_IN_DATA_API).sort());
});

test("the folders of the package import one way", () => {
  const arrows = arrowsIn("emulator");
  expect(arrows.length).toBeGreaterThan(200);
  expect(against(ALLOWED, SHARED, arrows)).toEqual([]);
});

test("so do the folders of the Data API", () => {
  const arrows = arrowsIn("emulator/redshift-data");
  expect(arrows.length).toBeGreaterThan(50);
  expect(against(ALLOWED_IN_DATA_API, SHARED_IN_DATA_API, arrows)).toEqual([]);
});

test("a line of either table names only lines above it, so no way leads back", () => {
  for (const table of [ALLOWED, ALLOWED_IN_DATA_API]) {
    const names = Object.keys(table);
    for (const [name, allowed] of Object.entries(table)) {
      for (const other of allowed) expect(names.indexOf(other)).toBeLessThan(names.indexOf(name));
    }
  }
});

test("the README lists the folders", () => {
  const listed = [...sourceOf("emulator/README.md").matchAll(/^\| `([^`]+)\/` /gm)];
  expect(listed.map(([, name]) => name).sort()).toEqual(Object.keys(ALLOWED).sort());
});
