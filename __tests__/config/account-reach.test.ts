import { problemsOfFile, SAMPLE } from "../../testing/links/sample-file";

const PROFILE = "      profile: redshift\n";
const WITHOUT = SAMPLE.replace(PROFILE, "");
const LAMBDA_ID = 'id: "111111111111"\n';
const REDSHIFT_ID = 'id: "222222222222"\n';
const IDS = 'not of "111111111111" and "222222222222"';
const EXPECTED =
  "expected another way into each account; set deployRoleArn or profile for one that it does not reach";

test("fails on two accounts that the file names no credentials for", () => {
  expect(problemsOfFile(WITHOUT)).toEqual([
    `links.yaml:7:7 links[0].redshiftAccount: has neither deployRoleArn nor profile, and lambdaAccount has neither: the caller's own credentials are of one account, ${IDS}, ${EXPECTED}`,
  ]);
});

test("fails on two accounts that one profile is to reach", () => {
  expect(problemsOfFile(SAMPLE.replace(LAMBDA_ID, `${LAMBDA_ID}${PROFILE}`))).toEqual([
    `links.yaml:8:7 links[0].redshiftAccount: is reached with profile "redshift", and lambdaAccount too: its credentials are of one account, ${IDS}, ${EXPECTED}`,
  ]);
});

const ROLE = "      deployRoleArn: arn:aws:iam::222222222222:role/deployer\n";

test.each([
  ["a profile for the redshift account alone", SAMPLE],
  ["two profiles", SAMPLE.replace(LAMBDA_ID, `${LAMBDA_ID}      profile: lambda\n`)],
  [
    "a profile for the lambda account alone",
    WITHOUT.replace(LAMBDA_ID, `${LAMBDA_ID}      profile: lambda\n`),
  ],
  ["a role in one account", WITHOUT.replace(REDSHIFT_ID, `${REDSHIFT_ID}${ROLE}`)],
  [
    "one account",
    WITHOUT.replace("222222222222", "111111111111").replace(
      "    target:",
      "    sameAccount: true\n    target:",
    ),
  ],
])("takes %s", (_, text) => {
  expect(problemsOfFile(text)).toEqual([]);
});

test("a profile that is refused is one problem", () => {
  expect(
    problemsOfFile(SAMPLE.replace("profile: redshift", "profile: 7")).map((line) => line.split(": ")[0]),
  ).toEqual(["links.yaml:9:16 links[0].redshiftAccount.profile"]);
});
