import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { Testing } from "cdktf";
import { strFromU8, unzipSync, zipSync } from "fflate";
import type { Link } from "../../config/link";
import { parseLinksFile } from "../../config/parse-links";
import {
  codeProblems,
  functionCode,
  functionContract,
  sampleEventProblems,
} from "../../stacks/function-code";
import { LINK_CHECKS } from "../../stacks/link-checks";
import { LinkStack } from "../../stacks/link-stack";
import { linkWith } from "../../testing/links/links";
import { Synth } from "../../testing/links/synth-stack";

const folder = mkdtempSync(join(tmpdir(), "function-code-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** From the working directory, as a links file there would name it. */
function fileWith(name: string, content: string | Uint8Array): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), content);
  return relative("", join(folder, name));
}

/** What the stack says beside what Terraform reads. */
function commentOf(link: Link): unknown {
  return new LinkStack(Testing.app(), link).toTerraform()["//"];
}

const REPORT = "functions/nightly-report/handler.ts";

test("a handler of one's own is in the function's place, bundled, and the stack says whose code it is", () => {
  const link = linkWith({ function: { entry: REPORT } });
  const synth = new Synth(link);
  expect(synth.resource("aws_lambda_function", "query_function")).toMatchObject({
    description: `Handler ${REPORT} of link analytics`,
    handler: "index.handler",
    runtime: "nodejs22.x",
    source_code_hash: functionCode(link).sha256Base64,
  });
  expect(commentOf(link)).toMatchObject({ function: { entry: REPORT } });
  expect(synth.json.output).toMatchObject({
    query_function_arn: { description: JSON.stringify({ function: { entry: REPORT } }) },
  });
  const code = strFromU8(unzipSync(functionCode(link).bytes)["index.js"] ?? new Uint8Array());
  expect(code).toContain("FROM sales_by_month");
  // The chain of credential providers is not in it, and other clients of AWS's work all the same.
  expect(code).not.toContain("credential_process");
});

test("a folder that is named like an expression of Terraform's is one: nobody's plan evaluates it", () => {
  mkdirSync(join(folder, "${path.module}"), { recursive: true });
  const file = fileWith("${path.module}/%{if(true)}.mjs", "export const handler = () => 1;");
  const link = linkWith({ function: { entry: REPORT } });
  const own: Link = { ...link, function: { ...link.function, code: { kind: "entry", file } } };
  const { description } = new Synth(own).resource("aws_lambda_function", "query_function");
  expect(String(description).replaceAll("$${", "").replaceAll("%%{", "")).not.toMatch(/[$%]\{/);
});

test("the path of code that is far away does not make a description which Lambda refuses", () => {
  const file = `${"far/".repeat(70)}handler.ts`;
  const link = linkWith({ name: `a${"-b".repeat(20)}` });
  const description = (kind: "entry" | "archive") =>
    functionContract({ ...link, function: { ...link.function, code: { kind, file, handler: "handler" } } })
      .description;
  expect(description("entry")).toMatch(/^Handler \.\.\..*far\/far\/handler\.ts of link a(?:-b){20}$/);
  expect([description("entry"), description("archive")].map(({ length }) => length)).toEqual([256, 256]);
});

test("everything but the code is as without it", () => {
  const without = new Synth(linkWith()).json;
  const withOwn = new Synth(linkWith({ function: { entry: REPORT } })).json;
  const ours = without.resource.aws_lambda_function?.query_function;
  const own = withOwn.resource.aws_lambda_function?.query_function;
  const { description: _, filename: __, source_code_hash: ___, ...rest } = ours ?? {};
  expect(own).toMatchObject(rest);
  expect(withOwn.data).toEqual(without.data);
  expect({ ...withOwn.resource, aws_lambda_function: {} }).toEqual({
    ...without.resource,
    aws_lambda_function: {},
  });
});

test("an archive of one's own, in another language", () => {
  const archive = fileWith("report.zip", zipSync({ "report.py": new Uint8Array([1]) }));
  const link = linkWith({ function: { archive, handler: "report.run", runtime: "python3.14" } });
  const synth = new Synth(link);
  expect(synth.resource("aws_lambda_function", "query_function")).toMatchObject({
    handler: "report.run",
    runtime: "python3.14",
    filename: expect.stringMatching(/^assets\/.*\/function\.zip$/),
  });
  expect(commentOf(link)).toMatchObject({ function: { archive } });
  expect(synth.json).toMatchObject({
    terraform: { required_providers: { aws: { version: ">= 6.20.0, < 7.0.0" } } },
  });
});

test("what cannot be bundled is a problem of the file, with file and line", () => {
  const problems = (entry: string) =>
    codeProblems(linkWith({ function: { entry } })).map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    );
  expect(problems(REPORT)).toEqual([]);
  const broken = fileWith("broken.ts", "export const handler = async () => {\n  return await;\n};\n");
  expect(problems(broken)).toEqual([
    expect.stringMatching(
      /^function\.entry: is .*broken\.ts, which cannot be bundled: .*broken\.ts:2:14: ERROR: .*correct it there$/,
    ),
  ]);
  expect(problems("functions/absent.ts")).toEqual([
    "function.entry: is functions/absent.ts, which is missing, expected a .ts or .js file; create it, or correct the path, which is from the file that names it",
  ]);
  const other = fileWith("other.ts", "export const handle = async () => 1;\n");
  expect(problems(other)).toEqual([
    expect.stringMatching(/other\.ts exports handle, expected handler; correct it there$/),
  ]);
  // What is written as CommonJS says what it exports when it runs.
  expect(problems(fileWith("old.js", "exports.handler = async () => 1;\n"))).toEqual([]);
});

