import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { STSClient } from "@aws-sdk/client-sts";
import { linkWith } from "../../../testing/links/links";
import { fingerprintOf } from "../../../tools/drift/judge/beyond-plan/fingerprint";
import { lookBeyondPlan } from "../../../tools/drift/read/beyond-plan/look-beyond-plan";
import { LOOKS } from "../../../tools/lib/link/looks";

type Answers = Readonly<Record<string, object>>;

/** What AWS is asked, as `service:Operation`, with the alias or version that it is asked about. */
let asked: string[] = [];
const CLIENTS = { sts: STSClient, lambda: LambdaClient, logs: CloudWatchLogsClient, iam: IAMClient };
const CALLER = { endpoint: "http://127.0.0.1:9", credentials: { accessKeyId: "a", secretAccessKey: "b" } };
const NO_HURRY_MILLISECONDS = 600_000;

function refused(name: string): Error {
  return Object.assign(new Error("no"), { name });
}
const absent = () => refused("ResourceNotFoundException");

/** Answers of a link with nothing beside the plan, as AWS gives them. */
const NOTHING: Answers = {
  "sts:AssumeRole": { Credentials: { AccessKeyId: "a", SecretAccessKey: "b", SessionToken: "c" } },
  "sts:GetCallerIdentity": { Account: "111111111111", Arn: "arn" },
  "lambda:ListAliases": { Aliases: [] },
  "lambda:ListVersionsByFunction": { Versions: [{ Version: "$LATEST", CodeSha256: "x" }] },
  "lambda:GetPolicy": absent(),
  "lambda:GetFunctionUrlConfig": absent(),
  "lambda:ListEventSourceMappings": { EventSourceMappings: [] },
  "lambda:GetFunctionEventInvokeConfig": absent(),
  "logs:DescribeSubscriptionFilters": {},
};

interface Sent {
  readonly input: { readonly FunctionName?: string; readonly Qualifier?: string };
}

/** AWS, answering so: about an alias or version `service:Operation name`, where it answers something else about it. */
function aws(answers: Answers): void {
  asked = [];
  for (const [service, client] of Object.entries(CLIENTS)) {
    const send = async (command: Sent) => {
      const operation = `${service}:${command.constructor.name.replace(/Command$/, "")}`;
      const qualifier = command.input.Qualifier ?? command.input.FunctionName?.split(":")[1];
      const question = qualifier === undefined ? operation : `${operation} ${qualifier}`;
      asked.push(question);
      const answer = answers[question] ?? answers[operation] ?? NOTHING[operation] ?? absent();
      if (answer instanceof Error) throw answer;
      return answer;
    };
    Object.defineProperty(client.prototype, "send", { value: send, configurable: true });
  }
}
afterEach(() => {
  for (const client of Object.values(CLIENTS)) Reflect.deleteProperty(client.prototype, "send");
});

const look = (changes: object = {}, signal = new AbortController().signal) =>
  lookBeyondPlan(linkWith(changes), { signal, caller: CALLER, timeoutMilliseconds: NO_HURRY_MILLISECONDS });

test.each<[string, Answers]>([
  ["a link with nothing beside its plan", {}],
  [
    "a link that is not deployed",
    Object.fromEntries(
      Object.keys(NOTHING)
        .filter((operation) => !operation.startsWith("sts:"))
        .map((operation) => [operation, absent()]),
    ),
  ],
])("nothing is found in the accounts of %s", async (_, answers) => {
  aws(answers);
  expect(await look()).toEqual({ parts: [], refusals: [], documents: {} });
});

