import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { type DeployAccount, deployPolicies } from "../../../tools/deploy-policy/judge/deploy-policies";
import { LOOKS } from "../../../tools/lib/link/looks";

const QUERY_ROLE = "arn:aws:iam::111111111111:role/analytics-query";
const DATA_ROLE = "arn:aws:iam::222222222222:role/analytics-data";
const QUERY_ROLE_ANYWHERE = [QUERY_ROLE, "arn:aws:iam::111111111111:role/*/analytics-query"];
const DATA_ROLE_ANYWHERE = [DATA_ROLE, "arn:aws:iam::222222222222:role/*/analytics-data"];
const FUNCTION = "arn:aws:lambda:ap-northeast-1:111111111111:function:analytics-query";
const LOG_GROUP = "arn:aws:logs:ap-northeast-1:111111111111:log-group:/aws/lambda/analytics-query";

function resources(account: DeployAccount, part: "plan" | "deploy", changes: object = {}) {
  const { [part]: policy } = deployPolicies(new Synth(linkWith(changes)).json, account);
  return policy.Statement.map(({ Sid, Resource }) => [Sid, ...Resource]);
}

test("the lambda account's policies name one role, one function, one log group", () => {
  const reading = [
    ["ReadRole", ...QUERY_ROLE_ANYWHERE],
    ["ReadFunction", FUNCTION],
    ["ListLogGroups", "*"],
    ["ReadLogGroupTags", LOG_GROUP],
    ["LookAtFunction", FUNCTION, `${FUNCTION}:*`],
    ["ListEventSources", "*"],
    ["LookAtLogGroup", `${LOG_GROUP}:*`],
  ];
  expect(resources("lambda", "plan")).toEqual(reading);
  expect(resources("lambda", "deploy")).toEqual([
    ...reading,
    ["WriteRole", QUERY_ROLE],
    ["RemoveRole", ...QUERY_ROLE_ANYWHERE],
    ["WriteFunction", FUNCTION],
    ["PassRoleToLambda", QUERY_ROLE],
    ["WriteLogGroup", `${LOG_GROUP}:*`],
    ["TagLogGroup", LOG_GROUP],
  ]);
});

test("the redshift account's policies name the data role alone", () => {
  expect(resources("redshift", "plan")).toEqual([["ReadRole", ...DATA_ROLE_ANYWHERE]]);
  expect(resources("redshift", "deploy")).toEqual([
    ["ReadRole", ...DATA_ROLE_ANYWHERE],
    ["WriteRole", DATA_ROLE],
    ["RemoveRole", ...DATA_ROLE_ANYWHERE],
  ]);
});

test("a plan policy lets drift look at everything that no plan holds", () => {
  const boundary = "arn:aws:iam::111111111111:policy/boundary";
  const bounded = { queryRole: { permissionsBoundaryArn: boundary } };
  const { plan } = deployPolicies(new Synth(linkWith(bounded)).json, "lambda");
  const granted = plan.Statement.flatMap(({ Action }) => Action);
  expect(
    Object.values(LOOKS).flatMap(({ actions }) => actions.filter((action) => !granted.includes(action))),
  ).toEqual([]);
  expect(plan.Statement.find(({ Sid }) => Sid === "LookAtPolicies")?.Resource).toEqual([boundary]);
});

test("a policy whose text the project keeps is not looked at", () => {
  const managed = (managedPolicy: string) =>
    resources("redshift", "plan", { permissions: { mode: "managed", managedPolicy } }).slice(1);
  expect(managed("AmazonRedshiftFullAccess")).toEqual([]);
  expect(managed("AmazonRedshiftReadOnlyAccess")).toEqual([
    ["LookAtPolicies", "arn:aws:iam::aws:policy/AmazonRedshiftReadOnlyAccess"],
  ]);
});

test("a plan policy changes nothing", () => {
  const actions = (["lambda", "redshift"] as const).flatMap((account) =>
    deployPolicies(new Synth(linkWith()).json, account).plan.Statement.flatMap(({ Action }) => Action),
  );
  expect(actions.filter((action) => !/:(?:Describe|Get|List)/.test(action))).toEqual([]);
});

test("the query role can be passed to Lambda only", () => {
  const { deploy } = deployPolicies(new Synth(linkWith()).json, "lambda");
  const passing = deploy.Statement.filter(({ Action }) => Action.includes("iam:PassRole"));
  expect(passing).toEqual([
    {
      Sid: "PassRoleToLambda",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: [QUERY_ROLE],
      Condition: { StringEquals: { "iam:PassedToService": ["lambda.amazonaws.com"] } },
    },
  ]);
});
