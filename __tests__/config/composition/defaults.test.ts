import type { Link } from "../../../config/link";
import { linksOfFolder, problemsOfFolder } from "../../../testing/links/links-folder";

/** What two links share; a team writes the rest. Tests count on its lines. */
const DEFAULTS = `defaults:
  lambdaAccount: { id: "111111111111", region: eu-west-1, profile: lambda }
  redshiftAccount: { id: "222222222222", region: eu-west-1, profile: redshift }
  target: { cluster: warehouse, database: dev, dbUser: analyst }
  tags: { team: data, stage: prod }
  function:
    timeoutSeconds: 120
    environment: { MODE: fast, LEVEL: info }
`;

const linksOf = (...links: readonly string[]) =>
  linksOfFolder({ "links.yaml": `${DEFAULTS}links:\n${links.map((link) => `  - ${link}\n`).join("")}` })
    .links;

const onlyOf = (link: string): Link => {
  const [only] = linksOf(link);
  if (only === undefined) throw new Error("no link");
  return only;
};

const problemsOf = (text: string) => problemsOfFolder({ "links.yaml": text });

test("a link needs to say only what it does not share", () => {
  const links = linksOf("{ name: sales }", "{ name: stock, target: { dbUser: clerk } }");
  expect(links.map(({ name, target }) => [name, target])).toEqual([
    ["sales", { auth: "cluster-db-user", cluster: "warehouse", database: "dev", dbUser: "analyst" }],
    ["stock", { auth: "cluster-db-user", cluster: "warehouse", database: "dev", dbUser: "clerk" }],
  ]);
});

test("maps are merged, whatever their depth", () => {
  const link = onlyOf(
    "{ name: a, tags: { stage: test, cost: '7' }, function: { memoryMegabytes: 512, environment: { LEVEL: debug } } }",
  );
  expect(link.tags).toEqual({ team: "data", stage: "test", cost: "7" });
  expect(link.function).toMatchObject({
    timeoutSeconds: 120,
    memoryMegabytes: 512,
    environment: { MODE: "fast", LEVEL: "debug" },
  });
});

test("lists are replaced", () => {
  const accept = (digit: string) =>
    `{ fingerprint: "${digit.repeat(32)}", reason: known to everybody, expires: 2030-01-01 }`;
  const text = `${DEFAULTS}  drift: { accept: [${accept("1")}, ${accept("2")}] }\nlinks:\n  - name: a\n    drift: { accept: [${accept("3")}] }\n  - name: b\n`;
  const { links } = linksOfFolder({ "links.yaml": text });
  expect(links.map(({ drift }) => drift.accept.map(({ fingerprint }) => fingerprint[0]))).toEqual([
    ["3"],
    ["1", "2"],
  ]);
});

test("an empty list of a link takes the defaults' away", () => {
  const text = `${DEFAULTS}  review: { suppress: [{ rule: wildcard-action, address: aws_iam_role.data_role, reason: known to everybody, expires: 2030-01-01 }] }\nlinks:\n  - name: a\n    review: { suppress: [] }\n`;
  expect(linksOfFolder({ "links.yaml": text }).links[0]?.review.suppress).toEqual([]);
});

const ROLE = "arn:aws:iam::111111111111:role/deployer";
const SECRET = "arn:aws:secretsmanager:eu-west-1:222222222222:secret:warehouse/analyst-AbCdEf";
const WORKGROUP = "workgroup: reports, workgroupId: 0f4f3a5e-1111-2222-3333-444455556666";

test.each([
  [
    "a role",
    `lambdaAccount: { deployRoleArn: "${ROLE}" }`,
    { lambdaAccount: { id: "111111111111", region: "eu-west-1", deployRoleArn: ROLE } },
  ],
  [
    "a workgroup",
    `target: { ${WORKGROUP} }`,
    {
      target: {
        auth: "serverless-iam",
        workgroup: "reports",
        workgroupId: "0f4f3a5e-1111-2222-3333-444455556666",
        database: "dev",
      },
    },
  ],
  [
    "a workgroup with a secret",
    `target: { ${WORKGROUP}, secretArn: "${SECRET}" }`,
    { target: { auth: "serverless-secret", secretArn: SECRET } },
  ],
  [
    "a secret",
    `target: { secretArn: "${SECRET}" }`,
    { target: { auth: "cluster-secret", cluster: "warehouse", database: "dev", secretArn: SECRET } },
  ],
])("%s of a link takes away what excludes it in the defaults", (_, field, expected) => {
  expect(onlyOf(`{ name: a, ${field} }`)).toMatchObject(expected);
});