test("everything is found, of aliases and versions too", async () => {
  const policy = (Sid: string) => ({ Policy: JSON.stringify({ Statement: [{ Sid }] }) });
  aws({
    "lambda:ListAliases": {
      Aliases: [
        { Name: "live", FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { 2: 0.5 } } },
      ],
    },
    "lambda:ListVersionsByFunction": {
      Versions: [{ Version: "$LATEST" }, { Version: "1", CodeSha256: "x" }],
    },
    "lambda:GetPolicy": policy("own"),
    "lambda:GetPolicy live": policy("alias"),
    "lambda:GetPolicy 1": { Policy: JSON.stringify({ Statement: { Sid: "version" } }) },
    "lambda:GetFunctionUrlConfig live": { AuthType: "NONE", FunctionUrl: "https://x" },
    "lambda:ListEventSourceMappings": {
      EventSourceMappings: [{ UUID: "u", EventSourceArn: "arn:q", State: "Enabled" }],
    },
    "lambda:ListEventSourceMappings live": {
      EventSourceMappings: [
        { UUID: "u", EventSourceArn: "arn:q", State: "Enabled" },
        { UUID: "v", State: "Disabled" },
      ],
    },
    "lambda:GetFunctionEventInvokeConfig": {
      MaximumRetryAttempts: 1,
      MaximumEventAgeInSeconds: 60,
      DestinationConfig: { OnSuccess: { Destination: "arn:s" }, OnFailure: { Destination: "arn:x" } },
    },
    "lambda:GetFunctionEventInvokeConfig live": absent(),
    "lambda:GetFunctionEventInvokeConfig 1": { MaximumRetryAttempts: 0 },
    "logs:DescribeSubscriptionFilters": {
      subscriptionFilters: [{ filterName: "n", destinationArn: "arn:d", filterPattern: "p" }],
    },
  });
  const { parts, refusals } = await look();
  expect(refusals).toEqual([]);
  expect(parts).toEqual([
    { look: "function-alias", name: "live", version: "1", otherVersions: { 2: 0.5 } },
    { look: "function-version", version: "1", codeSha256: "x" },
    { look: "function-policy", statement: { Sid: "own" } },
    { look: "function-policy", qualifier: "live", statement: { Sid: "alias" } },
    { look: "function-policy", qualifier: "1", statement: { Sid: "version" } },
    { look: "function-url", qualifier: "live", authType: "NONE", url: "https://x" },
    { look: "event-source", id: "u", sourceArn: "arn:q", state: "Enabled" },
    { look: "event-source", id: "v", state: "Disabled" },
    {
      look: "async-config",
      onSuccess: "arn:s",
      onFailure: "arn:x",
      maximumRetryAttempts: 1,
      maximumEventAgeSeconds: 60,
    },
    { look: "async-config", qualifier: "1", maximumRetryAttempts: 0 },
    { look: "log-subscription", name: "n", destinationArn: "arn:d", pattern: "p" },
  ]);
});

test.each<[string, string, object, object]>([
  [
    "where a mapping sends what failed",
    "lambda:ListEventSourceMappings",
    { EventSourceMappings: [{ UUID: "u", FilterCriteria: { Filters: [] } }] },
    { EventSourceMappings: [{ UUID: "u", DestinationConfig: { OnFailure: { Destination: "arn:x" } } }] },
  ],
  [
    "who may call a URL from a browser",
    "lambda:GetFunctionUrlConfig",
    { AuthType: "AWS_IAM", Cors: { AllowOrigins: ["https://a"] } },
    { AuthType: "AWS_IAM", Cors: { AllowOrigins: ["*"] } },
  ],
  ["anything of next year", "lambda:GetFunctionEventInvokeConfig", {}, { NextYears: true }],
  [
    "the role that writes to a destination",
    "logs:DescribeSubscriptionFilters",
    { subscriptionFilters: [{ filterName: "n", destinationArn: "arn:d", roleArn: "arn:a" }] },
    { subscriptionFilters: [{ filterName: "n", destinationArn: "arn:d", roleArn: "arn:b" }] },
  ],
  [
    "a version of a function that was made again",
    "lambda:ListVersionsByFunction",
    { Versions: [{ Version: "1", CodeSha256: "x", LastModified: "2026-01-01T00:00:00.000+0000" }] },
    { Versions: [{ Version: "1", CodeSha256: "x", LastModified: "2026-02-01T00:00:00.000+0000" }] },
  ],
])("what is accepted of a part says %s", async (_, operation, before, after) => {
  const fingerprints: string[] = [];
  for (const answer of [before, after]) {
    aws({ [operation]: answer });
    const [part, ...more] = (await look()).parts;
    expect(more).toEqual([]);
    fingerprints.push(part === undefined ? "" : fingerprintOf(part));
  }
  expect(new Set(fingerprints).size).toBe(2);
});

