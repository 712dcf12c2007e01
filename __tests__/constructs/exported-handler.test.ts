import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { functionArchive } from "../../constructs/function-archive";
import { OWN_HANDLER } from "../../functions/run-query/contract";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";

const folder = temporaryFolder();

function fileWith(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return relative("", file);
}

/** Throws where the entry exports nothing that Lambda can call. */
function archiveOf(name: string, text: string, runtime: object = {}): unknown {
  return functionArchive({ ...OWN_HANDLER, ...runtime, entryFile: fileWith(name, text) }, { cached: false });
}

test.each([
  ["number.ts", "export const handler = 42;\n", "number.ts:1: handler is a number"],
  ["text.ts", "export { run as handler };\nconst run = 'run';\n", "text.ts:1: handler is a text"],
  ["later.ts", "// Set nowhere.\nexport let handler: () => void;\n", "later.ts:2: handler is undefined"],
  [
    "object.ts",
    "export const handler = {\n  text: `\n};${{ a: '}' }}`,\n  run: async () => 1,\n};\n",
    "object.ts:1: handler is an object",
  ],
  ["list.ts", "export const handler = [async () => 1];\n", "list.ts:1: handler is a list"],
  ["class.ts", "export class handler { async run() {} }\n", "class.ts:1: handler is a class"],
  ["yields.ts", "export async function* handler() { yield 1; }\n", "yields.ts:1: handler is a generator"],
  ["from.ts", "export { handler } from './number';\n", "from.ts:1: handler is a number"],
  ["number.cjs", "exports.handler = null;\n", "number.cjs:1: handler is null"],
  [
    "object.cjs",
    "module.exports = { a: 1, handler: { run: async () => 1 } };\n",
    "object.cjs:1: handler is an object",
  ],
])("%s exports what nobody can call, and is a problem of the file", (name, text, expected) => {
  fileWith("number.ts", "export const handler = 42;\n");
  expect(() => archiveOf(name, text)).toThrow(`${expected}, expected a function that Lambda can call`);
});

test.each([
  ["member.ts", "export const handler = { run: async () => 1 }.run;\n"],
  ["set-later.ts", "export let handler: unknown = null;\nhandler = async () => 1;\n"],
  [
    "taken-out.ts",
    "let handler: unknown;\n({ handler } = { handler: async () => 1 });\nexport { handler };\n",
  ],
  ["made.ts", "const make = () => async () => 1;\nexport const handler = make();\n"],
  ["proxy.ts", "export const handler = new Proxy(async () => 1, {});\n"],
  [
    "defined.cjs",
    "exports.handler = void 0;\nObject.defineProperty(exports, 'handler', { get: () => async () => 1 });\n",
  ],
  ["set-twice.cjs", "exports.handler = {};\nexports.handler = async () => 1;\n"],
  // What is loaded has a handler of its own, which is none of Lambda's.
  ["loads.ts", "import * as other from './object-of.cjs';\nexport const handler = async () => other;\n"],
  ["loads.cjs", "const other = require('./object-of.cjs');\nexports.handler = async () => other;\n"],
  ["passes-on.cjs", "module.exports = require('./object-of.cjs');\n"],
])("%s may export a function, and is left alone", (name, text) => {
  fileWith("object-of.cjs", "exports.handler = { any: 1 };\n");
  expect(() => archiveOf(name, text)).not.toThrow();
});

describe("a runtime that takes no callback", () => {
  const NODE_24 = { mostParameters: 2 };

  test.each([
    ["arrow.ts", "export const handler = async (event: object, context, callback) => event;\n", 1],
    ["declared.ts", "// A handler.\nexport function handler(event, { id = ')' }, callback) {}\n", 2],
    ["callback.cjs", "exports.handler = (event, context, callback) => callback(null, 1);\n", 1],
  ])("%s takes one", (name, text, line) => {
    expect(() => archiveOf(name, text, NODE_24)).toThrow(
      new RegExp(
        `${name}:${line}: handler is a function of 3 parameters, .*takes no callback, so at most 2 `,
      ),
    );
  });

  test.each([
    ["preset.ts", "export async function handler(event, context = {}, callback) {}\n"],
    [
      "pieces.ts",
      "declare const awslambda;\nexport const handler = awslambda.streamifyResponse(async (a, b, c) => 1);\n",
    ],
    [
      "marked.ts",
      'export const handler = async (a, b, c) => 1;\nhandler[Symbol.for("aws.lambda.runtime.handler.streaming")] = "response";\n',
    ],
    [
      "made-of.ts",
      "const make = (f) => (event) => f(event);\nexport const handler = make((a, b, c) => 1);\n",
    ],
  ])("%s takes none, or may take none", (name, text) => {
    expect(() => archiveOf(name, text, NODE_24)).not.toThrow();
  });
});
