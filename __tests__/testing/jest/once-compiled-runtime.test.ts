import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a module with this source exports. */
function exportsOf(source: string): Record<string, unknown> {
  const file = join(mkdtempSync(join(tmpdir(), "compiled-")), "module.js");
  writeFileSync(file, source);
  return require(file);
}

test("a module has the sandbox's own globals, without asking the sandbox for those that no test replaces", () => {
  const own = Map;
  const ask = jest.fn(() => own);
  Object.defineProperty(globalThis, "Map", { get: ask, configurable: true });
  const found = exportsOf("exports.own = [Map, Object, Buffer, Error]").own;
  Object.defineProperty(globalThis, "Map", { value: own, configurable: true, writable: true });
  expect(found).toEqual([own, Object, Buffer, Error]);
  expect(ask).not.toHaveBeenCalled();
});

test("what a test does replace a module sees", () => {
  jest.useFakeTimers({ now: 0 });
  expect(exportsOf("exports.now = Date.now()").now).toBe(0);
  jest.useRealTimers();
});

test("a module may declare their names anew", () => {
  const source =
    'const { Buffer } = require("node:buffer"); class Map {} const Error = 1; exports.own = [Buffer, Map, Error]';
  expect(exportsOf(source).own).toEqual([Buffer, expect.any(Function), 1]);
});

test("an error's place is that of the source", () => {
  const { stack } = exportsOf('module.exports = new Error("here");') as { stack: string };
  expect(stack.split("\n")[1]).toMatch(/module\.js:1:18\)$/);
});
