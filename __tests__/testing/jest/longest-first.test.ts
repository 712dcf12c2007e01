import { readdirSync } from "node:fs";

const LongestFirst = require("../../../testing/jest/longest-first.js");

interface TestFile {
  readonly path: string;
}

const INTEGRATION = "/project/__tests__/integration";

/** Each of these takes minutes. */
const LONG = ["serve", "node-versions", "drift-command", "start", "bench-smoke", "demands"].map(
  (name): TestFile => ({ path: `${INTEGRATION}/${name}.test.ts` }),
);
const OTHERS = [
  `${INTEGRATION}/backends.test.ts`,
  ...["a", "b", "c", "d", "e", "f"].map((name) => `/project/__tests__/stacks/${name}.test.ts`),
].map((path): TestFile => ({ path }));
const FILES = [...OTHERS, ...LONG];

function shardsOf(files: readonly TestFile[], shardCount: number): TestFile[][] {
  return Array.from({ length: shardCount }, (_, index) =>
    new LongestFirst({}).shard(files, { shardIndex: index + 1, shardCount }),
  );
}

test.each([1, 2, 3, 5])("%s machines run every file, each of them once, and about as many", (count) => {
  const shards = shardsOf(FILES, count);
  expect(shards.flat().toSorted(byPath)).toEqual(FILES.toSorted(byPath));
  const sizes = shards.map(({ length }) => length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
});

test("each machine gets as much of the long files, the longest beside the shortest of them", () => {
  const long = shardsOf(FILES, 3).map((files) => files.filter((file) => LONG.includes(file)));
  expect(long).toEqual([
    [LONG[0], LONG[5]],
    [LONG[1], LONG[4]],
    [LONG[2], LONG[3]],
  ]);
});

test("which they are does not hang on the order in which the files were found", () => {
  expect(shardsOf(FILES.toReversed(), 3)).toEqual(shardsOf(FILES, 3));
});

test("every file that is known to take long is there: one of another name would be dealt as a short one", () => {
  const files = readdirSync("__tests__/integration").map((name) => ({ path: `${INTEGRATION}/${name}` }));
  const sorted: TestFile[] = new LongestFirst({}).shard(files, { shardIndex: 1, shardCount: 1 });
  expect(LongestFirst.LONGEST.map((name: string) => `${INTEGRATION}/${name}.test.ts`)).toEqual(
    sorted.slice(0, LongestFirst.LONGEST.length).map(({ path }) => path),
  );
});

function byPath(one: TestFile, other: TestFile): number {
  return one.path < other.path ? -1 : 1;
}
