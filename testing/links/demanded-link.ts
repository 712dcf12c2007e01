const KEY = "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";

/** Everything that an organisation may demand of a function, as a user writes it: `function` of a link. */
export const DEMANDS = {
  kmsKeyArn: KEY,
  logGroup: { kmsKeyArn: KEY, keepOnDestroy: true },
  ephemeralStorageMegabytes: 1024,
  tracing: "active",
  vpc: {
    subnetIds: ["subnet-0123456789abcdef0", "subnet-89abcdef"],
    securityGroupIds: ["sg-0123456789abcdef0"],
  },
  asyncInvocation: {
    maximumRetryAttempts: 1,
    maximumEventAgeSeconds: 3600,
    onFailureArn: "arn:aws:sns:ap-northeast-1:111111111111:failures",
    deadLetterArn: "arn:aws:sqs:ap-northeast-1:111111111111:dead-letters",
  },
  invokers: [
    {
      name: "nightly-rule",
      service: "events.amazonaws.com",
      sourceArn: "arn:aws:events:ap-northeast-1:111111111111:rule/nightly",
    },
    { name: "uploads", service: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::uploads" },
    { name: "reports", roleArn: "arn:aws:iam::111111111111:role/reports" },
    { name: "own-account", accountId: "111111111111" },
  ],
  codeSigningConfigArn:
    "arn:aws:lambda:ap-northeast-1:111111111111:code-signing-config:csc-0123456789abcdef0",
  alarms: { topicArn: "arn:aws:sns:ap-northeast-1:111111111111:operations" },
  dashboard: true,
  layers: [
    "arn:aws:lambda:ap-northeast-1:111111111111:layer:certificates:3",
    "arn:aws:lambda:ap-northeast-1:111111111111:layer:watcher:12",
  ],
  alias: { name: "live", provisionedConcurrency: 2 },
} as const;

/** The link's outputs in Parameter Store: a field of the link. */
export const SSM_OUTPUTS = { ssmOutputs: { path: "/links/analytics" } } as const;

/** The same, encrypted. */
export const ENCRYPTED_OUTPUTS = { ssmOutputs: { path: "/links/analytics", kmsKeyArn: KEY } } as const;

const BOUNDARY = "arn:aws:iam::111111111111:policy/boundary";

/** A link that uses all that excludes nothing else, as a user writes it. */
export const EVERYTHING = {
  ...ENCRYPTED_OUTPUTS,
  function: {
    ...DEMANDS,
    name: "analytics-nightly",
    alarms: {
      ...DEMANDS.alarms,
      ...{ failedInvocations: 2, throttledInvocations: 3, durationMilliseconds: 40_000, periodSeconds: 60 },
    },
    entry: "functions/nightly-report/handler.ts",
    sampleEvent: "examples/own-handler/event.json",
    ...{ runtime: "nodejs22.x", architecture: "x86_64", memoryMegabytes: 512, timeoutSeconds: 90 },
    roleSessionName: "nightly",
    reservedConcurrency: 5,
    statementTimeoutSeconds: 45,
    logRetentionDays: 365,
    environment: { LOG_LEVEL: "info" },
  },
  queries: "examples/named-queries/queries",
  rawSql: true,
  queryRole: { name: "nightly-query", path: "/links/", permissionsBoundaryArn: BOUNDARY },
  dataRole: {
    name: "nightly-data",
    path: "/links/",
    permissionsBoundaryArn: "arn:aws:iam::222222222222:policy/boundary",
  },
  policyTexts: {
    [BOUNDARY]: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["logs:*", "sts:AssumeRole"], Resource: "*" }],
    },
  },
  trust: { mode: "account", mutual: true, bindToFunction: true, externalId: "analytics-link-2026" },
  permissions: { mode: "least-privilege" },
  tags: { team: "data" },
  backend: { type: "s3", bucket: "states", region: "ap-northeast-1" },
  provider: { version: "5.100.0", platforms: ["linux_amd64"] },
  review: {
    suppress: [
      {
        rule: "mismatched-part",
        address: "aws_lambda_function.query_function",
        message: "a layer of another account",
        reason: "its owner is the same team",
        expires: "2099-01-01",
      },
    ],
  },
  drift: {
    accept: [
      {
        fingerprint: "0123456789abcdef0123456789abcdef",
        reason: "set by the operators",
        expires: "2099-01-01",
      },
    ],
  },
} as const;