test.each([
  ["none.cjs", "module.exports = async () => 1;\n", "none.cjs exports no handler, expected handler"],
  ["none.cts", "export = { run: async () => 1 };\n", "none.cts exports no handler, expected handler"],
  ["empty.cjs", "", "empty.cjs exports no handler, expected handler"],
  [
    "meta.ts",
    "import { dirname } from 'node:path';\nexport const handler = async () => dirname(import.meta.url);\n",
    'meta.ts:2:43: "import.meta" is not available with the "cjs" output format and will be empty',
  ],
  [
    "mixed.mjs",
    "export const version = 1;\nmodule.exports = { handler: async () => version };\nexport const handler = 1;\n",
    'mixed.mjs:2:0: The CommonJS "module" variable is treated as a global variable in an ECMAScript module and may not work as expected',
  ],
  [
    "namespace.ts",
    "import * as report from './namespace-of';\nexport const handler = async () => report();\n",
    'namespace.ts:2:35: Calling "report" will crash at run-time because it\'s an import namespace object, not a function',
  ],
])("%s would fail as soon as it is called, and is a problem of the file", (name, text, expected) => {
  fileWith("namespace-of.ts", "export default () => 1;\n");
  expect(codeProblems(linkWith({ function: { entry: fileWith(name, text) } }))).toEqual([
    { path: ["function", "entry"], message: expect.stringContaining(`${expected}; correct it there`) },
  ]);
});

test.each([
  ["passes-on.cjs", "module.exports = require('./passed-on.cjs');\n"],
  ["passes-on.cts", "import all = require('./passed-on.cjs');\nexport = all;\n"],
  ["assigned.cts", "export = { handler: async () => 1 };\n"],
])("%s says what it exports when it runs", (name, text) => {
  fileWith("passed-on.cjs", "exports.handler = async () => 1;\n");
  expect(codeProblems(linkWith({ function: { entry: fileWith(name, text) } }))).toEqual([]);
});

test("of two runtimes of one handler, the one that takes no callback refuses it", () => {
  const entry = fileWith("callback.cjs", "exports.handler = (event, context, callback) => callback(null);\n");
  const problems = (runtime: string) => codeProblems(linkWith({ function: { entry, runtime } }));
  expect(problems("nodejs22.x")).toEqual([]);
  expect(problems("nodejs24.x")).toEqual([
    {
      path: ["function", "entry"],
      message: expect.stringMatching(
        /callback\.cjs:1: handler is a function of 3 parameters, .*; correct it there$/,
      ),
    },
  ]);
});

test("an archive that Lambda could not run is a problem of the file", () => {
  const fields = { archive: "absent.zip", handler: "report.run", runtime: "python3.13" };
  expect(codeProblems(linkWith({ function: fields }))).toEqual([
    {
      path: ["function", "archive"],
      message: "is absent.zip, which is missing, expected a zip archive; build it before the synth",
    },
  ]);
});

test("a sample event that could not be sent is a problem of the file, without a word of what is in it", () => {
  const problems = (sampleEvent: string) => sampleEventProblems(linkWith({ function: { sampleEvent } }));
  const expected =
    "expected a file with one event of the function as JSON; correct it, or the path, which is from the file that names it";
  const path = ["function", "sampleEvent"];
  const broken = fileWith("broken.json", "{ secret: 1 }");
  mkdirSync(join(folder, "folder.json"));
  const other = relative("", join(folder, "folder.json"));
  expect(["absent.json", broken, other].flatMap(problems)).toEqual([
    { path, message: `is absent.json, which is missing, ${expected}` },
    { path, message: `is ${broken}, which is not valid JSON, ${expected}` },
    { path, message: `is ${other}, which cannot be read (EISDIR), ${expected}` },
  ]);
  expect(problems(fileWith("event.json", "\uFEFF{}"))).toEqual([]);
  expect(sampleEventProblems(linkWith())).toEqual([]);
});

test("a synth tells a sample event that is missing with the other problems of the file", () => {
  const text = `links:
  - name: sales
    lambdaAccount: { id: "111111111111", region: eu-west-1, profile: a }
    redshiftAccount: { id: "222222222222", region: eu-west-1, profile: b }
    target: { cluster: warehouse, database: dev }
    function: { entry: absent.ts, sampleEvent: absent.json }
`;
  expect(() => parseLinksFile(text, "links.yaml", { checks: LINK_CHECKS })).toThrow(
    /6:24 links\[0\]\.function\.entry: is absent\.ts.*\n.*6:48 links\[0\]\.function\.sampleEvent: is absent\.json/,
  );
});

test("a link without code of its own has the project's contract, unchanged", () => {
  expect(functionContract(linkWith())).toMatchObject({ entryFile: "functions/run-query/handler.ts" });
  expect(codeProblems(linkWith())).toEqual([]);
});
