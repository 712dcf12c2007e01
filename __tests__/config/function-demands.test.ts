import { onlyLink, problemsOfFile, withMore } from "../../testing/links/sample-file";

const KEY = "arn:aws:kms:eu-west-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";
const SIGNING = "arn:aws:lambda:eu-west-1:111111111111:code-signing-config:csc-0123456789abcdef0";

const TOPIC = "arn:aws:sns:eu-west-1:111111111111:operations";
const LAYER = "arn:aws:lambda:eu-west-1:111111111111:layer:certificates:3";
const FOREIGN_LAYER = "arn:aws:lambda:eu-west-1:999999999999:layer:watcher:12";
const LAYERS_ALLOWED = "a list of 1 to 5 ARNs of layer versions; begin each with `- arn:`";

const QUEUE = "arn:aws:sqs:eu-west-1:111111111111:failures";
const SOURCE = "arn:aws:events:eu-west-1:111111111111:rule/nightly";
const RULE = `{ name: rule, service: events.amazonaws.com, sourceArn: "${SOURCE}" }`;
const VPC = "{ subnetIds: [subnet-0123456789abcdef0], securityGroupIds: [sg-89abcdef] }";

const functionWith = (...lines: readonly string[]) =>
  withMore("    function:", ...lines.map((line) => `      ${line}`));

