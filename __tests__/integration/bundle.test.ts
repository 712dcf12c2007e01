import { STATEMENT_ID } from "../../testing/redshift-data/fake-data-api";
import {
  createTaskFolder,
  DEPLOYED_ENVIRONMENT,
  INVOKE,
  LAMBDA_CREDENTIALS,
} from "../../testing/run-query/bare-node";
import { ASSUMED_ROLE_ANSWER, EXPIRED, type StsAnswer, startTinyAws } from "../../testing/run-query/tiny-aws";

describe("the bundle alone, in a bare Node process", () => {
  const task = createTaskFolder();
  afterAll(task.remove);

  async function invoke(sts: StsAnswer, credentials: Readonly<Record<string, string>>) {
    const aws = await startTinyAws(sts);
    try {
      const outcome = await task.run(INVOKE, {
        ...DEPLOYED_ENVIRONMENT,
        ...credentials,
        AWS_REGION: "eu-west-1",
        AWS_ENDPOINT_URL: aws.url,
      });
      return { outcome, requests: aws.requests };
    } finally {
      await aws.stop();
    }
  }

  it("goes to AWS_ENDPOINT_URL, to STS as Lambda's credentials say, to the Data API with the session", async () => {
    const { outcome, requests } = await invoke(ASSUMED_ROLE_ANSWER, LAMBDA_CREDENTIALS);
    expect(outcome).toMatchObject({ status: "FINISHED", statementId: STATEMENT_ID, rows: [{ n: 1 }] });
    expect(
      requests.map(({ headers }) => [
        headers["x-amz-target"],
        headers["x-amz-security-token"],
        /Credential=(\S+),/.exec(String(headers.authorization))?.[1]?.replace(/\/\d{8}\//, "/<day>/"),
      ]),
    ).toEqual([
      [undefined, "token-of-the-query-role", "ASIAQUERYROLE/<day>/eu-west-1/sts/aws4_request"],
      ...["ExecuteStatement", "GetStatementResult"].map((operation) => [
        `RedshiftData.${operation}`,
        "token-of-the-data-role",
        "ASIADATAROLE/<day>/ap-northeast-1/redshift-data/aws4_request",
      ]),
    ]);
    expect(Object.fromEntries(new URLSearchParams(requests[0]?.body))).toMatchObject({
      Action: "AssumeRole",
      RoleArn: "arn:aws:iam::222222222222:role/analytics-data",
    });
  });

  it("names the user agent of the client that it bundles", async () => {
    const { requests } = await invoke(ASSUMED_ROLE_ANSWER, LAMBDA_CREDENTIALS);
    expect(
      requests.map(({ headers }) => /^aws-sdk-js\/3\.\d+\.\d+ /.test(String(headers["user-agent"]))),
    ).toEqual([true, true, true]);
  });

  it("says that expired credentials are the function's own", async () => {
    const { outcome } = await invoke(EXPIRED, LAMBDA_CREDENTIALS);
    expect(outcome).toMatchObject({
      code: "FUNCTION_CREDENTIALS_INVALID",
      hop: "assume-role",
      awsCode: "ExpiredToken",
    });
  });

  it("says which credentials are absent, and sends nothing", async () => {
    const { outcome, requests } = await invoke(ASSUMED_ROLE_ANSWER, {});
    expect(outcome).toMatchObject({
      code: "FUNCTION_CREDENTIALS_INVALID",
      hop: "assume-role",
      awsCode: "CredentialsProviderError",
      awsMessage:
        "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are absent; Lambda sets both from the execution role",
    });
    expect(requests).toEqual([]);
  });
});
