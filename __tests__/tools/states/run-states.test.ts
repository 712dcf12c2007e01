import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../../testing/deployment/temporary-folder";
import { runStatesBefore } from "../../../tools/states/run-states";

const folder = temporaryFolder();
const { env } = process;
const said: string[] = [];

beforeEach(() => {
  said.length = 0;
  jest.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
});

afterEach(() => {
  process.env = env;
  jest.restoreAllMocks();
});

/** How cdktf's command line begins where PATH is this folder. */
async function before(more: NodeJS.ProcessEnv, link = "analytics"): Promise<[number, string]> {
  process.env = { ...env, PATH: folder, ...more };
  const code = await runStatesBefore(["deploy", link], new AbortController().signal);
  return [code, said.join("")];
}

const MISSING = (name: string) =>
  `${name} is not on PATH; install Terraform 1.5 or newer, or set TERRAFORM_BINARY_NAME to another binary such as tofu\n`;

test("cdktf is not started where there is no Terraform: it would say only that an init failed", async () => {
  expect(await before({})).toEqual([1, MISSING("terraform")]);
});

test("nor where the one that is named is not there", async () => {
  writeFileSync(join(folder, "terraform"), "", { mode: 0o755 });
  expect(await before({ TERRAFORM_BINARY_NAME: "tofuu" })).toEqual([1, MISSING("tofuu")]);
});

test("with one, nothing is said of links with local states; a broken links file is cdktf's to tell", async () => {
  writeFileSync(join(folder, "terraform"), "", { mode: 0o755 });
  expect(await before({})).toEqual([0, ""]);
  writeFileSync(join(folder, "links.yaml"), "links: 1");
  expect(await before({ PATH: "/none", LINKS_FILE: join(folder, "links.yaml") })).toEqual([0, ""]);
});

test("a slip of a link's name is told before cdktf starts, which would synthesize and name nothing", async () => {
  expect(await before({}, "analitics")).toEqual([
    1,
    "link is analitics, expected one of analytics; did you mean analytics?\n",
  ]);
});
