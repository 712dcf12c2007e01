import { IMPORTS } from "../../testing/architecture/imports";
import { SOURCE_FILES, sourceOf } from "../../testing/architecture/source-files";

const LIBRARY = "redshift-data/";

/** The folders of the library from the bottom to the top; files beside them are its front door, above all. */
const ORDER = ["link", "errors", "copy", "client", "result", "statement", "queries", "log"];

const inside = (file: string) => file.startsWith(LIBRARY);
const below = (file: string) => file.slice(LIBRARY.length);
const files = SOURCE_FILES.filter(inside).map(below);

/** Place in the order; the front door is above every folder. */
function level(file: string): number {
  const [folder = "", ...rest] = file.split("/");
  return rest.length === 0 ? ORDER.length : ORDER.indexOf(folder);
}

const imports = IMPORTS.filter(({ from, to }) => inside(from) && inside(to)).map(({ from, to }) => ({
  from: below(from),
  to: below(to),
}));

test("every file of the library is in a folder of the order, or at its front door", () => {
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((file) => level(file) === -1)).toEqual([]);
  expect(files.filter((file) => !file.includes("/")).sort()).toEqual([
    "answer-request.ts",
    "connect-link.ts",
    "connect.ts",
    "handler-link.ts",
    "lambda-invocation.ts",
    "link-client.ts",
    "link-database.ts",
    "played-answers.ts",
    "played-data-api.ts",
    "played-rows.ts",
    "read-settings.ts",
    "testing.ts",
  ]);
});

test("every import points down the order, or stays in its folder", () => {
  expect(imports.length).toBeGreaterThan(100);
  expect(imports.filter(({ from, to }) => level(to) > level(from))).toEqual([]);
});

test("only the file that connects a link, and the adapter itself, load the AWS SDK", () => {
  const loading = files.filter((file) =>
    /import \{(?! type)[^}]*\} from "@aws-sdk/s.test(sourceOf(`${LIBRARY}${file}`)),
  );
  expect(loading).toEqual(["client/sdk/sdk-clients.ts"]);
  const importing = imports.filter(({ to }) => to === "client/sdk/sdk-clients.ts").map(({ from }) => from);
  expect(importing).toEqual(["connect-link.ts"]);
});
