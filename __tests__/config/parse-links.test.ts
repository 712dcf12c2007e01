import { LinksFileError } from "../../config/links-file-error";
import { parseLinks } from "../../config/parse-links";
import { onlyLink, problemsOfFile, SAMPLE, withLine, withMore } from "../../testing/links/sample-file";

test("a link of required fields only gets every default", () => {
  expect(onlyLink(SAMPLE)).toEqual({
    name: "analytics",
    partition: "aws",
    lambdaAccount: { id: "111111111111", region: "eu-west-1" },
    redshiftAccount: { id: "222222222222", region: "eu-west-1", profile: "redshift" },
    target: { auth: "cluster-iam", cluster: "warehouse", database: "dev" },
    queryRole: { name: "analytics-query", path: "/" },
    dataRole: { name: "analytics-data", path: "/" },
    trust: { mode: "role", mutual: false, bindToFunction: true },
    permissions: { mode: "least-privilege" },
    policyTexts: {},
    function: {
      name: "analytics-query",
      roleSessionName: "analytics-query",
      memoryMegabytes: 256,
      timeoutSeconds: 60,
      runtime: "nodejs22.x",
      architecture: "arm64",
      logRetentionDays: 30,
      environment: {},
    },
    tags: {},
    backend: { type: "local" },
    review: { suppress: [] },
    drift: { accept: [] },
  });
});

test("a link that sets every field keeps every field", () => {
  const text = `links:
  - name: sales
    lambdaAccount: { id: "111111111111", region: eu-west-1, profile: lambda-admin }
    redshiftAccount:
      id: "222222222222"
      region: eu-central-1
      deployRoleArn: arn:aws:iam::222222222222:role/ci/deployer
    target: { cluster: warehouse, database: dev, dbUser: analyst }
    queryRole: { name: q, path: /app/, permissionsBoundaryArn: "arn:aws:iam::111111111111:policy/edge" }
    dataRole: { name: d, path: /data/x/, permissionsBoundaryArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }
    trust: { mode: account, mutual: true, externalId: "a:b/c=1", bindToFunction: false }
    permissions: { mode: managed, managedPolicy: AmazonRedshiftDataFullAccess }
    policyTexts:
      "arn:aws:iam::111111111111:policy/edge":
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    function:
      name: ask
      roleSessionName: ask@sales
      memoryMegabytes: 512
      timeoutSeconds: 900
      statementTimeoutSeconds: 600
      runtime: nodejs24.x
      architecture: x86_64
      logRetentionDays: 365
      reservedConcurrency: 0
      environment: { LOG_LEVEL: debug }
    tags: { "Cost Center": "042", owner: "" }
    backend:
      type: s3
      bucket: state
      key: a/b.tfstate
      region: eu-west-1
      roleArn: arn:aws:iam::333333333333:role/state
      profile: state
      kmsKeyArn: arn:aws:kms:eu-west-1:333333333333:key/mrk-0123456789abcdef0123456789abcdef
    review:
      suppress:
        - rule: missing-external-id
          address: aws_iam_role.data_role
          reason: both accounts are ours alone
          expires: 2026-12-31
    drift:
      accept:
        - fingerprint: 0123456789abcdef0123456789abcdef
          reason: the nightly schedule
          expires: 2026-12-31
`;
  expect(onlyLink(text)).toEqual({
    name: "sales",
    partition: "aws",
    lambdaAccount: { id: "111111111111", region: "eu-west-1", profile: "lambda-admin" },
    redshiftAccount: {
      id: "222222222222",
      region: "eu-central-1",
      deployRoleArn: "arn:aws:iam::222222222222:role/ci/deployer",
    },
    target: { auth: "cluster-db-user", cluster: "warehouse", database: "dev", dbUser: "analyst" },
    queryRole: { name: "q", path: "/app/", permissionsBoundaryArn: "arn:aws:iam::111111111111:policy/edge" },
    dataRole: {
      name: "d",
      path: "/data/x/",
      permissionsBoundaryArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
    },
    trust: { mode: "account", mutual: true, externalId: "a:b/c=1", bindToFunction: false },
    permissions: { mode: "managed", managedPolicy: "AmazonRedshiftDataFullAccess" },
    policyTexts: {
      "arn:aws:iam::111111111111:policy/edge": {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
      },
    },
    function: {
      name: "ask",
      roleSessionName: "ask@sales",
      memoryMegabytes: 512,
      timeoutSeconds: 900,
      statementTimeoutSeconds: 600,
      runtime: "nodejs24.x",
      architecture: "x86_64",
      logRetentionDays: 365,
      reservedConcurrency: 0,
      environment: { LOG_LEVEL: "debug" },
    },
    tags: { "Cost Center": "042", owner: "" },
    backend: {
      type: "s3",
      bucket: "state",
      key: "a/b.tfstate",
      region: "eu-west-1",
      roleArn: "arn:aws:iam::333333333333:role/state",
      profile: "state",
      kmsKeyArn: "arn:aws:kms:eu-west-1:333333333333:key/mrk-0123456789abcdef0123456789abcdef",
    },
    review: {
      suppress: [
        {
          rule: "missing-external-id",
          address: "aws_iam_role.data_role",
          reason: "both accounts are ours alone",
          expires: "2026-12-31",
        },
      ],
    },
    drift: {
      accept: [
        {
          fingerprint: "0123456789abcdef0123456789abcdef",
          reason: "the nightly schedule",
          expires: "2026-12-31",
        },
      ],
    },
  });
});