test("so do a database user, a profile, a backend of another kind and a mode without a managed policy", () => {
  const text = `defaults:
  lambdaAccount: { id: "111111111111", region: eu-west-1, deployRoleArn: "${ROLE}" }
  redshiftAccount: { id: "222222222222", region: eu-west-1, profile: redshift }
  target: { cluster: warehouse, database: dev, secretArn: "${SECRET}", secretKmsKeyArn: "arn:aws:kms:eu-west-1:222222222222:key/11111111-2222-3333-4444-555555555555" }
  backend: { type: s3, bucket: states, region: eu-west-1 }
  permissions: { mode: managed, managedPolicy: AmazonRedshiftDataFullAccess }
links:
  - name: a
    lambdaAccount: { profile: lambda }
    target: { dbUser: analyst }
    backend: { type: local }
    permissions: { mode: least-privilege }
  - name: b
    backend: { bucket: others }
`;
  const [a, b] = linksOfFolder({ "links.yaml": text }).links;
  expect(a).toMatchObject({
    lambdaAccount: { id: "111111111111", region: "eu-west-1", profile: "lambda" },
    target: { auth: "cluster-db-user", cluster: "warehouse", database: "dev", dbUser: "analyst" },
    backend: { type: "local" },
    permissions: { mode: "least-privilege" },
  });
  expect(a?.lambdaAccount).not.toHaveProperty("deployRoleArn");
  expect(b?.backend).toEqual({
    type: "s3",
    bucket: "others",
    region: "eu-west-1",
    key: "b/terraform.tfstate",
  });
});

test("a message points at the line that holds the value: once at the defaults, else at the link", () => {
  const text = `defaults:
  lambdaAccount: { id: "111111111111", region: eu-west-1, profile: lambda }
  redshiftAccount: { id: "222222222222", region: us-east-9x, profile: redshift }
  target: { cluster: warehouse, database: dev }
  functoin: {}
links:
  - name: a
  - name: b
    lambdaAccount: { region: mars-1 }
  - name: c
    target: { database: "" }
`;
  const region = "expected a region like eu-west-1, cn-north-1 or us-gov-west-1; correct it";
  expect(problemsOf(text).map((line) => line.replace(/one of .*;/, "…;"))).toEqual([
    `links.yaml:3:50 defaults.redshiftAccount.region: is "us-east-9x", ${region}`,
    "links.yaml:5:3 defaults.functoin: is not a known field, expected …; did you mean function?",
    `links.yaml:9:30 links[1].lambdaAccount.region: is "mars-1", ${region}`,
    expect.stringContaining('links.yaml:11:25 links[2].target.database: is "", expected 1 to 127'),
  ]);
});

test("what nobody says is missing in the link", () => {
  const text = `defaults:
  lambdaAccount: { id: "111111111111", region: eu-west-1, profile: lambda }
  target: { cluster: warehouse }
links:
  - name: a
    target: { dbUser: analyst }
`;
  expect(problemsOf(text)).toEqual([
    expect.stringMatching(/^links\.yaml:5:5 links\[0\]\.redshiftAccount: is missing, expected a map/),
    expect.stringMatching(/^links\.yaml:6:13 links\[0\]\.target\.database: is missing, expected 1 to 127/),
  ]);
});

test("a check between fields tells the line of the field that it is about", () => {
  const text = `${DEFAULTS}  trust: { mode: role }
links:
  - name: a
    redshiftAccount: { id: "111111111111" }
  - name: b
    function: { statementTimeoutSeconds: 300 }
  - name: c
    function: { name: b-query }
`;
  expect(problemsOf(text).map((line) => line.split(", expected")[0])).toEqual([
    'links.yaml:12:28 links[0].redshiftAccount.id: is "111111111111", which is lambdaAccount.id too',
    "links.yaml:14:42 links[1].function.statementTimeoutSeconds: is 300 with timeoutSeconds 120",
    'links.yaml:16:23 links[2].function.name: is "b-query"',
  ]);
});

test("a name in the defaults that every link would take is one problem, of the defaults", () => {
  expect(problemsOf(`${DEFAULTS}    name: query\nlinks:\n  - name: a\n  - name: b\n  - name: c\n`)).toEqual([
    'links.yaml:9:11 defaults.function.name: is "query", expected a function name in account 111111111111, eu-west-1, that nothing else takes; defaults.function.name is "query", so write one in each link in the place of the default',
  ]);
});

test("values of variables are not shown, wherever they stand", () => {
  const text = `${DEFAULTS}      PASSWORD: 123456\nlinks:\n  - name: a\n`.replace(
    "environment: { MODE: fast, LEVEL: info }",
    "environment:",
  );
  expect(problemsOf(text)).toEqual([
    "links.yaml:9:17 defaults.function.environment.PASSWORD: is a number, expected text; quote it",
  ]);
});

test.each([
  ["7", "is 7 (a number)"],
  ["[a]", "is a list"],
])("defaults that are %s are refused", (written, found) => {
  expect(problemsOf(`defaults: ${written}\nlinks:\n  - name: a\n`)[0]).toBe(
    `links.yaml:1:11 defaults: ${found}, expected a map with fields of a link; indent them below it`,
  );
});

test("a map that holds itself ends, in a link and in the defaults", () => {
  expect(
    problemsOf("defaults: &d\n  tags: *d\nlinks:\n  - &l\n    name: a\n    tags: *l\n").length,
  ).toBeGreaterThan(0);
});

test("a name that every object has stays a name", () => {
  expect(
    problemsOf(
      `${DEFAULTS.replace("team: data", "__proto__: data")}links:\n  - name: a\n    tags: { b: c }\n`,
    ),
  ).toEqual([
    'links.yaml:5:22 defaults.tags.__proto__: is "__proto__", expected a name that not every JavaScript object has already; rename it',
  ]);
});
