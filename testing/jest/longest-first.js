const Sequencer = require("@jest/test-sequencer").default;

/** Test files that take minutes, the longest first: begun late, one of them would keep a single worker busy at the end. */
const LONGEST = [
  "drift-function",
  "drift-redshift-account",
  "deploy-policy-statements",
  "drift-lambda-account",
  "drift-command",
  "plan-policy",
  "deploy-policy",
  "bench-smoke",
  "start",
  "serve",
  "function",
  "doctor-auth-modes",
  "doctor-command",
  "doctor",
  "doctor-service-failures",
  "same-plan",
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
