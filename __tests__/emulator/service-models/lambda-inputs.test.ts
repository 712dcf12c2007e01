import {
  at,
  type ConstraintRow,
  each,
  enumOf,
  least,
  longest,
  most,
  NOT_NULL,
  pattern,
  testRefusals,
} from "../../../testing/emulator/constraint-texts";
import { signedRequest } from "../../../testing/emulator/signed-requests";

const LOCALSTACK =
  "https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/";
const RECORDED_LAMBDA = `${LOCALSTACK}lambda_/test_lambda_api.snapshot.json`;
const KEYS = "https://github.com/trek10inc/serverless-secrets/issues/39";
const QUOTAS = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
const LAMBDA = "botocore 1.43.11, lambda/2015-03-31";
const lambda = (method: string, url: string, body: unknown = {}) =>
  signedRequest({ service: "lambda", method, url, body: JSON.stringify(body) });
const FUNCTION = { FunctionName: "f", Role: "arn:aws:iam::111111111111:role/r", Code: { ZipFile: "UEs=" } };
const create = (members: object) => lambda("POST", "/2015-03-31/functions", { ...FUNCTION, ...members });
const events = (members: object, method: "PUT" | "POST" = "PUT") =>
  lambda(method, "/2019-09-25/functions/f/event-invoke-config", members);
const attempts = (constraint: string, value: number) => at("maximumRetryAttempts", constraint, `'${value}'`);
const age = (constraint: string, value: number) => at("maximumEventAgeInSeconds", constraint, `'${value}'`);
const NO_SERVICE = "arn:aws:_-/!lambda:eu-west-1:111111111111:function:f";
/** As the model has it; the recording, which is newer, allows for `eusc-` before the region. */
const DESTINATION = pattern(
  "$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)",
);
const ROLE_ARN = pattern("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");