test.each([
  [[`kmsKeyArn: ${KEY}`], { kmsKeyArn: KEY }],
  [["logGroup: {}"], { logGroup: {} }],
  [[`logGroup: { kmsKeyArn: "${KEY}" }`], { logGroup: { kmsKeyArn: KEY } }],
  [["ephemeralStorageMegabytes: 512"], { ephemeralStorageMegabytes: 512 }],
  [[`codeSigningConfigArn: ${SIGNING}`], { codeSigningConfigArn: SIGNING }],
  [["tracing: active"], { tracing: "active" }],
  [[`layers: [${LAYER}, ${FOREIGN_LAYER}]`], { layers: [LAYER, FOREIGN_LAYER] }],
  [["alias: { name: live }"], { alias: { name: "live" } }],
  [
    ["reservedConcurrency: 2", "alias: { name: live, provisionedConcurrency: 2 }"],
    { alias: { name: "live", provisionedConcurrency: 2 } },
  ],
  [[`vpc: ${VPC}`], { vpc: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-89abcdef"] } }],
  [
    [`invokers: [${RULE}]`],
    { invokers: [{ name: "rule", service: "events.amazonaws.com", sourceArn: SOURCE }] },
  ],
  [
    ['invokers: [{ name: other, accountId: "333333333333" }]'],
    { invokers: [{ name: "other", accountId: "333333333333" }] },
  ],
  [["asyncInvocation: {}"], { asyncInvocation: {} }],
  [
    [`asyncInvocation: { maximumRetryAttempts: 0, onFailureArn: "${QUEUE}", deadLetterArn: "${QUEUE}" }`],
    { asyncInvocation: { maximumRetryAttempts: 0, onFailureArn: QUEUE, deadLetterArn: QUEUE } },
  ],
  [
    [`alarms: { topicArn: "${TOPIC}" }`, "dashboard: true"],
    {
      alarms: { topicArn: TOPIC, failedInvocations: 1, throttledInvocations: 1, periodSeconds: 300 },
      dashboard: true,
    },
  ],
])("%s is kept as it is written", (lines, expected) => {
  expect(onlyLink(functionWith(...lines)).function).toMatchObject(expected);
});

const KEY_ALLOWED =
  "expected a KMS key ARN like arn:aws:kms:eu-west-1:222222222222:key/01234567-89ab-cdef-0123-456789abcdef, not an alias; copy it from the KMS console";
const OWNER =
  "expected region eu-west-1 instead of us-east-1, account 111111111111 instead of 222222222222; correct the ARN, or the account or region it is for";
const SUBNETS =
  "a list of 1 to 16 subnet ids, each like subnet-0123456789abcdef0; copy them from the VPC console";
const elsewhere = (arn: string) => arn.replace("eu-west-1:111111111111", "us-east-1:222222222222");

const alarms = (more: string) => `alarms: { topicArn: "${TOPIC}", ${more} }`;
const INVOCATIONS = "expected a whole number from 1 (invocations in one period); correct it";

test.each([
  [
    "alarms: {}",
    "alarms.topicArn: is missing, expected the ARN of a standard topic, like arn:aws:sns:eu-west-1:111111111111:failures; copy it from the console of its service",
  ],
  [
    `alarms: { topicArn: "${QUEUE}" }`,
    `alarms.topicArn: is "${QUEUE}", expected the ARN of a standard topic, like arn:aws:sns:eu-west-1:111111111111:failures; copy it from the console of its service`,
  ],
  [
    `alarms: { topicArn: "${TOPIC}.fifo" }`,
    `alarms.topicArn: is "${TOPIC}.fifo", expected the ARN of a standard topic, like arn:aws:sns:eu-west-1:111111111111:failures; copy it from the console of its service`,
  ],
  [`alarms: { topicArn: "${elsewhere(TOPIC)}" }`, `alarms.topicArn: is "${elsewhere(TOPIC)}", ${OWNER}`],
  [alarms("failedInvocations: 0"), `alarms.failedInvocations: is 0 (a number), ${INVOCATIONS}`],
  [alarms("throttledInvocations: 1.5"), `alarms.throttledInvocations: is 1.5 (a number), ${INVOCATIONS}`],
  [
    alarms("durationMilliseconds: 60001"),
    "alarms.durationMilliseconds: is 60001 with timeoutSeconds 60, expected at most 60000 (milliseconds); lower it, or raise timeoutSeconds",
  ],
  [
    alarms("periodSeconds: 30"),
    "alarms.periodSeconds: is 30 (a number), expected one of 60, 300, 900, 3600, 21600, 86400 (seconds); choose one of them",
  ],
  ["kmsKeyArn: alias/mine", `kmsKeyArn: is "alias/mine", ${KEY_ALLOWED}`],
  [`kmsKeyArn: ${elsewhere(KEY)}`, `kmsKeyArn: is "${elsewhere(KEY)}", ${OWNER}`],
  [`logGroup: { kmsKeyArn: "${elsewhere(KEY)}" }`, `logGroup.kmsKeyArn: is "${elsewhere(KEY)}", ${OWNER}`],
  [
    "logGroup: { keepOnDestroy: 1 }",
    "logGroup.keepOnDestroy: is 1 (a number), expected true or false; write one of the two",
  ],
  [
    "ephemeralStorageMegabytes: 511",
    "ephemeralStorageMegabytes: is 511 (a number), expected a whole number from 512 to 10240 (megabytes); correct it",
  ],
  [
    "codeSigningConfigArn: csc-1",
    'codeSigningConfigArn: is "csc-1", expected a code signing configuration ARN like arn:aws:lambda:eu-west-1:111111111111:code-signing-config:csc-0123456789abcdef0; copy it from the Lambda console',
  ],
  [
    `codeSigningConfigArn: ${elsewhere(SIGNING)}`,
    `codeSigningConfigArn: is "${elsewhere(SIGNING)}", ${OWNER}`,
  ],
  [
    "invokers: [{ name: a }]",
    "invokers[0]: has none of them, expected one of roleArn, accountId, service; keep or add one",
  ],
  [
    'invokers: [{ name: a, accountId: "333333333333", roleArn: arn:aws:iam::333333333333:role/r }]',
    "invokers[0]: has roleArn and accountId, expected one of roleArn, accountId, service; keep or add one",
  ],
  [
    "invokers: [{ name: a, service: events.amazonaws.com }]",
    "invokers[0]: has a service without sourceArn, expected both: anybody's rule could invoke; name what invokes",
  ],
  [
    `invokers: [{ name: a, accountId: "333333333333", sourceArn: "${SOURCE}" }]`,
    "invokers[0].sourceArn: is without service, expected both; name the service, or take it out",
  ],
  [
    "invokers: [{ name: a, roleArn: arn:aws-cn:iam::333333333333:role/r }]",
    "invokers[0]: is in partition aws-cn, expected aws as the lambda account; correct the ARN",
  ],
  [
    `invokers: [${RULE}, ${RULE}]`,
    'invokers[1].name: is "rule", expected a name that no other invoker has; rename it',
  ],
  ...["rule/%{if(true)}a%{endif}", "rule/\\e[2Ja", "rule/\\u202ea"].map((resource): [string, string] => [
    `invokers: [{ name: a, service: events.amazonaws.com, sourceArn: "arn:aws:events:eu-west-1:111111111111:${resource}" }]`,
    `invokers[0].sourceArn: is ${JSON.stringify(`arn:aws:events:eu-west-1:111111111111:${resource.replace("\\e", "\u001b").replace("\\u202e", "\u202e")}`)}, expected the ARN of the rule, topic, bucket or API that invokes, with its account and without ?, $ and %{; copy it from the service's console`,
  ]),
  [
    `layers: [${Array.from({ length: 6 }, (_, at) => LAYER.replace(/3$/, String(at))).join(", ")}]`,
    `layers: is a list of 6, expected ${LAYERS_ALLOWED}`,
  ],
  ["layers: []", `layers: is an empty list, expected ${LAYERS_ALLOWED}`],
  [
    `layers: [${LAYER.replace(/:3$/, "")}]`,
    `layers[0]: is "${LAYER.replace(/:3$/, "")}", expected the ARN of a layer's version like arn:aws:lambda:eu-west-1:111111111111:layer:certificates:3, with its number; copy it from the Lambda console`,
  ],
  [
    `layers: [${LAYER.replace("eu-west-1", "us-east-1")}]`,
    `layers[0]: is "${LAYER.replace("eu-west-1", "us-east-1")}", expected region eu-west-1 instead of us-east-1; name the layer of the function's own region`,
  ],
  [
    `layers: [${LAYER}, ${LAYER.replace(/3$/, "4")}]`,
    `layers[1]: is "${LAYER.replace(/3$/, "4")}", expected each layer once, beside ${LAYER}; keep one version`,
  ],
  [
    "alias: { name: 3 }",
    "alias.name: is 3 (a number), expected 1 to 128 letters, digits, _ and -, not digits alone; correct it",
  ],
  [
    'alias: { name: "3" }',
    'alias.name: is "3", expected 1 to 128 letters, digits, _ and -, not digits alone; correct it',
  ],
  [
    "alias: { provisionedConcurrency: 1 }",
    "alias.name: is missing, expected 1 to 128 letters, digits, _ and -, not digits alone; correct it",
  ],
  [
    "alias: { name: live, provisionedConcurrency: 0 }",
    "alias.provisionedConcurrency: is 0 (a number), expected a whole number from 1 (instances that are kept ready); correct it",
  ],
  ["tracing: on", 'tracing: is "on", expected one of active; choose one of them'],
  [
    "vpc: { subnetIds: [], securityGroupIds: [sg-89abcdef] }",
    `vpc.subnetIds: is an empty list, expected ${SUBNETS}`,
  ],
  [
    "vpc: { subnetIds: [subnet-x], securityGroupIds: [sg-89abcdef] }",
    `vpc.subnetIds[0]: is "subnet-x", expected ${SUBNETS}`,
  ],
  ...(["subnetIds", "securityGroupIds"] as const).map((field): [string, string] => {
    const [id, other] =
      field === "subnetIds"
        ? ["subnet-89abcdef", "subnet-0123456789abcdef0"]
        : ["sg-89abcdef", "sg-01234567"];
    const lists = { subnetIds: "subnet-89abcdef", securityGroupIds: "sg-89abcdef", [field]: [id, other, id] };
    return [
      `vpc: { subnetIds: [${lists.subnetIds}], securityGroupIds: [${lists.securityGroupIds}] }`,
      `vpc.${field}[2]: is "${id}", expected each once; take it out, or write the one that was meant`,
    ];
  }),
  [
    `invokers: [{ name: a, service: events.amazonaws.com.cn, sourceArn: "${SOURCE}" }]`,
    'invokers[0].service: is "events.amazonaws.com.cn", a name of partition aws-cn, expected one of aws as the lambda account; take .cn off',
  ],
  ...["", "name: report, "].map((name): [string, string] => {
    const own = `arn:aws:lambda:eu-west-1:111111111111:function:${name === "" ? "analytics-query" : "report"}`;
    return [
      `{ ${name}asyncInvocation: { onFailureArn: "${own}" } }`,
      `asyncInvocation.onFailureArn: is "${own}", the function itself, expected another one: what it cannot do would come back to it again and again; name a queue, a topic, an event bus or another function`,
    ];
  }),
  [
    "asyncInvocation: { maximumRetryAttempts: 3 }",
    "asyncInvocation.maximumRetryAttempts: is 3 (a number), expected a whole number from 0 to 2 (attempts after the first); correct it",
  ],
  [
    "asyncInvocation: { deadLetterArn: arn:aws:events:eu-west-1:111111111111:event-bus/default }",
    'asyncInvocation.deadLetterArn: is "arn:aws:events:eu-west-1:111111111111:event-bus/default", expected the ARN of a standard queue or topic, like arn:aws:sqs:eu-west-1:111111111111:failures; copy it from the console of its service',
  ],
  [
    `asyncInvocation: { onFailureArn: "${elsewhere(QUEUE)}" }`,
    `asyncInvocation.onFailureArn: is "${elsewhere(QUEUE)}", ${OWNER}`,
  ],
])("%s is refused", (line, expected) => {
  const problems = problemsOfFile(functionWith(line)).map((text) =>
    text.replace(/^links\.yaml:\d+:\d+ /, ""),
  );
  expect(problems).toEqual([`links[0].function.${expected}`]);
});

test.each([
  [["reservedConcurrency: 2", alarms("failedInvocations: 600000")], undefined],
  [
    ["reservedConcurrency: 2", alarms("failedInvocations: 600001")],
    [600_001, 300, 2, 600_000],
  ],
  [
    ["reservedConcurrency: 1", alarms("failedInvocations: 60001, periodSeconds: 60")],
    [60_001, 60, 1, 60_000],
  ],
  [["reservedConcurrency: 0", alarms("failedInvocations: 600001")], undefined],
  [[alarms("failedInvocations: 600001")], undefined],
])("an alarm that can never begin is refused: %j", (lines, figures) => {
  const problems = problemsOfFile(functionWith(...lines)).map((text) => text.replace(/^\S+ /, ""));
  if (figures === undefined) return expect(problems).toEqual([]);
  const [failed, seconds, instances, most] = figures;
  expect(problems).toEqual([
    `links[0].function.alarms.failedInvocations: is ${failed} in ${seconds} s with reservedConcurrency ${instances}, expected at most ${most}: an instance runs one invocation at a time, of a millisecond at least; lower it, or lengthen periodSeconds`,
  ]);
});

test("no more instances are kept ready than the function may have", () => {
  const lines = ["reservedConcurrency: 2", "alias: { name: live, provisionedConcurrency: 3 }"];
  expect(problemsOfFile(functionWith(...lines))).toEqual([
    expect.stringMatching(
      /function.alias.provisionedConcurrency: is 3, expected at most the reservedConcurrency of the function, 2; correct one of them$/,
    ),
  ]);
});
