const shared = {
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  testEnvironment: "<rootDir>/__tests__/support/outside-environment.js",
  moduleNameMapper: { "^@electric-sql/pglite$": "<rootDir>/__tests__/support/pglite-outside.js" },
  // cdktf's matchers keep globals of theirs across test files, which Jest's clean-up would warn about.
  testEnvironmentOptions: { globalsCleanup: "off" },
};

/** Unit tests open no socket. The integration project starts Terraform, moto and the local accounts. */
/** @type {import("jest").Config} */
module.exports = {
  globalSetup: "<rootDir>/__tests__/support/global-setup.js",
  globalTeardown: "<rootDir>/__tests__/support/global-teardown.js",
  // Terraform loads its provider several times in an integration test; no test asserts on time.
  testTimeout: 600_000,
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", "/__tests__/integration/"],
    },
    {
      ...shared,
      displayName: "integration",
      testMatch: ["<rootDir>/__tests__/integration/**/*.test.ts"],
    },
  ],
};
