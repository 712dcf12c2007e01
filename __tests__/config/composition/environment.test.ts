import { linksOfFolder, problemsOfFolder } from "../../../testing/links/links-folder";

const FILE = `environment: prod
defaults:
  lambdaAccount: { id: "111111111111", region: eu-west-1, deployRoleArn: "arn:aws:iam::111111111111:role/deployer-\${environment}" }
  redshiftAccount: { id: "222222222222", region: eu-west-1, profile: "redshift-\${environment}" }
  target: { cluster: "warehouse-\${environment}", database: dev }
  backend: { type: s3, bucket: states, region: eu-west-1 }
  tags: { stage: "\${environment}" }
links:
  - name: sales-\${environment}
    function: { environment: { STAGE: "\${environment}/\${environment}" } }
`;
const without = FILE.replace("environment: prod\n", "");

test("the environment's name stands where a text of a link asks for it, and in the state's key", () => {
  expect(linksOfFolder({ "links.yaml": FILE })).toMatchObject({
    environment: "prod",
    links: [
      {
        name: "sales-prod",
        environment: "prod",
        lambdaAccount: { deployRoleArn: "arn:aws:iam::111111111111:role/deployer-prod" },
        redshiftAccount: { profile: "redshift-prod" },
        target: { cluster: "warehouse-prod" },
        queryRole: { name: "sales-prod-query" },
        function: { environment: { STAGE: "prod/prod" } },
        tags: { stage: "prod" },
        backend: { key: "prod/sales-prod/terraform.tfstate" },
      },
    ],
  });
});

test("a run names the environment of a file that names none", () => {
  const [link] = linksOfFolder({ "links.yaml": without }, { environment: "staging" }).links;
  expect([link?.environment, link?.name, link?.tags]).toEqual([
    "staging",
    "sales-staging",
    { stage: "staging" },
  ]);
});

test("without an environment a link has none, and its key is as ever", () => {
  const plain = without.replaceAll("-${environment}", "").replaceAll("${environment}", "x");
  const { links, environment } = linksOfFolder({ "links.yaml": plain });
  expect(environment).toBeUndefined();
  expect(links[0]).not.toHaveProperty("environment");
  expect(links[0]?.backend).toMatchObject({ key: "sales/terraform.tfstate" });
});

const UNNAMED = (others: string) =>
  `expected an environment for \${environment}${others}; write environment: <name> at the top of the file, or name it in LINKS_ENVIRONMENT or by --env`;

test("texts that ask for an environment that nobody named are one problem, at the first of them", () => {
  expect(problemsOfFolder({ "links.yaml": without })).toEqual([
    `links.yaml:2:74 defaults.lambdaAccount.deployRoleArn: is "arn:aws:iam::111111111111:role/deployer-\${environment}", ${UNNAMED(", as 5 other texts ask for it too")}`,
  ]);
});

test("what several links take from one place is one text, and a value of a variable is not shown", () => {
  const text = without
    .replaceAll("-${environment}", "")
    .replace('tags: { stage: "${environment}" }', "tags: {}");
  expect(problemsOfFolder({ "links.yaml": text })).toEqual([
    `links.yaml:9:39 links[0].function.environment.STAGE: is a text, ${UNNAMED("")}`,
  ]);
  const two = without.replace(/links:\n.*/s, "links:\n  - name: sales\n  - name: stock\n");
  expect(problemsOfFolder({ "links.yaml": two })).toEqual([expect.stringContaining("as 3 other texts ask")]);
});

test.each([
  [
    "a run for another environment than the file's",
    FILE,
    "staging",
    [
      'links.yaml:1:14 environment: is "prod", and this run is for "staging" (LINKS_ENVIRONMENT or --env), expected one environment; name the links file of staging in LINKS_FILE, or leave the other out',
    ],
  ],
  [
    "a run for what is no environment",
    without.replaceAll("-${environment}", "").replaceAll("${environment}", "x"),
    "Prod!",
    [
      'links.yaml:1:1: LINKS_ENVIRONMENT is "Prod!", expected 1 to 21 lowercase letters, digits and hyphens that start with a letter, like prod; correct it',
    ],
  ],
  [
    "a name that is none",
    FILE.replace("prod", "Prod"),
    undefined,
    [
      'links.yaml:1:14 environment: is "Prod", expected 1 to 21 lowercase letters, digits and hyphens that start with a letter, like prod; correct it',
    ],
  ],
])("refuses %s", (_, text, environment, expected) => {
  expect(problemsOfFolder({ "links.yaml": text }, { environment })).toEqual(expected);
});

test("a run for the environment that the file names is as without", () => {
  expect(linksOfFolder({ "links.yaml": FILE }, { environment: "prod" })).toEqual(
    linksOfFolder({ "links.yaml": FILE }),
  );
});

test("texts of policies, which have variables of their own, are left alone", () => {
  const arn = "arn:aws:iam::111111111111:policy/boundary";
  const text = `${FILE}    queryRole: { permissionsBoundaryArn: "${arn}" }
    policyTexts: { "${arn}": { Statement: [{ Effect: Allow, Action: "s3:*", Resource: "\${environment}" }] } }
`;
  const [link] = linksOfFolder({ "links.yaml": text }).links;
  expect(link?.policyTexts[arn]).toMatchObject({ Statement: [{ Resource: "${environment}" }] });
});