test("when a part was written, and how AWS fared with it, says nothing", async () => {
  const passing = { LastModified: new Date(0), LastProcessingResult: "OK", StateTransitionReason: "User" };
  aws({ "lambda:ListEventSourceMappings": { EventSourceMappings: [{ UUID: "u", ...passing }] } });
  expect((await look()).parts).toEqual([{ look: "event-source", id: "u", state: "" }]);
});

const BOUNDARY = "arn:aws:iam::111111111111:policy/boundary";
const BOUNDED = { queryRole: { permissionsBoundaryArn: BOUNDARY } };

const ACTIONS = Object.entries(LOOKS).flatMap(([id, { actions }]) =>
  actions.map((action) => [action, id] as const),
);

test.each(ACTIONS)("what AWS refuses is no silence: %s", async (action, id) => {
  aws({
    "iam:GetPolicy": { Policy: { DefaultVersionId: "v1" } },
    "iam:GetPolicyVersion": { PolicyVersion: { Document: "{}" } },
    [action]: refused("AccessDeniedException"),
  });
  const { parts, refusals } = await look(id === "policy-text" ? BOUNDED : {});
  expect(parts).toEqual([]);
  expect(refusals).toEqual([{ look: id, account: "lambda", reason: "AccessDeniedException: no" }]);
});

test("the texts of the policies that a link names are read, each in its account", async () => {
  const document = { Version: "2012-10-17", Statement: [] };
  const answers = {
    "iam:GetPolicy": { Policy: { DefaultVersionId: "v7" } },
    "iam:GetPolicyVersion": { PolicyVersion: { Document: encodeURIComponent(JSON.stringify(document)) } },
  };
  aws(answers);
  expect(await look(BOUNDED)).toEqual({ parts: [], refusals: [], documents: { [BOUNDARY]: document } });
  aws({ ...answers, "sts:GetCallerIdentity": { Account: "222222222222" } });
  const managed = { permissions: { mode: "managed", managedPolicy: "AmazonRedshiftReadOnlyAccess" } };
  expect((await look(managed)).documents).toEqual({
    "arn:aws:iam::aws:policy/AmazonRedshiftReadOnlyAccess": document,
  });
});

test("a policy whose text the project keeps is not asked for", async () => {
  aws({});
  await look({ permissions: { mode: "managed" } });
  expect(asked.filter((question) => question.startsWith("iam:"))).toEqual([]);
});

test.each<[string, string]>([
  ["is no JSON", "nonsense"],
  ["has no statements", "{}"],
  ["has a statement that is none", '{"Statement":["x"]}'],
])("a resource policy that %s is not understood, and no silence", async (_, Policy) => {
  aws({ "lambda:GetPolicy": { Policy } });
  expect((await look()).refusals.map((refusal) => refusal.look)).toEqual(["function-policy"]);
});

test("credentials of another account, or none, look at nothing", async () => {
  aws({ "sts:GetCallerIdentity": { Account: "333333333333" } });
  expect(await look()).toMatchObject({
    parts: [],
    refusals: [
      {
        account: "lambda",
        reason: expect.stringMatching(/ is of account 333333333333, not of 111111111111$/),
      },
    ],
  });
  expect(asked).toEqual(["sts:AssumeRole", "sts:GetCallerIdentity"]);
  aws({ "sts:AssumeRole": refused("AccessDenied") });
  expect((await look()).refusals).toEqual([{ account: "lambda", reason: "AccessDenied: no" }]);
});

test("an interruption is none of its results", async () => {
  const controller = new AbortController();
  aws({});
  controller.abort(new Error("stopped by SIGINT"));
  await expect(look({}, controller.signal)).rejects.toThrow("stopped by SIGINT");
});
