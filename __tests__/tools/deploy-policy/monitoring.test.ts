import { DEMANDS, ENCRYPTED_OUTPUTS, SSM_OUTPUTS } from "../../../testing/links/demanded-link";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { deployPolicies } from "../../../tools/deploy-policy/judge/deploy-policies";

test("what watches a link and tells of it is read and written by its exact name, and tagged where the link has tags", () => {
  const at = "ap-northeast-1:111111111111";
  const link = { function: { alarms: DEMANDS.alarms, dashboard: true }, ...SSM_OUTPUTS };
  const alarms = ["duration", "failures", "throttles"].map(
    (alarm) => `arn:aws:cloudwatch:${at}:alarm:analytics-query-${alarm}`,
  );
  const parameters = ["data-role-arn", "query-function-arn", "query-function-name", "query-role-arn"].map(
    (output) => `arn:aws:ssm:${at}:parameter/links/analytics/${output}`,
  );
  const dashboard = ["arn:aws:cloudwatch::111111111111:dashboard/analytics-query-ap-northeast-1"];
  const added = (which: "plan" | "deploy", changes: object) => {
    const policyOf = (of: object) => deployPolicies(new Synth(linkWith(of)).json, "lambda")[which].Statement;
    const known = new Set(policyOf({}).map(({ Sid }) => Sid));
    return policyOf(changes)
      .filter(({ Sid }) => !known.has(Sid))
      .map(({ Sid, Action, Resource }) => [Sid, Action, [...Resource].sort()]);
  };
  const reading = {
    alarms: ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"],
    parameters: ["ssm:GetParameter", "ssm:ListTagsForResource"],
  };
  expect(added("plan", link)).toEqual([
    ["ReadAlarms", reading.alarms, alarms],
    ["ReadDashboard", ["cloudwatch:GetDashboard"], dashboard],
    ["ReadParameters", reading.parameters, parameters],
    ["ListParameters", ["ssm:DescribeParameters"], ["*"]],
  ]);
  const alarmActions = ["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm", "cloudwatch:UntagResource"];
  const parameterActions = ["ssm:DeleteParameter", "ssm:PutParameter", "ssm:RemoveTagsFromResource"];
  expect(added("deploy", link)).toEqual([
    ["WriteAlarms", [...reading.alarms, ...alarmActions], alarms],
    [
      "WriteDashboard",
      ["cloudwatch:GetDashboard", "cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard"],
      dashboard,
    ],
    ["WriteParameters", [...reading.parameters, ...parameterActions], parameters],
    ["ListParameters", ["ssm:DescribeParameters"], ["*"]],
  ]);
  const isOfKey = (of: object, which: "plan" | "deploy") =>
    deployPolicies(new Synth(linkWith(of)).json, "lambda")[which].Statement.filter(({ Action }) =>
      Action.some((action) => action.startsWith("kms:")),
    );
  const keyStatement = (Sid: string, Action: readonly string[]) => ({
    ...{ Sid, Effect: "Allow", Action, Resource: [ENCRYPTED_OUTPUTS.ssmOutputs.kmsKeyArn] },
    Condition: { StringEquals: { "kms:ViaService": ["ssm.ap-northeast-1.amazonaws.com"] } },
  });
  expect(isOfKey(SSM_OUTPUTS, "deploy")).toEqual([]);
  expect(isOfKey(ENCRYPTED_OUTPUTS, "plan")).toEqual([keyStatement("DecryptParameters", ["kms:Decrypt"])]);
  expect(isOfKey(ENCRYPTED_OUTPUTS, "deploy")).toEqual([
    keyStatement("EncryptParameters", ["kms:Decrypt", "kms:Encrypt"]),
  ]);
  const tags = added("deploy", { ...link, tags: { team: "data" } }).flatMap(([, actions]) => actions);
  expect(tags).toEqual(expect.arrayContaining(["cloudwatch:TagResource", "ssm:AddTagsToResource"]));
});

test("the doctor reads the topic of the alarms, and the network of a function in a VPC", () => {
  const of = (demands: object) =>
    deployPolicies(new Synth(linkWith({ function: demands })).json, "lambda")
      .doctor.Statement.filter(({ Action }) => Action.some((action) => /^(?:sns|ec2):/.test(action)))
      .map(({ Action, Resource }) => [Action, Resource]);
  expect(of({})).toEqual([]);
  expect(of({ alarms: DEMANDS.alarms })).toEqual([[["sns:GetTopicAttributes"], [DEMANDS.alarms.topicArn]]]);
  expect(of({ vpc: DEMANDS.vpc })).toEqual([
    [
      ["RouteTables", "SecurityGroups", "Subnets", "VpcEndpoints"].map((what) => `ec2:Describe${what}`),
      ["*"],
    ],
  ]);
});

test("the doctor reads the outputs by their exact names; the key, and the right to use it, only where they have one", () => {
  const of = (changes: object) =>
    deployPolicies(new Synth(linkWith(changes)).json, "lambda")
      .doctor.Statement.filter(({ Action }) => Action.some((action) => /^(?:ssm|kms):/.test(action)))
      .map(({ Sid, Action, Resource, Condition }) => [Sid, Action, [...Resource].sort(), Condition]);
  const parameters = ["data-role-arn", "query-function-arn", "query-function-name", "query-role-arn"].map(
    (output) => `arn:aws:ssm:ap-northeast-1:111111111111:parameter/links/analytics/${output}`,
  );
  expect(of({})).toEqual([]);
  expect(of(SSM_OUTPUTS)).toEqual([["LookAtParameters", ["ssm:GetParameter"], parameters, undefined]]);
  expect(of(ENCRYPTED_OUTPUTS)).toEqual([
    ["LookAtParameters", ["ssm:GetParameter", "ssm:GetParameterHistory"], parameters, undefined],
    [
      "DecryptParameters",
      ["kms:Decrypt"],
      [ENCRYPTED_OUTPUTS.ssmOutputs.kmsKeyArn],
      { StringEquals: { "kms:ViaService": ["ssm.ap-northeast-1.amazonaws.com"] } },
    ],
  ]);
});
