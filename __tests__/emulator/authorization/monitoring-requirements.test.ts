import type { SignedRequest } from "../../../emulator/authentication/signed-request";
import {
  cloudwatchRequirements,
  parameterRequirements,
} from "../../../emulator/authorization/requirements/monitoring";

const ACCOUNT = "111111111111";

function request(service: string, url: string, method: string, body: string): SignedRequest {
  const [path = "", query = ""] = url.split("?");
  const scope = { accessKeyId: "", date: "", region: "eu-west-1", service, signedHeaders: [], signature: "" };
  return {
    ...{ method, url, path, query: new URLSearchParams(query), headers: {}, body: Buffer.from(body) },
    scope: { ...scope, presigned: false },
    caller: { accountId: ACCOUNT, arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deployer/s`, userId: "AROA:s" },
  };
}

describe("alarms, dashboards and parameters are decided each on its own ARN", () => {
  const ALARM = `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:`;
  const DASHBOARD = `arn:aws:cloudwatch::${ACCOUNT}:dashboard/`;
  const PARAMETER = `arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/`;
  const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/01234567-89ab-cdef-0123-456789abcdef`;
  const cloudwatch = (operation: string, parameters: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams({ Action: operation, ...parameters }).toString();
    return cloudwatchRequirements(request("monitoring", `/?${query}`, "POST", ""), operation);
  };
  const ssm = (operation: string, input: object) =>
    parameterRequirements(request("ssm", "/", "POST", JSON.stringify(input)), operation, async (_, name) =>
      name === "/encrypted" ? KEY : undefined,
    );
  const shown = async (asked: ReturnType<typeof ssm>) =>
    (await asked).map(({ action, resource, context }) =>
      [action, resource, ...Object.keys(context ?? {})].filter((part) => part !== undefined),
    );

  it.each<[string, Readonly<Record<string, string>>, readonly (readonly string[])[]]>([
    ["PutMetricAlarm", { AlarmName: "a" }, [["cloudwatch:PutMetricAlarm", `${ALARM}a`]]],
    [
      "PutMetricAlarm",
      { AlarmName: "a", "Tags.member.1.Key": "team", "Tags.member.1.Value": "data" },
      [
        ["cloudwatch:PutMetricAlarm", `${ALARM}a`, "aws:TagKeys", "aws:RequestTag/team"],
        ["cloudwatch:TagResource", `${ALARM}a`, "aws:TagKeys", "aws:RequestTag/team"],
      ],
    ],
    [
      "DeleteAlarms",
      { "AlarmNames.member.1": "a", "AlarmNames.member.2": "b" },
      [
        ["cloudwatch:DeleteAlarms", `${ALARM}a`],
        ["cloudwatch:DeleteAlarms", `${ALARM}b`],
      ],
    ],
    ["DescribeAlarms", {}, [["cloudwatch:DescribeAlarms", `${ALARM}*`]]],
    ["PutDashboard", { DashboardName: "d" }, [["cloudwatch:PutDashboard", `${DASHBOARD}d`]]],
    [
      "UntagResource",
      { ResourceARN: `${ALARM}a`, "TagKeys.member.1": "x" },
      [["cloudwatch:UntagResource", `${ALARM}a`, "aws:TagKeys"]],
    ],
    // What it is for, nobody here can tell.
    ["PutMetricAlarm", {}, [["cloudwatch:PutMetricAlarm"]]],
  ])("%s with %j", async (operation, parameters, expected) => {
    expect(await shown(cloudwatch(operation, parameters))).toEqual(expected);
  });

  it.each<[string, object, readonly (readonly string[])[]]>([
    ["GetParameter", { Name: "/links/a/b" }, [["ssm:GetParameter", `${PARAMETER}links/a/b`]]],
    [
      "PutParameter",
      { Name: "b", Tags: [{ Key: "team", Value: "data" }] },
      [
        ["ssm:PutParameter", `${PARAMETER}b`, "aws:TagKeys", "aws:RequestTag/team"],
        ["ssm:AddTagsToResource", `${PARAMETER}b`, "aws:TagKeys", "aws:RequestTag/team"],
      ],
    ],
    [
      "PutParameter",
      { Name: "/a", Type: "SecureString", KeyId: KEY },
      [
        ["ssm:PutParameter", `${PARAMETER}a`],
        ["kms:Encrypt", KEY, "kms:ViaService"],
      ],
    ],
    // The key that AWS keeps for Parameter Store, by name or by default.
    ["PutParameter", { Name: "/a", Type: "SecureString" }, [["ssm:PutParameter", `${PARAMETER}a`]]],
    [
      "PutParameter",
      { Name: "/a", Type: "SecureString", KeyId: "alias/aws/ssm" },
      [["ssm:PutParameter", `${PARAMETER}a`]],
    ],
    ["PutParameter", { Name: "/a", Type: "String", KeyId: KEY }, [["ssm:PutParameter", `${PARAMETER}a`]]],
    [
      "GetParameters",
      { Names: ["/encrypted", "/a"], WithDecryption: true },
      [
        ["ssm:GetParameters", `${PARAMETER}encrypted`],
        ["ssm:GetParameters", `${PARAMETER}a`],
        ["kms:Decrypt", KEY, "kms:ViaService"],
      ],
    ],
    [
      "GetParameter",
      { Name: "/encrypted", WithDecryption: true },
      [
        ["ssm:GetParameter", `${PARAMETER}encrypted`],
        ["kms:Decrypt", KEY, "kms:ViaService"],
      ],
    ],
    ["GetParameterHistory", { Name: "/encrypted" }, [["ssm:GetParameterHistory", `${PARAMETER}encrypted`]]],
    ["GetParameter", { Name: "/encrypted" }, [["ssm:GetParameter", `${PARAMETER}encrypted`]]],
    ["ListTagsForResource", { ResourceId: "/a" }, [["ssm:ListTagsForResource", `${PARAMETER}a`]]],
    ["DescribeParameters", {}, [["ssm:DescribeParameters", "*"]]],
    ["GetParametersByPath", { Path: "/links" }, [["ssm:GetParametersByPath"]]],
  ])("%s with %j", async (operation, input, expected) => {
    expect(await shown(ssm(operation, input))).toEqual(expected);
  });
});
