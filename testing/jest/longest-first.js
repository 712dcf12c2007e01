const Sequencer = require("@jest/test-sequencer").default;

/** Test files that take a minute and more, the longest first: begun late, one of them would keep a single worker busy at the end. */
const LONGEST = [
  "serve",
  "node-versions",
  "drift-command",
  "start",
  "bench-smoke",
  "demands",
  "same-plan",
  "adopt",
  "bench-smoke-runs",
  "rehearsal",
  "doctor-command",
  "synth",
  "doctor-auth-modes",
  "deploy-policy",
  "doctor",
  "deploy-policy-statements",
  "function",
  "replaced-role",
  "bench-smoke-deployed",
  "doctor-missing",
  "fault-run",
  "plan-policy",
  "doctor-service-failures",
  "existing-parts",
  "doctor-trust",
  "drift-redshift-account",
  "drift-function",
  "drift-lambda-account",
  "review",
];

/** Where a test file stands by how long it takes, as far as that is known. */
function rankOf({ path }) {
  if (!path.includes("/__tests__/integration/")) return LONGEST.length + 1;
  const found = LONGEST.findIndex((name) => path.endsWith(`/${name}.test.ts`));
  return found === -1 ? LONGEST.length : found;
}

/** Jest's own order (of durations that it knows, else of sizes), with the integration tests before it and the longest first. */
module.exports = class LongestFirst extends Sequencer {
  static LONGEST = LONGEST;

  sort(tests) {
    // The sort is stable: within a rank Jest's order stays.
    return super.sort(tests).sort((a, b) => rankOf(a) - rankOf(b));
  }

  /**
   * What one of several machines runs (`--shard=1/3`). Dealt forth and back by how long a file takes, so that they end at about the same
   * time; Jest would deal by a hash of the path, and give one of them most of the long ones.
   */
  shard(tests, { shardIndex, shardCount }) {
    const inOrder = [...tests].sort((a, b) => rankOf(a) - rankOf(b) || (a.path < b.path ? -1 : 1));
    return inOrder.filter((_, index) => {
      const turn = index % (2 * shardCount);
      return Math.min(turn, 2 * shardCount - 1 - turn) === shardIndex - 1;
    });
  }
};
