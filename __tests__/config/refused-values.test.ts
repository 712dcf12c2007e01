import { problemsOfFile, withLine, withMore } from "../../testing/links/sample-file";

const ID = 'expected twelve digits in quotes, like "012345678901"';
const QUOTE_ID = "quote it, because YAML reads it as a number and drops a leading zero";
const REGION = "expected a region like eu-west-1, cn-north-1 or us-gov-west-1; correct it";
const PARTITIONS =
  "expected a region of the partitions aws, aws-cn or aws-us-gov; isolated and sovereign partitions are not supported";
const CLUSTER =
  "expected 1 to 63 lowercase letters, digits and single hyphens that start with a letter and end with none; write the cluster identifier, not an ARN or an endpoint";
const IDENTIFIER = "expected 1 to 127 letters, digits and _.@+- that start with a letter or _; write";
const LINK_NAME =
  "expected 1 to 41 lowercase letters, digits and hyphens that start with a letter; correct it";

/** Line of the sample, what stands there instead, the one problem without the file's name. */
const IN_PLACE: readonly (readonly [number, string, string])[] = [
  [
    4,
    "      id: 111111111111",
    `4:11 links[0].lambdaAccount.id: is 111111111111 (a number), ${ID}; ${QUOTE_ID}`,
  ],
  [
    4,
    "      id: 012345678901",
    `4:11 links[0].lambdaAccount.id: is 012345678901 (a number), ${ID}; ${QUOTE_ID}`,
  ],
  [
    4,
    "      id: 0o12345670123",
    `4:11 links[0].lambdaAccount.id: is 0o12345670123 (a number), ${ID}; ${QUOTE_ID}`,
  ],
  [4, "      id: 1.11111e11", `4:11 links[0].lambdaAccount.id: is 1.11111e11 (a number), ${ID}; ${QUOTE_ID}`],
  [7, "      id: 0xF", `7:11 links[0].redshiftAccount.id: is 0xF (a number), ${ID}; ${QUOTE_ID}`],
  [4, '      id: "12345678901"', `4:11 links[0].lambdaAccount.id: is "12345678901", ${ID}; correct it`],
  [4, '      id: "1234-5678-9012"', `4:11 links[0].lambdaAccount.id: is "1234-5678-9012", ${ID}; correct it`],
  [4, "      id:", `4:7 links[0].lambdaAccount.id: is empty, ${ID}; correct it`],
  [4, "", `5:7 links[0].lambdaAccount.id: is missing, ${ID}; correct it`],
  [5, "      region: eu-wst-1", `5:15 links[0].lambdaAccount.region: is "eu-wst-1", ${REGION}`],
  [5, "      region: EU-WEST-1", `5:15 links[0].lambdaAccount.region: is "EU-WEST-1", ${REGION}`],
  [5, "      region: eu-west-1a", `5:15 links[0].lambdaAccount.region: is "eu-west-1a", ${REGION}`],
  [5, "      region: us-iso-east-1", `5:15 links[0].lambdaAccount.region: is "us-iso-east-1", ${PARTITIONS}`],
  [
    5,
    "      region: us-isob-east-1",
    `5:15 links[0].lambdaAccount.region: is "us-isob-east-1", ${PARTITIONS}`,
  ],
  [
    5,
    "      region: eusc-de-east-1",
    `5:15 links[0].lambdaAccount.region: is "eusc-de-east-1", ${PARTITIONS}`,
  ],
  [2, "  - name: 9lives", `2:11 links[0].name: is "9lives", ${LINK_NAME}`],
  [2, "  - name: a/b", `2:11 links[0].name: is "a/b", ${LINK_NAME}`],
  [2, `  - name: ${"a".repeat(42)}`, `2:11 links[0].name: is "${"a".repeat(42)}", ${LINK_NAME}`],
  [11, "      cluster: Warehouse", `11:16 links[0].target.cluster: is "Warehouse", ${CLUSTER}`],
  [11, "      cluster: ware--house", `11:16 links[0].target.cluster: is "ware--house", ${CLUSTER}`],
  [11, "      cluster: warehouse-", `11:16 links[0].target.cluster: is "warehouse-", ${CLUSTER}`],
  [
    11,
    `      cluster: ${"a".repeat(64)}`,
    `11:16 links[0].target.cluster: is "${"a".repeat(60)}…" (64 characters), ${CLUSTER}`,
  ],
  ...["d*v", "d?v", "$" + "{aws:username}", "d/v", "d:v", "d v", "d'v", 'd\\"v', "1dev", ""].map(
    (name) =>
      [
        12,
        `      database: "${name}"`,
        `12:17 links[0].target.database: is "${name}", ${IDENTIFIER} the database's name`,
      ] as const,
  ),
  [
    12,
    "      database: true",
    `12:17 links[0].target.database: is true (a boolean), ${IDENTIFIER} the database's name`,
  ],
];

