import { FunctionChanges } from "../../testing/deployment/changes/function-changes";
import { InvocationChanges } from "../../testing/deployment/changes/invocation-changes";
import { createPolicy, rewritePolicy } from "../../testing/deployment/changes/managed-policies";
import { RoleChanges } from "../../testing/deployment/changes/role-changes";
import type { StartChange } from "../../testing/deployment/changes/while-changed";
import { Deployment } from "../../testing/deployment/deployment";
import {
  type DriftRow,
  describeRound,
  type ExpectedFinding,
  report,
  reportUnder,
} from "../../testing/deployment/drift-matrix";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BASE } from "../../testing/links/links";

const LAMBDA_ACCOUNT = "111111111111";
const REDSHIFT_ACCOUNT = "222222222222";
const REGION = "ap-northeast-1";
const FUNCTION = "aws_lambda_function.query_function";
const OUTSIDE_QUEUE = `arn:aws:sqs:${REGION}:999999999999:outside`;

const LAYER = `arn:aws:lambda:${REGION}:${LAMBDA_ACCOUNT}:layer:handmade:1`;
const OTHER_CODE = "whatever that code does, it does with the query role";
const boundaryIn = (accountId: string) => `arn:aws:iam::${accountId}:policy/boundary`;
const bounded = (accountId: string) => ({ permissionsBoundaryArn: boundaryIn(accountId) });

/** Both roles have a permissions boundary, whose text no plan holds. */
const LINK = { ...BASE, queryRole: bounded(LAMBDA_ACCOUNT), dataRole: bounded(REDSHIFT_ACCOUNT) };

