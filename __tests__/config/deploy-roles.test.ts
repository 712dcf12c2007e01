import { problemsOfFile, SAMPLE, withLine, withMore } from "../../testing/links/sample-file";

const OWN = (place: string) =>
  `expected a role that exists before the links; it is ${place}, which a link makes, so name another one`;
const role = (accountId: string, name: string) => `arn:aws:iam::${accountId}:role/${name}`;

test.each([
  ["query role", 5, "111111111111", "analytics-query", "lambdaAccount", "links[0].queryRole"],
  ["query role under a path", 5, "111111111111", "x/analytics-query", "lambdaAccount", "links[0].queryRole"],
  ["query role in other case", 5, "111111111111", "Analytics-Query", "lambdaAccount", "links[0].queryRole"],
  ["data role", 8, "222222222222", "analytics-data", "redshiftAccount", "links[0].dataRole"],
])("fails on a deploy role that is the link's own %s", (_what, line, accountId, name, account, place) => {
  const arn = role(accountId, name);
  const text = withLine(line, `      region: eu-west-1\n      deployRoleArn: ${arn}`).replace(
    `${arn}\n      profile: redshift`,
    arn,
  );
  expect(problemsOfFile(text)).toEqual([
    `links.yaml:${line + 1}:22 links[0].${account}.deployRoleArn: is "${arn}", ${OWN(place)}`,
  ]);
});

test("fails on a deploy role that is another link's, and on a named role of the link", () => {
  const second = SAMPLE.replace("links:\n", "")
    .replace("name: analytics", "name: sales")
    .replace(
      "region: eu-west-1",
      `region: eu-west-1\n      deployRoleArn: ${role("111111111111", "reader")}`,
    );
  expect(problemsOfFile(`${withMore("    queryRole: { name: reader }")}${second}`)).toEqual([
    expect.stringContaining(`links[1].lambdaAccount.deployRoleArn: is`),
  ]);
});

test("fails on a state that is read and written as the link's own role", () => {
  const arn = role("222222222222", "analytics-data");
  const backend = `    backend: { type: s3, bucket: state, region: eu-west-1, roleArn: "${arn}" }`;
  expect(problemsOfFile(withMore(backend))).toEqual([
    expect.stringContaining(`links[0].backend.roleArn: is "${arn}", ${OWN("links[0].dataRole")}`),
  ]);
});

test("a deploy role whose name is a role's in the other account is fine", () => {
  const arn = role("111111111111", "analytics-data");
  expect(problemsOfFile(withLine(5, `      region: eu-west-1\n      deployRoleArn: ${arn}`))).toEqual([]);
});