const TEXT_OF_ENVIRONMENT = `${FILE}    queryRole: { permissionsBoundaryArn: "arn:aws:iam::111111111111:policy/b-\${environment}" }
    policyTexts:
      arn:aws:iam::111111111111:policy/b-\${environment}: { Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] }
`;

test("the ARN of a policy's text asks for the environment as the field that names the policy does", () => {
  const [link] = linksOfFolder({ "links.yaml": TEXT_OF_ENVIRONMENT }).links;
  expect(Object.keys(link?.policyTexts ?? {})).toEqual([link?.queryRole.permissionsBoundaryArn]);
});

test("such an ARN is a problem too where nobody named an environment", () => {
  const [before = "", texts = ""] = TEXT_OF_ENVIRONMENT.replace("environment: prod\n", "").split(
    "    policyTexts:",
  );
  const text = `${before.replaceAll("${environment}", "environment")}    policyTexts:${texts}`;
  expect(problemsOfFolder({ "links.yaml": text })).toEqual([
    'links.yaml:12:58 links[0].policyTexts["arn:aws:iam::111111111111:policy/b-${environment}"]: is "arn:aws:iam::111111111111:policy/b-${environment}", expected an environment for ${environment}; write environment: <name> at the top of the file, or name it in LINKS_ENVIRONMENT or by --env',
  ]);
});

test("a problem of such a text is told where it is written", () => {
  const text = TEXT_OF_ENVIRONMENT.replace("{ Statement:", "{ Id: x, Statements:");
  const [missing] = problemsOfFolder({ "links.yaml": text });
  expect(missing).toBe(
    'links.yaml:13:58 links[0].policyTexts["arn:aws:iam::111111111111:policy/b-${environment}"].Statement: is missing, expected a list of statements; copy them from the policy, a single one as a list of one',
  );
});

test("a text of an ARN that has one already is refused", () => {
  const again = TEXT_OF_ENVIRONMENT.slice(TEXT_OF_ENVIRONMENT.lastIndexOf("      arn:"));
  const text = TEXT_OF_ENVIRONMENT + again.replace("${environment}", "prod");
  const [refused] = problemsOfFolder({ "links.yaml": text });
  expect(refused).toBe(
    'links.yaml:13:7 links[0].policyTexts["arn:aws:iam::111111111111:policy/b-${environment}"]: is "arn:aws:iam::111111111111:policy/b-${environment}", expected a managed policy ARN like arn:aws:iam::111111111111:policy/boundary; copy it from the IAM console',
  );
});

test("a text of the defaults goes to the links that name its policy", () => {
  const texts = TEXT_OF_ENVIRONMENT.slice(TEXT_OF_ENVIRONMENT.indexOf("    policyTexts:"));
  const text = `${TEXT_OF_ENVIRONMENT.replace(texts, "")}  - name: other\n`.replace(
    "defaults:\n",
    `defaults:\n${texts.replace(/^ {2}/gm, "")}`,
  );
  expect(
    linksOfFolder({ "links.yaml": text }).links.map(({ policyTexts }) => Object.keys(policyTexts)),
  ).toEqual([["arn:aws:iam::111111111111:policy/b-prod"], []]);
});

test("included files are of the same environment, and name none", () => {
  const files = {
    "links.yaml": `${FILE}include: [a.yaml]\n`,
    "a.yaml": "links:\n  - name: a-${environment}\n",
  };
  expect(linksOfFolder(files).links.map(({ name }) => name)).toEqual(["sales-prod", "a-prod"]);
  expect(problemsOfFolder({ ...files, "a.yaml": `environment: dev\n${files["a.yaml"]}` })).toEqual([
    "a.yaml:1:1 environment: is not a known field, expected one of defaults, include, links; remove it or correct its name",
  ]);
});

test.each([
  ["key: analytics.tfstate", false],
  ["key: 'states/${environment}.tfstate'", true],
  ["key: production.tfstate", false],
  ["key: a/prod/b.tfstate", true],
  ["key: analytics.tfstate, bucket: 'states-${environment}'", true],
])("a state's place says of which environment it is: %s", (field, isTaken) => {
  const text = `${FILE}    backend: { ${field} }\n`;
  const problems = problemsOfFolder({ "links.yaml": text });
  expect(problems.map((line) => line.replace(/is "[^"]+", /, ""))).toEqual(
    isTaken
      ? []
      : [
          'links.yaml:11:21 links[0].backend.key: expected key with the environment "prod", whose states it is kept apart by; write it as ${environment}, or leave it out',
        ],
  );
});

test.each<[string, string, readonly string[]]>([
  ["key: dev-eu/sales.tfstate", "", ["dev-eu"]],
  ["key: dev/sales.tfstate", "", ["dev"]],
  ["key: sales.dev.tfstate", "", ["dev"]],
  ["key: states-dev-eu, bucket: states-dev", "", []],
  ["key: 'states-${environment}'", "", ["dev", "dev-eu", "eu"]],
  ["key: one, bucket: 'states-${environment}'", "", ["dev", "dev-eu", "eu"]],
  ["key: one, profile: 'links-${environment}'", "", []],
  // A file of one environment is read for no other.
  ["key: states-dev-eu", "environment: dev-eu\n", ["dev-eu"]],
])("one state is of one environment of the run: %s", (field, own, taken) => {
  const text = `${own}${without}    backend: { ${field} }\n`;
  const found = ["dev", "dev-eu", "eu"].filter(
    (environment) => problemsOfFolder({ "links.yaml": text }, { environment }).length === 0,
  );
  expect(found).toEqual(taken);
});