describeWith(REHEARSAL_PROGRAMS, "drift of the function and of what no plan holds", () => {
  const deployment = new Deployment(temporaryFolder(), { links: [LINK] });
  const run = new FunctionChanges(deployment, "analytics", LAMBDA_ACCOUNT, REGION, "analytics-query");
  const invocation = new InvocationChanges(deployment, LAMBDA_ACCOUNT, REGION, "analytics-query");
  const deployer = new RoleChanges(deployment, "analytics", LAMBDA_ACCOUNT, "deployer");

  beforeAll(async () => {
    await deployment.start();
    for (const account of [LAMBDA_ACCOUNT, REDSHIFT_ACCOUNT]) {
      await createPolicy(deployment.iam(account), "boundary");
    }
    await deployment.apply("analytics");
  });
  afterAll(() => deployment.stop());

  const inFunction = (
    kind: ExpectedFinding["kind"],
    severity: ExpectedFinding["severity"],
    attribute: string,
    ...meaning: readonly string[]
  ): ExpectedFinding => ({
    ...{ kind, severity, place: `${FUNCTION}.${attribute}` },
    ...{ accountId: LAMBDA_ACCOUNT, meaning },
  });
  const part = (
    name: string,
    change: StartChange,
    look: NonNullable<ExpectedFinding["look"]>,
    severity: ExpectedFinding["severity"],
    meaning: string,
    place = FUNCTION,
  ): DriftRow => [
    name,
    change,
    [{ kind: "beyond-plan", severity, place, accountId: LAMBDA_ACCOUNT, look, meaning: [meaning] }],
  ];
  const boundaryOf = (role: string, accountId: string, denied: string): ExpectedFinding => ({
    ...{ kind: "policy-text", severity: "high", place: `aws_iam_role.${role}.permissions_boundary` },
    ...{ accountId, look: "policy-text", meaning: [denied] },
  });
  /** All variables are one attribute: each needs a report of its own. */
  const variable = (name: string): DriftRow => [
    `function: variable ${name} in the environment`,
    () => run.addVariable(name),
    [inFunction("changed", "high", "environment")],
  ];

  it("is none right after the apply", async () => {
    expect(await report(deployment, "analytics")).toMatchObject({ status: "clean", unchecked: [] });
  });

  describeRound(deployment, "analytics", "what no plan shows", [
    part(
      "resource policy: anybody may invoke the function",
      () => invocation.permission({ Action: "lambda:InvokeFunction", Principal: "*" }),
      "function-policy",
      "critical",
      "everybody can now lambda:InvokeFunction",
    ),
    part(
      "function URL: without a signature",
      () => invocation.url("NONE"),
      "function-url",
      "critical",
      "everybody whom the resource policy lets can now invoke the function without a signature",
    ),
    part(
      "event source mapping",
      () => invocation.eventSource(),
      "event-source",
      "critical",
      `whoever writes to arn:aws:sqs:${REGION}:${LAMBDA_ACCOUNT}:handmade can now invoke the function`,
    ),
    part(
      "destination of asynchronous invocations",
      () => invocation.asyncDestination(OUTSIDE_QUEUE),
      "async-config",
      "critical",
      `${OUTSIDE_QUEUE} now gets what the function answers or was asked`,
    ),
    part(
      "log subscription",
      () => invocation.logSubscription(),
      "log-subscription",
      "critical",
      `arn:aws:lambda:${REGION}:${LAMBDA_ACCOUNT}:function:analytics-query now gets the function's log`,
      "aws_cloudwatch_log_group.query_function",
    ),
    [
      "permissions boundary of the query role: its text denies hop 1",
      () =>
        rewritePolicy(deployment.iam(LAMBDA_ACCOUNT), boundaryIn(LAMBDA_ACCOUNT), {
          ...{ Effect: "Allow", NotAction: "sts:AssumeRole", Resource: "*" },
        }),
      [boundaryOf("query_role", LAMBDA_ACCOUNT, "hop 1 is now denied: ")],
    ],
  ]);

  describeRound(deployment, "analytics", "settings, and other ways in", [
    [
      "function: another handler",
      () => run.settings({ Handler: "other.handler" }),
      [inFunction("changed", "high", "handler", "other.handler is now called with every event")],
    ],
    [
      "function: a layer",
      () => run.layer(),
      [inFunction("changed", "high", "layers", `layer ${LAYER} is now loaded beside the code`)],
    ],
    [
      "function: another runtime",
      () => run.settings({ Runtime: "nodejs20.x" }),
      [inFunction("changed", "high", "runtime", "the code now runs under nodejs20.x")],
    ],
    [
      "function: more memory",
      () => run.settings({ MemorySize: 512 }),
      [inFunction("changed", "medium", "memory_size")],
    ],
    variable("NODE_OPTIONS"),
    part(
      "resource policy: another account may invoke the function",
      () => invocation.permission({ Action: "lambda:InvokeFunction", Principal: "999999999999" }),
      "function-policy",
      "critical",
      "account 999999999999 can now lambda:InvokeFunction",
    ),
    part(
      "function URL: with a signature",
      () => invocation.url("AWS_IAM"),
      "function-url",
      "high",
      "whoever may call lambda:InvokeFunctionUrl can now invoke the function over the internet",
    ),
  ]);

  // Beside an alias or a version, moto has the function's own URL, policy and destinations under their names too.
  describeRound(deployment, "analytics", "an alias, a version, a boundary's text and a variable", [
    part(
      "alias",
      () => invocation.alias(),
      "function-alias",
      "high",
      "whoever invokes live runs version $LATEST with the query role",
    ),
    part(
      "version",
      () => invocation.version(),
      "function-version",
      "high",
      "its code and variables stay invocable with the query role, whatever an apply deploys",
    ),
    [
      "permissions boundary of the data role: its text denies cancelling",
      () =>
        rewritePolicy(
          deployment.iam(REDSHIFT_ACCOUNT),
          boundaryIn(REDSHIFT_ACCOUNT),
          { Effect: "Allow", Action: "*", Resource: "*" },
          { Effect: "Deny", Action: "redshift-data:CancelStatement", Resource: "*" },
        ),
      [boundaryOf("data_role", REDSHIFT_ACCOUNT, "hop 2 is now denied: redshift-data:CancelStatement")],
    ],
    variable("AWS_LAMBDA_EXEC_WRAPPER"),
  ]);

  describe.each<[name: string, change: StartChange, variableName: string]>([
    ["other code, and then a deploy that changes nothing", () => run.deployedOver(run.code()), "LD_PRELOAD"],
    ["deleted and made again by hand with other code", () => run.makeAgain(), "AWS_ENDPOINT_URL_STS"],
    [
      "deleted and made again by hand, and then a deploy that changes nothing",
      () => run.deployedOver(run.makeAgain()),
      "HANDMADE",
    ],
  ])("%s", (name, change, variableName) => {
    describeRound(deployment, "analytics", "code and a variable", [
      [`function: ${name}`, change, [inFunction("code", "high", "code_sha256", OTHER_CODE)]],
      variable(variableName),
    ]);
  });

  it("is none when the text of a boundary allows the link what it needs", async () => {
    const allowing = () =>
      rewritePolicy(deployment.iam(LAMBDA_ACCOUNT), boundaryIn(LAMBDA_ACCOUNT), {
        ...{ Effect: "Allow", Action: ["sts:*", "logs:*"], Resource: "*" },
      });
    expect(await reportUnder(deployment, "analytics", allowing)).toMatchObject({ status: "clean" });
  });

  it("could not be looked at where an action is denied, and tells what else it found", async () => {
    const denied = await deployer.addInlinePolicy("deny", {
      ...{ Effect: "Deny", Action: ["lambda:GetPolicy", "iam:GetPolicyVersion"], Resource: "*" },
    });
    try {
      const { status, findings, unchecked } = await reportUnder(deployment, "analytics", () =>
        invocation.url("NONE"),
      );
      expect([status, findings.map(({ look }) => look)]).toEqual(["could-not-check", ["function-url"]]);
      const account = { id: LAMBDA_ACCOUNT, role: "lambda" };
      expect(unchecked).toEqual([
        { account, reason: expect.stringMatching(/could not look \(lambda:GetPolicy\): AccessDenied/) },
        {
          account,
          reason: expect.stringMatching(
            /could not look \(iam:GetPolicy, .*not authorized to perform: iam:GetPolicyVersion/,
          ),
        },
      ]);
    } finally {
      await denied.undo();
    }
  });

  it("is none once all is undone", async () => {
    expect(await report(deployment, "analytics")).toMatchObject({ status: "clean", findings: [] });
  });
});
