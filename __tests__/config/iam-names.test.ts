import { problemsOfFile, SAMPLE } from "../../testing/links/sample-file";

const role = (name: string, accountId = "111111111111") => `arn:aws:iam::${accountId}:role/${name}`;
const policy = (name: string, accountId = "111111111111") => `arn:aws:iam::${accountId}:policy/${name}`;

/** A link whose lambda account is worked through as this role. */
function link(name: string, deployRoleArn: string, ...more: readonly string[]): string {
  return [
    SAMPLE.replace("links:\n", "")
      .replace("name: analytics", `name: ${name}`)
      .replace("region: eu-west-1\n", `region: eu-west-1\n      deployRoleArn: ${deployRoleArn}\n`),
    ...more.map((line) => `${line}\n`),
  ].join("");
}

/** Two links; the second begins on line 14 and has its own further lines from 26 on, when the first has none. */
const two = (first: string, second: string) => `links:\n${first}${second}`;

const once = (what: string, name: string, place: string, arn: string) =>
  `expected one ARN for the ${what} name "${name}" in account 111111111111, which IAM holds once whatever the path and case; ${place} is "${arn}", so correct one of the two`;

test.each([
  ["under another path", "team/deployer"],
  ["in other case", "Deployer"],
])("fails on a second deploy role of one name in one account, %s", (_how, name) => {
  const text = two(link("analytics", role("deployer")), link("sales", role(name)));
  const found = name.split("/").at(-1) ?? "";
  expect(problemsOfFile(text)).toEqual([
    `links.yaml:18:22 links[1].lambdaAccount.deployRoleArn: is "${role(name)}", ${once("role", found, "links[0].lambdaAccount.deployRoleArn", role("deployer"))}`,
  ]);
});

test("fails on two deploy roles of one name in the one account of a link", () => {
  const text = `links:\n${link("analytics", role("a/deployer"), "    sameAccount: true")}`
    .replace("222222222222", "111111111111")
    .replace("profile: redshift", `deployRoleArn: ${role("b/deployer")}`);
  expect(problemsOfFile(text)).toEqual([
    `links.yaml:10:22 links[0].redshiftAccount.deployRoleArn: is "${role("b/deployer")}", ${once("role", "deployer", "links[0].lambdaAccount.deployRoleArn", role("a/deployer"))}`,
  ]);
});

test("fails on a state's role of a deploy role's name", () => {
  const backend = `    backend: { type: s3, bucket: state, region: eu-west-1, roleArn: "${role("state/deployer")}" }`;
  expect(problemsOfFile(`links:\n${link("analytics", role("deployer"), backend)}`)).toEqual([
    `links.yaml:14:69 links[0].backend.roleArn: is "${role("state/deployer")}", ${once("role", "deployer", "links[0].lambdaAccount.deployRoleArn", role("deployer"))}`,
  ]);
});

test("fails on two boundaries of one name in one account", () => {
  const bounded = (arn: string) => `    queryRole: { permissionsBoundaryArn: "${arn}" }`;
  const text = two(
    link("analytics", role("deployer"), bounded(policy("a/limit"))),
    link("sales", role("deployer"), bounded(policy("b/limit"))),
  );
  expect(problemsOfFile(text)).toEqual([
    `links.yaml:27:42 links[1].queryRole.permissionsBoundaryArn: is "${policy("b/limit")}", ${once("policy", "limit", "links[0].queryRole.permissionsBoundaryArn", policy("a/limit"))}`,
  ]);
});

test("the same ARN as often as it is needed, one name in two accounts, and a role and a policy of one name are fine", () => {
  const boundaries = [
    `    queryRole: { permissionsBoundaryArn: "${policy("deployer")}" }`,
    `    dataRole: { permissionsBoundaryArn: "${policy("x/deployer", "222222222222")}" }`,
  ];
  const text = two(
    link("analytics", role("deployer"), ...boundaries),
    link("sales", role("deployer"), ...boundaries),
  ).replaceAll("profile: redshift", `deployRoleArn: ${role("team/deployer", "222222222222")}`);
  expect(problemsOfFile(text)).toEqual([]);
});
