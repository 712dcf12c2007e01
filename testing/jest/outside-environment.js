const { TestEnvironment } = require("jest-environment-node");

/**
 * Jest's Node.js environment, with a way out of its sandbox: PGlite and its ready-made database load with `import()`, which
 * Jest's sandbox refuses unless Node.js runs with an experimental flag.
 */
module.exports = class OutsideEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.requireOutside = require;
  }
};
