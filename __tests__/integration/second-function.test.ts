import {
  createTaskFolder,
  DEPLOYED_ENVIRONMENT,
  invokeWith,
  LAMBDA_CREDENTIALS,
} from "../../testing/run-query/bare-node";
import { ASSUMED_ROLE_ANSWER, startTinyAws } from "../../testing/run-query/tiny-aws";
import { COUNT_ROWS } from "../../testing/second-function/contract";

test("a function of ten lines takes both hops with the library, from its own bundle in a bare Node process", async () => {
  const aws = await startTinyAws(ASSUMED_ROLE_ANSWER);
  const task = createTaskFolder(COUNT_ROWS);
  try {
    const answer = await task.run(invokeWith({ table: "sales" }), {
      ...DEPLOYED_ENVIRONMENT,
      ...LAMBDA_CREDENTIALS,
      AWS_REGION: "eu-west-1",
      AWS_ENDPOINT_URL: aws.url,
    });
    expect(answer).toMatchObject({ status: "FINISHED", rows: [{ n: 1 }] });
    expect(aws.requests.map(({ headers }) => headers["x-amz-security-token"])).toEqual([
      "token-of-the-query-role",
      "token-of-the-data-role",
      "token-of-the-data-role",
    ]);
    expect(JSON.parse(aws.requests[1]?.body ?? "")).toMatchObject({
      Sql: "SELECT count(*) AS n FROM sales",
      ClientToken: "request-1",
      Database: "dev",
    });
  } finally {
    task.remove();
    await aws.stop();
  }
});
