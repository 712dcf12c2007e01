const { mkdtempSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

/** One temporary folder for the whole run: cdktf's Testing leaves its output folders behind. */
module.exports = () => {
  process.env.TEST_RUN_FOLDER = mkdtempSync(join(tmpdir(), "tests-"));
  process.env.TMPDIR = process.env.TEST_RUN_FOLDER;
};
