import { problemsOfFile, SAMPLE, withMore } from "../../testing/links/sample-file";

const ROLE = "expected a role ARN like arn:aws:iam::111111111111:role/deployer; copy it from the IAM console";
const POLICY =
  "expected a managed policy ARN like arn:aws:iam::111111111111:policy/boundary; copy it from the IAM console";
const SECRET =
  "expected a full secret ARN like arn:aws:secretsmanager:eu-west-1:222222222222:secret:warehouse-AbC123, with its six character suffix; copy it from Secrets Manager";
const KEY =
  "expected a KMS key ARN like arn:aws:kms:eu-west-1:222222222222:key/01234567-89ab-cdef-0123-456789abcdef, not an alias; copy it from the KMS console";
const CORRECT = "correct the ARN, or the account or region it is for";

/** The sample with one more line in the lambda account, which is line 6. */
function inLambdaAccount(line: string): string {
  return SAMPLE.replace("    redshiftAccount", `      ${line}\n    redshiftAccount`);
}

test.each([
  ["arn:aws:iam::111111111111:user/ci", ROLE],
  ["arn:aws:iam::111111111111:role/*", ROLE],
  ["arn:aws:iam::111111111111:role/", ROLE],
  ["arn:aws-iso:iam::111111111111:role/ci", ROLE],
  ["deployer", ROLE],
  ["arn:aws:iam::222222222222:role/ci", `expected account 111111111111 instead of 222222222222; ${CORRECT}`],
  [
    "arn:aws-cn:iam::222222222222:role/ci",
    `expected partition aws instead of aws-cn, account 111111111111 instead of 222222222222; ${CORRECT}`,
  ],
])("fails on the deploy role %s", (arn, expected) => {
  expect(problemsOfFile(inLambdaAccount(`deployRoleArn: ${arn}`))).toEqual([
    `links.yaml:6:22 links[0].lambdaAccount.deployRoleArn: is "${arn}", ${expected}`,
  ]);
});

test("fails on a deploy role and a profile for one account", () => {
  const both = "deployRoleArn: arn:aws:iam::111111111111:role/ci\n      profile: admin";
  expect(problemsOfFile(inLambdaAccount(both))).toEqual([
    'links.yaml:7:16 links[0].lambdaAccount.profile: is "admin" beside deployRoleArn, expected only one of the two; remove one',
  ]);
});

test("fails on a profile name no configuration can have", () => {
  expect(problemsOfFile(inLambdaAccount('profile: "[x]"'))).toEqual([
    'links.yaml:6:16 links[0].lambdaAccount.profile: is "[x]", expected a profile name of up to 128 letters, digits and _.@+=:/-; correct it',
  ]);
});

test.each([
  [
    "queryRole",
    "arn:aws:iam::222222222222:policy/edge",
    `expected account 111111111111 instead of 222222222222; ${CORRECT}`,
  ],
  [
    "dataRole",
    "arn:aws:iam::111111111111:policy/edge",
    `expected account 222222222222 instead of 111111111111; ${CORRECT}`,
  ],
  [
    "queryRole",
    "arn:aws-us-gov:iam::aws:policy/X",
    `expected partition aws instead of aws-us-gov; ${CORRECT}`,
  ],
  ["dataRole", "arn:aws:iam::222222222222:policy/*", POLICY],
])("fails on the boundary of %s %s", (role, arn, expected) => {
  expect(problemsOfFile(withMore(`    ${role}:`, `      permissionsBoundaryArn: "${arn}"`))).toEqual([
    `links.yaml:14:31 links[0].${role}.permissionsBoundaryArn: is "${arn}", ${expected}`,
  ]);
});

test.each([
  [
    "arn:aws:secretsmanager:eu-west-1:222222222222:secret:wh",
    `"arn:aws:secretsmanager:eu-west-1:222222222222:secret:wh", ${SECRET}`,
  ],
  [
    "arn:aws:secretsmanager:eu-west-1:222222222222:secret:*-AbC123",
    `"arn:aws:secretsmanager:eu-west-1:222222222222:secret:*-AbC123", ${SECRET}`,
  ],
  [
    "arn:aws:secretsmanager:eu-west-2:111111111111:secret:w-AbC123",
    `"arn:aws:secretsmanager:eu-west-2:111111111111:secret:w-AbC123", expected region eu-west-1 instead of eu-west-2, account 222222222222 instead of 111111111111; ${CORRECT}`,
  ],
  // Nobody's ARN is as long as this.
  [
    `arn:aws:secretsmanager:eu-west-1:222222222222:secret:${"a".repeat(700)}`,
    `"arn:aws:secretsmanager:eu-west-1:222222222222:secret:${"a".repeat(647)}…" (753 characters), ${SECRET}`,
  ],
])("fails on the secret %s", (arn, expected) => {
  expect(
    problemsOfFile(withMore("").replace("database: dev\n", `database: dev\n      secretArn: "${arn}"\n`)),
  ).toEqual([`links.yaml:13:18 links[0].target.secretArn: is ${expected}`]);
});

test.each([
  ["arn:aws:kms:eu-west-1:222222222222:alias/x", `"arn:aws:kms:eu-west-1:222222222222:alias/x", ${KEY}`],
  [
    "arn:aws:kms:eu-west-1:333333333333:key/01234567-89ab-cdef-0123-456789abcdef",
    `"arn:aws:kms:eu-west-1:333333333333:key/01234567-89ab-cdef-0123-456789abcdef", expected account 222222222222 instead of 333333333333; ${CORRECT}`,
  ],
])("fails on the key of the secret %s", (arn, expected) => {
  const secret = "arn:aws:secretsmanager:eu-west-1:222222222222:secret:wh-AbC123";
  const text = `${SAMPLE}      secretArn: ${secret}\n      secretKmsKeyArn: ${arn}\n`;
  expect(problemsOfFile(text)).toEqual([`links.yaml:14:24 links[0].target.secretKmsKeyArn: is ${expected}`]);
});

test("fails on a state role of another partition and a state key of another region", () => {
  const key = "arn:aws:kms:eu-west-2:333333333333:key/01234567-89ab-cdef-0123-456789abcdef";
  const lines = [
    "    backend:",
    "      type: s3",
    "      bucket: state",
    "      region: eu-west-1",
    "      roleArn: arn:aws-cn:iam::333333333333:role/state",
    `      kmsKeyArn: ${key}`,
  ];
  expect(problemsOfFile(withMore(...lines))).toEqual([
    `links.yaml:17:16 links[0].backend.roleArn: is "arn:aws-cn:iam::333333333333:role/state", expected partition aws instead of aws-cn; ${CORRECT}`,
    `links.yaml:18:18 links[0].backend.kmsKeyArn: is "${key}", expected region eu-west-1 instead of eu-west-2; ${CORRECT}`,
  ]);
});

test("what is no ARN is told once, and not compared with one", () => {
  const bucket = "    buckets: [{ name: landing, copyFrom: [in/], kmsKeyArn: alias/parameters }]";
  const problems = problemsOfFile(withMore(bucket));
  expect(problems).toEqual([expect.stringContaining(`buckets[0].kmsKeyArn: is "alias/parameters", ${KEY}`)]);
});
