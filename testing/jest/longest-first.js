const Sequencer = require("@jest/test-sequencer").default;

/** Test files that take a minute and more, the longest first: begun late, one of them would keep a single worker busy at the end. */
const LONGEST = [
  "node-versions",
  "drift-command",
  "bench-smoke",
  "serve",
  "function",
  "start",
  "deploy-policy-statements",
  "drift-function",
  "deploy-policy",
  "doctor-auth-modes",
  "plan-policy",
  "drift-redshift-account",
  "drift-lambda-account",
  "doctor-command",
  "same-plan",
  "doctor",
  "doctor-service-failures",
  "doctor-missing",
  "doctor-trust",
];

/** Jest's own order (of durations that it knows, else of sizes), with the integration tests before it and the longest first. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      if (!path.includes("/__tests__/integration/")) return LONGEST.length + 1;
      const found = LONGEST.findIndex((name) => path.endsWith(`/${name}.test.ts`));
      return found === -1 ? LONGEST.length : found;
    };
    // The sort is stable: within a rank Jest's order stays.
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
