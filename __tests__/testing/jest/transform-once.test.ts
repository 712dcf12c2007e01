interface Transformed {
  readonly code: string;
  readonly sourceMapPath?: string;
}

interface TransformCache {
  readonly transforms: Map<string, Transformed>;
  readonly sourceMaps: Map<string, string>;
  transform(file: string, options?: { readonly isInternalModule: boolean }): string;
}

const {
  transformOnce,
}: { transformOnce(cache: TransformCache): void } = require("../../../testing/jest/transform-once.js");

const asked: string[] = [];

/** What Jest has for one test file: it transforms what it is asked for, and its own modules not at all. */
function cacheOfTestFile(): TransformCache {
  const cache: TransformCache = {
    transforms: new Map(),
    sourceMaps: new Map(),
    transform(file, options) {
      asked.push(file);
      if (options?.isInternalModule) return `source of ${file}`;
      const sourceMapPath = file.endsWith(".ts") ? `${file}.map` : undefined;
      const done = { code: `code of ${file}`, ...(sourceMapPath === undefined ? {} : { sourceMapPath }) };
      this.transforms.set(file, done);
      if (sourceMapPath !== undefined) this.sourceMaps.set(file, sourceMapPath);
      return done.code;
    },
  };
  transformOnce(cache);
  return cache;
}

test("what one test file had transformed the next one is given, with all that Jest knows of it", () => {
  const [first, second] = [cacheOfTestFile(), cacheOfTestFile()];
  for (const { transform } of [first, second]) {
    expect([transform("a.ts"), transform("b.js"), transform("a.ts")]).toEqual([
      "code of a.ts",
      "code of b.js",
      "code of a.ts",
    ]);
    expect(transform("a.ts", { isInternalModule: true })).toBe("source of a.ts");
  }
  expect(asked).toEqual(["a.ts", "b.js", "a.ts"]);
  expect(second).toEqual({ ...first, transform: expect.any(Function) });
  expect([...second.sourceMaps]).toEqual([["a.ts", "a.ts.map"]]);
});
