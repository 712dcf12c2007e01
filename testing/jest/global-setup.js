const { mkdtempSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { beforePath } = require("../moto/forking-moto.cjs");
const { withSmallProviders } = require("../provider-pool/small-providers");
const { WORKER_OPTIONS } = require("./worker-options.js");

/**
 * One temporary folder for the whole run: cdktf's Testing leaves its output folders behind. And where Jest keeps what it has
 * compiled, for a Jest that a test starts: it would look for it below the temporary folder.
 */
module.exports = (_, { cacheDirectory }) => {
  // Jest starts its workers with the options that it was started with itself, after this.
  process.execArgv = [...new Set([...process.execArgv, ...WORKER_OPTIONS])];
  process.env.TEST_COMPILED_FOLDER = cacheDirectory;
  process.env.TEST_RUN_FOLDER = mkdtempSync(join(tmpdir(), "tests-"));
  // The SDK's own advice to run a newer Node.js would stand between the results.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  process.env.TMPDIR = process.env.TEST_RUN_FOLDER;
  // For those that start something as a user does.
  process.env.TEST_USERS_PATH = process.env.PATH;
  process.env.PATH = beforePath(join(process.env.TEST_RUN_FOLDER, "moto"), process.env.PATH ?? "");
  Object.assign(process.env, withSmallProviders(process.env.TEST_RUN_FOLDER));
};
