const { availableParallelism } = require("node:os");

const shared = {
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  testEnvironment: "<rootDir>/testing/jest/outside-environment.js",
  moduleNameMapper: {
    "^@electric-sql/(pglite(-prepopulatedfs)?)$": "<rootDir>/testing/jest/$1-outside.js",
  },
  // cdktf's matchers keep globals of theirs across test files, which Jest's clean-up would warn about.
  testEnvironmentOptions: { globalsCleanup: "off" },
};

/**
 * Tests that put hundreds of questions to the IAM simulator or hundreds of events to the function, run the workflows' scripts, or
 * start the app, commands or guards dozens of times: seconds each.
 */
const PROOFS = [
  "<rootDir>/__tests__/access/**/*.test.ts",
  "<rootDir>/__tests__/tools/{deploy-policy,drift,review}/**/*.test.ts",
  "<rootDir>/__tests__/functions/run-query/{any-answer,hostile-events}.test.ts",
  "<rootDir>/__tests__/workflows/scripts.test.ts",
  "<rootDir>/__tests__/synth/**/*.test.ts",
  "<rootDir>/__tests__/tools/{commands,lock,without-simulator}.test.ts",
  "<rootDir>/__tests__/tools/lib/process/{run-guarded,guarded-processes}.test.ts",
];

/** Unit tests and proofs open no socket. The integration project starts Terraform, moto and the local accounts. */
/** @type {import("jest").Config} */
module.exports = {
  globalSetup: "<rootDir>/testing/jest/global-setup.js",
  globalTeardown: "<rootDir>/testing/jest/global-teardown.js",
  // One more than two cores: an integration test waits for Terraform, which waits for the local accounts.
  maxWorkers: Math.max(3, availableParallelism()),
  testSequencer: "<rootDir>/testing/jest/longest-first.js",
  // Terraform loads its provider several times in an integration test; no test asserts on time.
  testTimeout: 600_000,
  // A handle left open shows on a desk; it must not hold up a pipeline whose tests have all been reported.
  forceExit: process.env.CI === "true",
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: [
        "/node_modules/",
        "/__tests__/integration/",
        "/__tests__/access/",
        "/__tests__/tools/(deploy-policy|drift|review)/",
        "/run-query/(any-answer|hostile-events)\\.test",
        "/__tests__/workflows/scripts\\.test",
        "/__tests__/synth/",
        "/__tests__/tools/(commands|lock|without-simulator)\\.test",
        "/__tests__/tools/lib/process/(run-guarded|guarded-processes)\\.test",
      ],
    },
    {
      ...shared,
      displayName: "proof",
      testMatch: PROOFS,
    },
    {
      ...shared,
      displayName: "integration",
      testMatch: ["<rootDir>/__tests__/integration/**/*.test.ts"],
    },
  ],
};