const ROLE_NAME = "expected 1 to 64 letters, digits and _+=,.@- (IAM's limit); shorten or correct it";
const PATH =
  "expected a path of up to 512 characters that starts and ends with a slash, like /data/; correct it";
const EXTERNAL_ID = "expected 2 to 1224 letters, digits and _+=,.@:/- (STS's pattern); correct it";
const SESSION_NAME = "expected 2 to 64 letters, digits and _+=,.@- (STS's pattern); correct it";
const FUNCTION_NAME = "expected 2 to 64 letters, digits, _ and -; shorten or correct it";
const BOOLEAN = "expected true or false; write";
const POLICY =
  "expected the name of an AWS managed policy, like AmazonRedshiftDataFullAccess; write the name, not an ARN";
const RETENTION =
  "expected one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 (days, CloudWatch's periods); choose one of them";

/** Line 12 after the sample and the problem it has. */
const ADDED: readonly (readonly [string, string])[] = [
  [
    `    queryRole: { name: ${"r".repeat(65)} }`,
    `13:24 links[0].queryRole.name: is "${"r".repeat(60)}…" (65 characters), ${ROLE_NAME}`,
  ],
  ["    dataRole: { name: a b }", `13:23 links[0].dataRole.name: is "a b", ${ROLE_NAME}`],
  ["    dataRole: { path: data }", `13:23 links[0].dataRole.path: is "data", ${PATH}`],
  ['    dataRole: { path: "/da*a/" }', `13:23 links[0].dataRole.path: is "/da*a/", ${PATH}`],
  [
    "    trust: { mode: any }",
    '13:20 links[0].trust.mode: is "any", expected one of role, account; choose one of them',
  ],
  [
    '    trust: { mutual: "yes" }',
    `13:22 links[0].trust.mutual: is "yes", ${BOOLEAN} true, because yes is a text in YAML 1.2`,
  ],
  ["    rawSql: no", `13:13 links[0].rawSql: is "no", ${BOOLEAN} false, because no is a text in YAML 1.2`],
  [
    "    trust: { mutual: On }",
    `13:22 links[0].trust.mutual: is "On", ${BOOLEAN} true, because on is a text in YAML 1.2`,
  ],
  [
    "    function: { dashboard: OFF }",
    `13:28 links[0].function.dashboard: is "OFF", ${BOOLEAN} false, because off is a text in YAML 1.2`,
  ],
  [
    '    trust: { mutual: "False" }',
    `13:22 links[0].trust.mutual: is "False", ${BOOLEAN} false without quotes`,
  ],
  [
    "    trust: { mutual: constructor }",
    `13:22 links[0].trust.mutual: is "constructor", ${BOOLEAN} one of the two`,
  ],

  [
    "    trust: { bindToFunction: 1 }",
    `13:30 links[0].trust.bindToFunction: is 1 (a number), ${BOOLEAN} one of the two`,
  ],
  ["    trust: { externalId: x }", `13:26 links[0].trust.externalId: is "x", ${EXTERNAL_ID}`],
  ['    trust: { externalId: "a b" }', `13:26 links[0].trust.externalId: is "a b", ${EXTERNAL_ID}`],
  [
    `    trust: { externalId: ${"x".repeat(1225)} }`,
    `13:26 links[0].trust.externalId: is "${"x".repeat(60)}…" (1225 characters), ${EXTERNAL_ID}`,
  ],
  [
    "    trust:",
    "13:5 links[0].trust: is empty, expected a map with the fields mode, mutual, externalId, bindToFunction; indent them below it",
  ],
  ["    function: { name: a.b }", `13:23 links[0].function.name: is "a.b", ${FUNCTION_NAME}`],
  [
    `    function: { name: ${"f".repeat(65)} }`,
    `13:23 links[0].function.name: is "${"f".repeat(60)}…" (65 characters), ${FUNCTION_NAME}`,
  ],
  [
    "    function: { roleSessionName: a/b }",
    `13:34 links[0].function.roleSessionName: is "a/b", ${SESSION_NAME}`,
  ],
  [
    "    function: { roleSessionName: a }",
    `13:34 links[0].function.roleSessionName: is "a", ${SESSION_NAME}`,
  ],
  [
    "    function: { memoryMegabytes: 127 }",
    "13:34 links[0].function.memoryMegabytes: is 127 (a number), expected a whole number from 128 to 10240 (megabytes); correct it",
  ],
  [
    "    function: { statementTimeoutSeconds: 900 }",
    "13:42 links[0].function.statementTimeoutSeconds: is 900 (a number), expected a whole number from 1 to 899 (seconds); correct it",
  ],
  [
    "    function: { timeoutSeconds: 901 }",
    "13:33 links[0].function.timeoutSeconds: is 901 (a number), expected a whole number from 1 to 900 (seconds); correct it",
  ],
  [
    "    function: { timeoutSeconds: 1e20 }",
    "13:33 links[0].function.timeoutSeconds: is 1e20 (a number), expected a whole number from 1 to 900 (seconds); correct it",
  ],
  [
    "    function: { timeoutSeconds: 1.5 }",
    "13:33 links[0].function.timeoutSeconds: is 1.5 (a number), expected a whole number from 1 to 900 (seconds); correct it",
  ],
  [
    "    function: { runtime: python3.13 }",
    '13:26 links[0].function.runtime: is "python3.13" without archive, expected nodejs22.x or nodejs24.x; choose one, or add archive',
  ],
  [
    "    function: { runtime: nodejs20.x }",
    '13:26 links[0].function.runtime: is "nodejs20.x", expected one of nodejs22.x, nodejs24.x, python3.10, python3.11, python3.12, python3.13, python3.14, java8.al2, java11, java17, java21, java25, dotnet8, ruby3.3, ruby3.4, provided.al2023; choose one of them',
  ],
  [
    "    function: { architecture: arm }",
    '13:31 links[0].function.architecture: is "arm", expected one of arm64, x86_64; choose one of them',
  ],
  [
    "    function: { logRetentionDays: 2 }",
    `13:35 links[0].function.logRetentionDays: is 2 (a number), ${RETENTION}`,
  ],
  [
    "    function: { reservedConcurrency: -1 }",
    "13:38 links[0].function.reservedConcurrency: is -1 (a number), expected a whole number from 0 (instances; 0 stops the function); correct it",
  ],
  [
    "    permissions: { mode: all }",
    '13:26 links[0].permissions.mode: is "all", expected one of least-privilege, managed; choose one of them',
  ],
  [
    '    permissions: { mode: managed, managedPolicy: "arn:aws:iam::aws:policy/X" }',
    `13:50 links[0].permissions.managedPolicy: is "arn:aws:iam::aws:policy/X", ${POLICY}`,
  ],
  [
    "    backend: { type: consul }",
    '13:22 links[0].backend.type: is "consul", expected local, s3, remote, gcs, azurerm or http; choose one of them',
  ],
  [
    "    review: { suppress: [{ rule: r, address: aws_iam_role.r, reason: both are ours, expires: 2026-02-30 }] }",
    '13:94 links[0].review.suppress[0].expires: is "2026-02-30", expected a day as YYYY-MM-DD; write the day on which to look at it again',
  ],
  [
    "    drift: { accept: [{ fingerprint: XYZ, reason: the nightly schedule, expires: 2026-12-31 }] }",
    '13:38 links[0].drift.accept[0].fingerprint: is "XYZ", expected 32 digits and letters a to f; copy them from the finding of npm run drift',
  ],
  [
    "    backend: {}",
    "13:14 links[0].backend.type: is missing, expected local, s3, remote, gcs, azurerm or http; choose one of them",
  ],
  ["    backend: s3", '13:14 links[0].backend: is "s3", expected a map with the field type; indent it below'],
  [
    "    backend: { type: local, bucket: state }",
    "13:29 links[0].backend.bucket: is not a known field, expected one of type; remove it or correct its name",
  ],
  [
    "    backend: { type: s3, bucket: State, region: eu-west-1 }",
    '13:34 links[0].backend.bucket: is "State", expected 3 to 63 lowercase letters, digits, dots and hyphens, no IP address and no alias of an access point; write the name of an existing general purpose bucket',
  ],
  [
    "    backend: { type: s3, bucket: state, region: eu-west-1, key: /state }",
    '13:65 links[0].backend.key: is "/state", expected up to 1024 letters, digits and _!.()\'+=@,/-, with one slash between its parts, none of them . or ..; correct it',
  ],
  ["    sameAccount: maybe", `13:18 links[0].sameAccount: is "maybe", ${BOOLEAN} one of the two`],
  [
    "    lambdaAcount: {}",
    "13:5 links[0].lambdaAcount: is not a known field, expected one of name, lambdaAccount, redshiftAccount, sameAccount, target, queryRole, dataRole, trust, permissions, policyTexts, function, queries, rawSql, buckets, copyRole, bucketRole, tags, backend, provider, ssmOutputs, extend, review, drift; did you mean lambdaAccount?",
  ],
  [
    "    trust: { MUTUAL: true }",
    "13:14 links[0].trust.MUTUAL: is not a known field, expected one of mode, mutual, externalId, bindToFunction; did you mean mutual?",
  ],
  [
    "    trust: { colour: red }",
    "13:14 links[0].trust.colour: is not a known field, expected one of mode, mutual, externalId, bindToFunction; remove it or correct its name",
  ],
];

test.each(IN_PLACE)("fails on line %i with %j", (line, text, expected) => {
  expect(problemsOfFile(withLine(line, text))).toEqual([`links.yaml:${expected}`]);
});

test.each(ADDED)("fails on %j", (line, expected) => {
  expect(problemsOfFile(withMore(line))).toEqual([`links.yaml:${expected}`]);
});
