const { availableParallelism } = require("node:os");

const shared = {
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  testEnvironment: "<rootDir>/testing/jest/outside-environment.js",
  runtime: "<rootDir>/testing/jest/once-compiled-runtime.js",
  moduleNameMapper: {
    "^@electric-sql/(pglite(-prepopulatedfs)?)$": "<rootDir>/testing/jest/$1-outside.js",
    "^(hyparquet(-writer|-compressors)?)$": "<rootDir>/testing/jest/$1-outside.js",
    "^(typescript|zod)$": "<rootDir>/testing/jest/$1-outside.js",
  },
  // cdktf's matchers keep globals of theirs across test files, which Jest's clean-up would warn about.
  testEnvironmentOptions: { globalsCleanup: "off" },
};

/**
 * Tests that put hundreds of questions to the IAM simulator, hundreds of events to the function or hundreds of statements to the
 * translation, start the engine, functions' containers, the app, commands, shells or guards, bundle functions, read megabytes of rows or every
 * source file, or run the workflows' scripts: up to seconds each. All others run on another supported Node.js too
 * (`integration/node-versions.test.ts`).
 */
const PROOFS = [
  "__tests__/{architecture,architecture-page,exported-names}.test.ts",
  "__tests__/access/**/*.test.ts",
  "__tests__/aws/attach-command.test.ts",
  "__tests__/bench/{count-runs,fresh-process}.test.ts",
  "__tests__/emulator/authorization/*-decisions.test.ts",
  "__tests__/constructs/{exported-handler,function-archive}.test.ts",
  "__tests__/emulator/lambda/busy-function.test.ts",
  "__tests__/emulator/lambda/{limits,runtime}/**/*.test.ts",
  "__tests__/config/{documented-examples,handlers-page}.test.ts",
  "__tests__/emulator/redshift-data/{copy,engine,sql,warehouse}/**/*.test.ts",
  "__tests__/emulator/rooms.test.ts",
  "__tests__/emulator/sts/assumed-session.test.ts",
  "__tests__/tools/{deploy-policy,drift,review}/**/*.test.ts",
  "__tests__/tools/doctor/terraform-version.test.ts",
  "__tests__/functions/run-query/{any-answer,bundle,hostile-*}.test.ts",
  "__tests__/functions/run-query/event/refused-names.test.ts",
  "__tests__/redshift-data/errors/quoted-data.test.ts",
  "__tests__/redshift-data/client/sdk/function-credentials.test.ts",
  "__tests__/redshift-data/{rooms,second-function}.test.ts",
  "__tests__/redshift-data/result/{fetch-result,response-limit}.test.ts",
  "__tests__/redshift-data/statement/parameter-problems.test.ts",
  "__tests__/workflows/**/*.test.ts",
  "__tests__/synth/**/*.test.ts",
  "__tests__/named-queries/examples.test.ts",
  "__tests__/rehearsal/{foreign-settings,moto,rehearse-link,serve,shell-exports}.test.ts",
  "__tests__/rehearsal/others/**/*.test.ts",
  "__tests__/rehearsal/queries/try-queries.test.ts",
  "__tests__/stacks/{function-code,tell-refusal}.test.ts",
  "__tests__/tools/{commands,lock,without-simulator}.test.ts",
  "__tests__/tools/query/result-output.test.ts",
  "__tests__/tools/lib/process/{run-guard,run-guarded,guarded-processes,process-folder}.test.ts",
  "__tests__/tools/lib/terminal/{command-line,output}.test.ts",
  "__tests__/tools/lib/terraform/{terraform,throw-away-folder}.test.ts",
];

const INTEGRATION = "__tests__/integration/**/*.test.ts";

const inProject = (files) => `<rootDir>/${files}`;

/** Unit tests and proofs open no socket. The integration project starts Terraform, moto and the local accounts. */
/** @type {import("jest").Config} */
module.exports = {
  globalSetup: "<rootDir>/testing/jest/global-setup.js",
  globalTeardown: "<rootDir>/testing/jest/global-teardown.js",
  // Twice two cores: an integration test waits for half of its time, for the provider, which waits for what it has created.
  maxWorkers: Math.max(4, availableParallelism()),
  testSequencer: "<rootDir>/testing/jest/longest-first.js",
  // Terraform loads its provider several times in an integration test; no test asserts on time.
  testTimeout: 600_000,
  // A handle left open shows on a desk; it must not hold up a pipeline whose tests have all been reported.
  forceExit: process.env.CI === "true",
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: [
        inProject("__tests__/**/*.test.ts"),
        // Jest replaces no `<rootDir>` behind an exclamation mark.
        ...[INTEGRATION, ...PROOFS].map((files) => `!**/${files}`),
      ],
    },
    {
      ...shared,
      displayName: "proof",
      testMatch: PROOFS.map(inProject),
    },
    {
      ...shared,
      displayName: "integration",
      testMatch: [inProject(INTEGRATION)],
    },
  ],
};
