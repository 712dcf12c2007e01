const { WORKER_OPTIONS } = require("../../../testing/jest/worker-options.js");

test("a worker runs with the options for test after test", () => {
  expect(process.execArgv).toEqual(expect.arrayContaining(WORKER_OPTIONS));
});
