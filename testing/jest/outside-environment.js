const { AsyncLocalStorage } = require("node:async_hooks");
const { TestEnvironment } = require("jest-environment-node");

/** What the running test file has switched on. */
const switchedOn = new Set();

for (const method of ["run", "enterWith"]) {
  const original = AsyncLocalStorage.prototype[method];
  AsyncLocalStorage.prototype[method] = function switchOn(...args) {
    switchedOn.add(this);
    return original.apply(this, args);
  };
}

/**
 * Jest's Node.js environment, with a way out of its sandbox: PGlite and its ready-made database load with `import()`, which
 * Jest's sandbox refuses unless Node.js runs with an experimental flag.
 *
 * And what a test file has stored along its asynchronous calls ends with it: Jest itself makes such a storage for each file, Node.js
 * before 24 visits every one that is switched on at each promise, and nobody switches them off.
 */
module.exports = class OutsideEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.requireOutside = require;
  }

  async teardown() {
    await super.teardown();
    for (const storage of switchedOn) storage.disable();
    switchedOn.clear();
  }
};
