import { inParallel } from "../../../../tools/lib/process/in-parallel";

/** Lets everything that is ready run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Work whose every item ends when the test says so. */
function controlled() {
  const started: string[] = [];
  const ends = new Map<string, { resolve: (value: string) => void; reject: (reason: Error) => void }>();
  const work = (item: string) => {
    started.push(item);
    return new Promise<string>((resolve, reject) => ends.set(item, { resolve, reject }));
  };
  return {
    started,
    work,
    finish: (item: string) => ends.get(item)?.resolve(item.toUpperCase()),
    fail: (item: string) => ends.get(item)?.reject(new Error(item)),
  };
}

test("works on so many items at a time and no more, results in the order of the items", async () => {
  const { started, work, finish } = controlled();
  const results = inParallel(["a", "b", "c", "d"], 2, work);
  expect(started).toEqual(["a", "b"]);
  finish("b");
  await settle();
  expect(started).toEqual(["a", "b", "c"]);
  for (const item of ["c", "a"]) finish(item);
  await settle();
  finish("d");
  expect(await results).toEqual(["A", "B", "C", "D"]);
});

test("fails with the first failure, once what was running has ended, and starts nothing more", async () => {
  const { started, work, finish, fail } = controlled();
  let ended = false;
  const results = inParallel(["a", "b", "c", "d"], 2, work).finally(() => {
    ended = true;
  });
  const failure = expect(results).rejects.toThrow(/^b$/);
  fail("b");
  await settle();
  expect([ended, started]).toEqual([false, ["a", "b"]]);
  finish("a");
  await failure;
  expect(started).toEqual(["a", "b"]);
});

test("has nothing to do for nothing", async () => {
  expect(await inParallel([], 3, controlled().work)).toEqual([]);
});
