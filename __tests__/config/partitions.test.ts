import { problemsOfFile, SAMPLE } from "../../testing/links/sample-file";

const second = SAMPLE.replace("links:\n", "").replace("name: analytics", "name: sales");
const inChina = second.replaceAll("eu-west-1", "cn-north-1");
const expected = (accountId: string, place: string, value: string) =>
  `which puts account ${accountId} into partition aws-cn, expected partition aws as by ${place} "${value}"; an account is in one partition, so correct the account's id or one of the two`;

test("fails on account ids that other links have in another partition", () => {
  expect(problemsOfFile(`${SAMPLE}${inChina}`)).toEqual([
    `links.yaml:16:15 links[1].lambdaAccount.region: is "cn-north-1", ${expected("111111111111", "links[0].lambdaAccount.region", "eu-west-1")}`,
    `links.yaml:19:15 links[1].redshiftAccount.region: is "cn-north-1", ${expected("222222222222", "links[0].redshiftAccount.region", "eu-west-1")}`,
  ]);
});

test("fails on an account that is a lambda account in one partition and a redshift account in another", () => {
  const other = inChina.replace("111111111111", "333333333333").replace("222222222222", "111111111111");
  expect(problemsOfFile(`${SAMPLE}${other}`)).toEqual([
    `links.yaml:19:15 links[1].redshiftAccount.region: is "cn-north-1", ${expected("111111111111", "links[0].lambdaAccount.region", "eu-west-1")}`,
  ]);
});

test("fails on a state's role in an account of another partition", () => {
  const arn = "arn:aws-cn:iam::111111111111:role/state";
  const backend = `    backend: { type: s3, bucket: state, region: cn-north-1, roleArn: "${arn}" }\n`;
  expect(problemsOfFile(`${SAMPLE}${backend}`)).toEqual([
    `links.yaml:13:70 links[0].backend.roleArn: is "${arn}", ${expected("111111111111", "links[0].lambdaAccount.region", "eu-west-1")}`,
  ]);
});

test("tells two partitions in one link once", () => {
  const text = SAMPLE.replace("222222222222", "111111111111")
    .replace("profile: redshift", "profile: lambda")
    .replace(/region: eu-west-1(?=\n {6}profile)/, "region: cn-north-1");
  expect(problemsOfFile(`${text}    sameAccount: true\n`)).toEqual([
    expect.stringContaining("links[0].redshiftAccount.region: is"),
  ]);
  const backend = `    backend: { type: s3, bucket: state, region: eu-west-1, roleArn: "arn:aws-cn:iam::111111111111:role/state" }\n`;
  expect(problemsOfFile(`${SAMPLE}${backend}`)).toEqual([
    expect.stringContaining("links[0].backend.roleArn: is"),
  ]);
});

test("links of different partitions in different accounts are fine", () => {
  const other = inChina.replace("111111111111", "333333333333").replace("222222222222", "444444444444");
  expect(problemsOfFile(`${SAMPLE}${other}`)).toEqual([]);
});
