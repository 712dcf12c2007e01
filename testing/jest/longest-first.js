const Sequencer = require("@jest/test-sequencer").default;

/** Test files that take a minute and more, the longest first: begun late, one of them would keep a single worker busy at the end. */
const LONGEST = [
  "node-versions",
  "start",
  "serve",
  "bench-smoke",
  "bench-smoke-runs",
  "drift-command",
  "function",
  "drift-function",
  "same-plan",
  "deploy-policy-statements",
  "deploy-policy",
  "rehearsal",
  "fault-run",
  "demands",
  "doctor-auth-modes",
  "drift-redshift-account",
  "plan-policy",
  "adopt",
  "drift-lambda-account",
  "doctor",
  "doctor-command",
  "existing-parts",
  "bench-smoke-deployed",
  "doctor-missing",
  "doctor-service-failures",
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
