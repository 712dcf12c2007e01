import { FunctionChanges } from "../../testing/deployment/changes/function-changes";
import { InvocationChanges } from "../../testing/deployment/changes/invocation-changes";
import { createPolicy, rewritePolicy } from "../../testing/deployment/changes/managed-policies";
import type { OutsideChange } from "../../testing/deployment/changes/outside-change";
import { RoleChanges } from "../../testing/deployment/changes/role-changes";
import { Deployment } from "../../testing/deployment/deployment";
import {
  type ExpectedFinding,
  inMatrixTerms,
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

const boundaryIn = (accountId: string) => `arn:aws:iam::${accountId}:policy/boundary`;
const bounded = (accountId: string) => ({ permissionsBoundaryArn: boundaryIn(accountId) });

/** Both roles have a permissions boundary, whose text no plan holds. */
const LINK = { ...BASE, queryRole: bounded(LAMBDA_ACCOUNT), dataRole: bounded(REDSHIFT_ACCOUNT) };

type Row = readonly [string, () => Promise<OutsideChange>, readonly ExpectedFinding[]];

describeWith(REHEARSAL_PROGRAMS, "drift of the function and of what no plan holds", () => {
  const deployment = new Deployment(temporaryFolder(), { links: [LINK] });
  const run = new FunctionChanges(deployment, "analytics", LAMBDA_ACCOUNT, REGION, "analytics-query");
  const invocation = new InvocationChanges(deployment, LAMBDA_ACCOUNT, REGION, "analytics-query");
  const deployer = new RoleChanges(deployment, "analytics", LAMBDA_ACCOUNT, "deployer");

  /** The change, and then a deploy that changes nothing: the state has it now. */
  const deployedOver = async (change: Promise<OutsideChange>): Promise<OutsideChange> => {
    const made = await change;
    const { changes } = await deployment.planAndApply("analytics");
    expect(changes.filter(({ change: { actions } }) => actions.join() !== "no-op")).toEqual([]);
    return made;
  };

  beforeAll(async () => {
    await deployment.start();
    for (const account of [LAMBDA_ACCOUNT, REDSHIFT_ACCOUNT]) {
      await createPolicy(deployment.iam(account), "boundary");
    }
    await deployment.apply("analytics");
  });
  afterAll(() => deployment.stop());

  const inLambda = (
    kind: ExpectedFinding["kind"],
    severity: ExpectedFinding["severity"],
    place: string,
    meaning: readonly string[],
  ): ExpectedFinding => ({ kind, severity, place, accountId: LAMBDA_ACCOUNT, meaning });

  it("is none right after the apply", async () => {
    expect(await report(deployment, "analytics")).toMatchObject({ status: "clean", unchecked: [] });
  });

  it.each<Row>([
    [
      "function: other code, and then a deploy that changes nothing",
      () => deployedOver(run.code()),
      [inLambda("code", "high", `${FUNCTION}.code_sha256`, [])],
    ],
    [
      "function: deleted and made again by hand with other code",
      () => run.makeAgain(),
      [inLambda("code", "high", `${FUNCTION}.code_sha256`, [])],
    ],
    [
      "function: deleted and made again by hand, and then a deploy that changes nothing",
      () => deployedOver(run.makeAgain()),
      [inLambda("code", "high", `${FUNCTION}.code_sha256`, [])],
    ],
    [
      "function: another handler",
      () => run.settings({ Handler: "other.handler" }),
      [inLambda("changed", "high", `${FUNCTION}.handler`, [])],
    ],
    ["function: a layer", () => run.layer(), [inLambda("changed", "high", `${FUNCTION}.layers`, [])]],
    [
      "function: another runtime",
      () => run.settings({ Runtime: "nodejs20.x" }),
      [inLambda("changed", "high", `${FUNCTION}.runtime`, [])],
    ],
    [
      "function: more memory",
      () => run.settings({ MemorySize: 512 }),
      [inLambda("changed", "medium", `${FUNCTION}.memory_size`, [])],
    ],
    ...["NODE_OPTIONS", "AWS_LAMBDA_EXEC_WRAPPER", "LD_PRELOAD", "AWS_ENDPOINT_URL_STS", "HANDMADE"].map(
      (name): [string, () => Promise<OutsideChange>, readonly ExpectedFinding[]] => [
        `function: variable ${name} in the environment`,
        () => run.addVariable(name),
        [inLambda("changed", "high", `${FUNCTION}.environment`, [])],
      ],
    ),
    [
      "resource policy: anybody may invoke the function",
      () => invocation.permission({ Action: "lambda:InvokeFunction", Principal: "*" }),
      [inLambda("beyond-plan", "critical", FUNCTION, ["everybody can now lambda:InvokeFunction"])],
    ],
    [
      "resource policy: another account may invoke the function",
      () => invocation.permission({ Action: "lambda:InvokeFunction", Principal: "999999999999" }),
      [inLambda("beyond-plan", "critical", FUNCTION, ["account 999999999999 can now lambda:InvokeFunction"])],
    ],
    [
      "function URL: without a signature",
      () => invocation.url("NONE"),
      [
        inLambda("beyond-plan", "critical", FUNCTION, [
          "everybody whom the resource policy lets can now invoke the function without a signature",
        ]),
      ],
    ],
    [
      "function URL: with a signature",
      () => invocation.url("AWS_IAM"),
      [
        inLambda("beyond-plan", "high", FUNCTION, [
          "whoever may call lambda:InvokeFunctionUrl can now invoke the function over the internet",
        ]),
      ],
    ],
    [
      "alias",
      () => invocation.alias(),
      [
        inLambda("beyond-plan", "high", FUNCTION, [
          "whoever invokes live runs version $LATEST with the query role",
        ]),
      ],
    ],
    [
      "version",
      () => invocation.version(),
      [
        inLambda("beyond-plan", "high", FUNCTION, [
          "its code and variables stay invocable with the query role, whatever an apply deploys",
        ]),
      ],
    ],
    [
      "event source mapping",
      () => invocation.eventSource(),
      [
        inLambda("beyond-plan", "critical", FUNCTION, [
          `whoever writes to arn:aws:sqs:${REGION}:${LAMBDA_ACCOUNT}:handmade can now invoke the function`,
        ]),
      ],
    ],
    [
      "destination of asynchronous invocations",
      () => invocation.asyncDestination(OUTSIDE_QUEUE),
      [
        inLambda("beyond-plan", "critical", FUNCTION, [
          `${OUTSIDE_QUEUE} now gets what the function answers or was asked`,
        ]),
      ],
    ],
    [
      "log subscription",
      () => invocation.logSubscription(),
      [
        inLambda("beyond-plan", "critical", "aws_cloudwatch_log_group.query_function", [
          `arn:aws:lambda:${REGION}:${LAMBDA_ACCOUNT}:function:analytics-query now gets the function's log`,
        ]),
      ],
    ],
    [
      "permissions boundary of the query role: its text denies hop 1",
      () =>
        rewritePolicy(deployment.iam(LAMBDA_ACCOUNT), boundaryIn(LAMBDA_ACCOUNT), {
          ...{ Effect: "Allow", NotAction: "sts:AssumeRole", Resource: "*" },
        }),
      [
        inLambda("policy-text", "high", "aws_iam_role.query_role.permissions_boundary", [
          "hop 1 is now denied: ",
        ]),
      ],
    ],
    [
      "permissions boundary of the data role: its text denies cancelling",
      () =>
        rewritePolicy(
          deployment.iam(REDSHIFT_ACCOUNT),
          boundaryIn(REDSHIFT_ACCOUNT),
          { Effect: "Allow", Action: "*", Resource: "*" },
          { Effect: "Deny", Action: "redshift-data:CancelStatement", Resource: "*" },
        ),
      [
        {
          ...inLambda("policy-text", "high", "aws_iam_role.data_role.permissions_boundary", [
            "hop 2 is now denied: redshift-data:CancelStatement",
          ]),
          accountId: REDSHIFT_ACCOUNT,
        },
      ],
    ],
  ])("%s", async (_, change, expected) => {
    const found = await reportUnder(deployment, "analytics", change);
    expect(inMatrixTerms(found, expected)).toEqual(expected);
    expect(found).toMatchObject({ status: "drift", unchecked: [] });
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
