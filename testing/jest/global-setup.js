const { mkdtempSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

/** One temporary folder for the whole run: cdktf's Testing leaves its output folders behind. */
module.exports = () => {
  process.env.TEST_RUN_FOLDER = mkdtempSync(join(tmpdir(), "tests-"));
  // The SDK's own advice to run a newer Node.js would stand between the results.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  process.env.TMPDIR = process.env.TEST_RUN_FOLDER;
};