test("the session name follows a function name that the user chose", () => {
  expect(onlyLink(withMore("    function: { name: ask }")).function).toMatchObject({
    name: "ask",
    roleSessionName: "ask",
  });
});

test("managed permissions without a policy take the article's", () => {
  expect(onlyLink(withMore("    permissions: { mode: managed }")).permissions).toEqual({
    mode: "managed",
    managedPolicy: "AmazonRedshiftFullAccess",
  });
});

test("an S3 backend without a key keeps the state under the link's name", () => {
  expect(onlyLink(withMore("    backend: { type: s3, bucket: state, region: eu-west-1 }")).backend).toEqual({
    type: "s3",
    bucket: "state",
    region: "eu-west-1",
    key: "analytics/terraform.tfstate",
  });
});

test("a leading zero of a quoted account id survives", () => {
  expect(onlyLink(withLine(4, '      id: "012345678901"')).lambdaAccount.id).toBe("012345678901");
});

test("equal accounts are accepted when the file says so, and the word does not reach the link", () => {
  const link = onlyLink(withLine(7, '      id: "111111111111"').concat("    sameAccount: true\n"));
  expect([link.lambdaAccount.id, link.redshiftAccount.id]).toEqual(["111111111111", "111111111111"]);
  expect(link).not.toHaveProperty("sameAccount");
});

test.each([
  ["eu-west-1", "aws"],
  ["cn-northwest-1", "aws-cn"],
  ["us-gov-west-1", "aws-us-gov"],
])("region %s is in partition %s", (region, partition) => {
  expect(onlyLink(SAMPLE.replaceAll("eu-west-1", region)).partition).toBe(partition);
});

const SECRET = "arn:aws:secretsmanager:eu-west-1:222222222222:secret:redshift!warehouse-admin-AbC123";
const KEY = "arn:aws:kms:eu-west-1:222222222222:key/01234567-89ab-cdef-0123-456789abcdef";
const UUID = "01234567-89ab-cdef-0123-456789abcdef";

test.each([
  ["cluster-db-user", { cluster: "warehouse", database: "dev", dbUser: "analyst" }],
  ["cluster-iam", { cluster: "warehouse", database: "dev" }],
  ["cluster-secret", { cluster: "warehouse", database: "dev", secretArn: SECRET, secretKmsKeyArn: KEY }],
  ["serverless-iam", { workgroup: "wg-1", workgroupId: UUID, database: "dev" }],
  ["serverless-secret", { workgroup: "wg-1", workgroupId: UUID, database: "dev", secretArn: SECRET }],
])("auth mode %s follows from the fields of the target", (auth, target) => {
  const text = `${SAMPLE.slice(0, SAMPLE.indexOf("target:"))}target: ${JSON.stringify(target)}\n`;
  expect(onlyLink(text).target).toEqual({ auth, ...target });
});

test("every problem of a file is in one report, in the order of the file", () => {
  const text = `links:
  - name: Sales
    lambdaAccount: { id: 012345678901, region: eu-west-1 }
    redshiftAccount: { id: "222222222222", regin: eu-west-1 }
    target: { cluster: warehouse, workgroup: wg-1, workgroupId: ${UUID} }
  - name: second
    lambdaAccount: { id: "111111111111", region: eu-west-1 }
    redshiftAccount: { id: "111111111111", region: cn-north-1 }
    target: { cluster: warehouse, database: dev, dbUser: [analyst] }
`;
  expect(problemsOfFile(text)).toEqual([
    'links.yaml:2:11 links[0].name: is "Sales", expected 1 to 41 lowercase letters, digits and hyphens that start with a letter; correct it',
    'links.yaml:3:26 links[0].lambdaAccount.id: is 012345678901 (a number), expected twelve digits in quotes, like "012345678901"; quote it, because YAML reads it as a number and drops a leading zero',
    "links.yaml:4:22 links[0].redshiftAccount.region: is missing, expected a region like eu-west-1; write it as text",
    "links.yaml:4:44 links[0].redshiftAccount.regin: is not a known field, expected one of id, region, deployRoleArn, profile; did you mean region?",
    "links.yaml:5:13 links[0].target.database: is missing, expected 1 to 127 letters, digits and _.@+- that start with a letter or _; write the database's name",
    'links.yaml:5:46 links[0].target.workgroup: is "wg-1" beside cluster, expected one of the two; keep cluster for a provisioned cluster, workgroup for serverless',
    'links.yaml:8:28 links[1].redshiftAccount.id: is "111111111111", which is lambdaAccount.id too, expected another account; correct one of the two, or set sameAccount: true if both roles belong in one account',
    'links.yaml:8:52 links[1].redshiftAccount.region: is "cn-north-1" in partition aws-cn, expected a region of partition aws like lambdaAccount.region "eu-west-1"; no role can be assumed across partitions',
    "links.yaml:9:58 links[1].target.dbUser: is a list, expected 1 to 127 letters, digits and _.@+- that start with a letter or _, not PUBLIC; write the name of an existing database user",
  ]);
});

test("the error carries its problems as data under a head that counts them", () => {
  const act = () => parseLinks("links: []\n", "other.yaml");
  expect(act).toThrow(LinksFileError);
  expect(act).toThrow(
    expect.objectContaining({
      name: "LinksFileError",
      fileName: "other.yaml",
      message:
        "other.yaml has 1 problem:\n  other.yaml:1:8 links: is an empty list, expected a list with at least one link; begin it with `- name:`",
      problems: [
        {
          position: { line: 1, column: 8 },
          path: "links",
          message: "is an empty list, expected a list with at least one link; begin it with `- name:`",
        },
      ],
    }),
  );
});