const LAMBDA_ROWS: readonly ConstraintRow[] = [
  ["a role that is no ARN", create({ Role: "r1" }), [at("role", ROLE_ARN, "'r1'")], RECORDED_LAMBDA],
  [
    "two architectures",
    create({ Architectures: ["x86_64", "arm64"] }),
    [at("architectures", longest(1), "'[x86_64, arm64]'")],
    RECORDED_LAMBDA,
  ],
  [
    "an architecture in another case",
    create({ Architectures: ["X86_64"] }),
    [at("architectures", each(enumOf("x86_64", "arm64"), NOT_NULL), "'[X86_64]'")],
    RECORDED_LAMBDA,
  ],
  [
    "a malformed variable",
    create({ Environment: { Variables: { "1A": "secret" } } }),
    [
      at(
        "environment.variables",
        `Map keys must satisfy constraint: [${pattern("[a-zA-Z]([a-zA-Z0-9_])+")}]`,
      ),
    ],
    KEYS,
  ],
  [
    "a snapshot that is none",
    create({ SnapStart: { ApplyOn: "invalidOption" } }),
    [at("snapStart.applyOn", enumOf("PublishedVersions", "None"), "'invalidOption'")],
    RECORDED_LAMBDA,
  ],
  ["little memory", create({ MemorySize: 127 }), [at("memorySize", least(128), "'127'")], LAMBDA],
  ["no time", create({ Timeout: 0 }), [at("timeout", least(1), "'0'")], LAMBDA],
  ["more than 15 minutes", create({ Timeout: 901 }), [at("timeout", most(900), "'901'")], QUOTAS],
  [
    "a long handler",
    create({ Handler: "h".repeat(129) }),
    [at("handler", longest(128), `'${"h".repeat(129)}'`)],
    LAMBDA,
  ],
  [
    "a handler with a space",
    create({ Handler: "a b" }),
    [at("handler", pattern("[^\\s]+"), "'a b'")],
    LAMBDA,
  ],
  [
    "a long description",
    create({ Description: "d".repeat(257) }),
    [at("description", longest(256), `'${"d".repeat(257)}'`)],
    LAMBDA,
  ],
  [
    "little storage",
    create({ EphemeralStorage: { Size: 511 } }),
    [at("ephemeralStorage.size", least(512), "'511'")],
    LAMBDA,
  ],
  [
    "no size of the storage",
    create({ EphemeralStorage: {} }),
    [at("ephemeralStorage.size", NOT_NULL, "null")],
    LAMBDA,
  ],
  ["no code", create({ Code: undefined }), [at("code", NOT_NULL, "null")], LAMBDA],
  [
    "a log format that is none",
    create({ LoggingConfig: { LogFormat: "XML" } }),
    [at("loggingConfig.logFormat", enumOf("JSON", "Text"), "'XML'")],
    LAMBDA,
  ],
  [
    "a trace mode that is none",
    create({ TracingConfig: { Mode: "On" } }),
    [at("tracingConfig.mode", enumOf("Active", "PassThrough"), "'On'")],
    LAMBDA,
  ],
  [
    "a negative reservation",
    lambda("PUT", "/2017-10-31/functions/f/concurrency", { ReservedConcurrentExecutions: -1 }),
    [at("reservedConcurrentExecutions", least(0), "'-1'")],
    LAMBDA,
  ],
  [
    "a version to list that is none",
    lambda("GET", "/2015-03-31/functions?FunctionVersion=invalid"),
    [at("functionVersion", enumOf("ALL"), "'invalid'")],
    RECORDED_LAMBDA,
  ],
  [
    "a statement id with a dot",
    lambda("POST", "/2015-03-31/functions/f/policy", {
      StatementId: "example.com",
      Action: "lambda:InvokeFunction",
      Principal: "s3.amazonaws.com",
    }),
    [at("statementId", pattern("([a-zA-Z0-9-_]+)"), "'example.com'")],
    RECORDED_LAMBDA,
  ],
  [
    "a loop that is none",
    lambda("PUT", "/2024-08-31/functions/f/recursion-config", { RecursiveLoop: "InvalidValue" }),
    [at("recursiveLoop", enumOf("Allow", "Terminate"), "'InvalidValue'")],
    RECORDED_LAMBDA,
  ],
  [
    "no keys to remove",
    lambda("DELETE", "/2017-03-31/tags/arn%3Aaws%3Alambda%3Aeu-west-1%3A111111111111%3Afunction%3Af"),
    [at("tagKeys", NOT_NULL, "null")],
    RECORDED_LAMBDA,
  ],
  [
    "an age beyond the limit",
    events({ MaximumEventAgeInSeconds: 21_601 }),
    [age(most(21_600), 21_601)],
    LAMBDA,
  ],
  ["an age of less than a minute", events({ MaximumEventAgeInSeconds: 59 }), [age(least(60), 59)], LAMBDA],
  ["a third repetition", events({ MaximumRetryAttempts: 3 }), [attempts(most(2), 3)], LAMBDA],
  ["fewer repetitions than none", events({ MaximumRetryAttempts: -1 }), [attempts(least(0), -1)], LAMBDA],
  [
    "an update to both beyond their limits",
    events({ MaximumRetryAttempts: 5, MaximumEventAgeInSeconds: 44_444 }, "POST"),
    [attempts(most(2), 5), age(most(21_600), 44_444)],
    LAMBDA,
  ],
  [
    "a destination of successes that is no ARN",
    events({ DestinationConfig: { OnSuccess: { Destination: "invalid" }, OnFailure: {} } }),
    [at("destinationConfig.onSuccess.destination", DESTINATION, "'invalid'")],
    RECORDED_LAMBDA,
  ],
  [
    "an update to a destination of failures that is no ARN",
    events({ DestinationConfig: { OnFailure: { Destination: NO_SERVICE } } }, "POST"),
    [at("destinationConfig.onFailure.destination", DESTINATION, `'${NO_SERVICE}'`)],
    RECORDED_LAMBDA,
  ],
  [
    "two weights that are none",
    lambda("POST", "/2015-03-31/functions/f/aliases", {
      Name: "a",
      FunctionVersion: "1",
      RoutingConfig: { AdditionalVersionWeights: { 2: 2.0 } },
    }),
    [
      at(
        "routingConfig.additionalVersionWeights",
        `Map value must satisfy constraint: [${most(1)}, ${least(0)}, ${NOT_NULL}]`,
        "'{2=2}'",
      ),
    ],
    RECORDED_LAMBDA,
  ],
];

testRefusals("Lambda", "ValidationException", LAMBDA_ROWS);
