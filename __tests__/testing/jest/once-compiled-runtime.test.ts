import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a module with this source exports. */
function exportsOf(source: string): Record<string, unknown> {
  const file = join(mkdtempSync(join(tmpdir(), "compiled-")), "module.js");
  writeFileSync(file, source);
  return require(file);
}

/** The same, and how often it asks the sandbox for its `Set`. */
function withAsked(source: string) {
  const own = Set;
  const ask = jest.fn(() => own);
  Object.defineProperty(globalThis, "Set", { get: ask, configurable: true });
  try {
    return { exports: exportsOf(source), asked: ask.mock.calls.length };
  } finally {
    Object.defineProperty(globalThis, "Set", { value: own, configurable: true, writable: true });
  }
}

test("a module has the sandbox's own globals, without asking the sandbox for those that no test replaces", () => {
  expect(withAsked("exports.own = [Set, Map, Buffer, Error]")).toEqual({
    exports: { own: [Set, Map, Buffer, Error] },
    asked: 0,
  });
});

test("so has one that declares some of their names anew", () => {
  const source =
    'const { Buffer } = require("node:buffer"); class Map {} const Error = 1; exports.own = [Set, Map, Buffer, Error]';
  expect(withAsked(source)).toEqual({ exports: { own: [Set, expect.any(Function), Buffer, 1] }, asked: 0 });
});

test("what a test does replace a module sees", () => {
  jest.useFakeTimers({ now: 0 });
  expect(exportsOf("exports.now = Date.now()").now).toBe(0);
  jest.useRealTimers();
});

test("an error's place is that of the source", () => {
  const { stack } = exportsOf('module.exports = new Error("here");') as { stack: string };
  expect(stack.split("\n")[1]).toMatch(/module\.js:1:18\)$/);
});
