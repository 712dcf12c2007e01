const Sequencer = require("@jest/test-sequencer").default;

/**
 * Test files that take longest, the longest first: begun late, one of them would keep a single worker busy at the end. Integration
 * tests mostly wait, the others work: these come last of the long ones, beside the short integration tests.
 */
const LONGEST = [
  "integration/bench-smoke",
  "integration/node-versions",
  "integration/drift-command",
  "integration/serve",
  "integration/start",
  "integration/function",
  "integration/deploy-policy-statements",
  "integration/deploy-policy",
  "integration/rehearsal",
  "integration/adopt",
  "integration/replaced-role",
  "integration/drift-function",
  "integration/doctor-auth-modes",
  "integration/same-plan",
  "integration/doctor-service-failures",
  "integration/doctor",
  "integration/drift-lambda-account",
  "integration/drift-redshift-account",
  "integration/doctor-command",
  "integration/plan-policy",
  "integration/demands",
  "integration/synth",
  "integration/doctor-missing",
  "integration/doctor-trust",
  "functions/run-query/any-answer",
  "tools/review/catalogue",
  "rehearsal/rehearse-link",
  "synth/changed-input",
  "tools/review/random-edits",
  "emulator/redshift-data/sql/broken-statements",
  "emulator/redshift-data/sql/corpus",
];

/** Jest's own order (of durations that it knows, else of sizes), with the longest first and then the integration tests. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const found = LONGEST.findIndex((name) => path.endsWith(`/__tests__/${name}.test.ts`));
      if (found !== -1) return found;
      return path.includes("/__tests__/integration/") ? LONGEST.length : LONGEST.length + 1;
    };
    // The sort is stable: within a rank Jest's order stays.
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
