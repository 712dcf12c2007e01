import { AsyncLocalStorage } from "node:async_hooks";

type Environment = { setup(): Promise<void>; teardown(): Promise<void> };

const { run, enterWith } = AsyncLocalStorage.prototype;
/** Loading the environment notes what is switched on, for the rest of the worker's life. */
afterAll(() => {
  Object.assign(AsyncLocalStorage.prototype, { run, enterWith });
});

/** An environment of its own, whose end does not end what this file stands on. */
function newEnvironment(): Environment {
  const OutsideEnvironment = require("../../../testing/jest/outside-environment.js");
  const projectConfig = { globals: {}, testEnvironmentOptions: {}, fakeTimers: {} };
  return new OutsideEnvironment({ projectConfig, globalConfig: {} }, {});
}

test("what a test file has switched on along its asynchronous calls is switched off at its end, once", async () => {
  const environment = newEnvironment();
  await environment.setup();
  const storages = {
    run: new AsyncLocalStorage(),
    entered: new AsyncLocalStorage(),
    unused: new AsyncLocalStorage(),
  };
  const off: string[] = [];
  for (const [name, storage] of Object.entries(storages)) {
    jest.spyOn(storage, "disable").mockImplementation(() => void off.push(name));
  }
  storages.run.run("stored", () => expect(storages.run.getStore()).toBe("stored"));
  storages.entered.enterWith("stored");
  expect(off).toEqual([]);
  await environment.teardown();
  expect(off).toEqual(["run", "entered"]);
  await newEnvironment().teardown();
  expect(off).toEqual(["run", "entered"]);
});
