import type { Decision } from "../../../access/iam/decision";
import { decideServiceTrust } from "../../../access/iam/simulator";
import {
  DATA_ROLE,
  FUNCTION,
  LAMBDA_ACCOUNT,
  policy,
  QUERY_ROLE,
  trust,
} from "../../../testing/access/decisions";

const ROOT = `arn:aws:iam::${LAMBDA_ACCOUNT}:root`;

describe("service trust", () => {
  const ask = (document: unknown, service = "lambda.amazonaws.com", context = {}) =>
    decideServiceTrust({ service, trust: document, roleArn: QUERY_ROLE, context });
  const lambda = { Service: "lambda.amazonaws.com" };

  test.each<[string, () => Promise<Decision>, Decision["by"]]>([
    ["the service", () => ask(trust(lambda)), "allowed"],
    ["the service among others", () => ask(trust({ ...lambda, AWS: DATA_ROLE })), "allowed"],
    ["another service", () => ask(trust(lambda), "ec2.amazonaws.com"), "trust"],
    ["a role only", () => ask(trust({ AWS: DATA_ROLE })), "trust"],
    ["the account only", () => ask(trust({ AWS: ROOT })), "trust"],
    [
      "the function it acts for",
      () =>
        ask(trust(lambda, { ArnEquals: { "aws:SourceArn": FUNCTION } }), undefined, {
          "aws:SourceArn": FUNCTION,
        }),
      "allowed",
    ],
    ["no function", () => ask(trust(lambda, { ArnEquals: { "aws:SourceArn": FUNCTION } })), "trust"],
    [
      "denied",
      () =>
        ask(
          policy(
            { Effect: "Allow", Principal: lambda, Action: "sts:AssumeRole" },
            { Effect: "Deny", Principal: lambda, Action: "sts:AssumeRole" },
          ),
        ),
      "explicit-deny",
    ],
  ])("%s", async (_, attempt, by) => {
    expect(await attempt()).toMatchObject({
      allowed: by === "allowed",
      by,
    });
  });

  test("without a trust policy there is no answer", async () => {
    await expect(ask(undefined)).rejects.toMatchObject({ name: "AccessError" });
  });
});
