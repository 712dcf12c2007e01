import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEMANDS, EVERYTHING } from "../../testing/links/demanded-link";
import { linkWith } from "../../testing/links/links";
import { Synth } from "../../testing/links/synth-stack";

const GOLDEN = join(__dirname, "demands.golden.json");

/** Without cdktf's metadata, and without what changes with every line of the function. */
function stable({ json }: Synth): string {
  const text = JSON.stringify(json, (name, value) => (name === "//" ? undefined : value), 2);
  return `${text
    .replace(/assets\/[^"]+\/function\.zip/, "assets/<hash>/function.zip")
    .replace(/"source_code_hash": "[^"]+"/, '"source_code_hash": "<hash>"')}\n`;
}

test("a link with everything that excludes nothing else is the golden file, which reviewers read", () => {
  const text = stable(new Synth(linkWith(EVERYTHING)));
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(GOLDEN, text);
  expect(text).toBe(readFileSync(GOLDEN, "utf8"));
});

test.each(Object.keys(DEMANDS) as (keyof typeof DEMANDS)[])("%s alone changes the stack", (name) => {
  const plain = stable(new Synth(linkWith()));
  expect(stable(new Synth(linkWith({ function: { [name]: DEMANDS[name] } })))).not.toBe(plain);
});

test("the demands of a link come to these arguments of the function and of its log group", () => {
  const synth = new Synth(linkWith({ function: DEMANDS }));
  expect(synth.resource("aws_lambda_function", "query_function")).toMatchObject({
    kms_key_arn: DEMANDS.kmsKeyArn,
    ephemeral_storage: { size: 1024 },
    code_signing_config_arn: DEMANDS.codeSigningConfigArn,
  });
  expect(synth.resource("aws_cloudwatch_log_group", "query_function")).toMatchObject({
    kms_key_id: DEMANDS.logGroup.kmsKeyArn,
    skip_destroy: true,
  });
});

test("the query role may do what Lambda does with it for the demands, before the function is made", () => {
  const synth = new Synth(linkWith({ function: DEMANDS }));
  const { onFailureArn, deadLetterArn } = DEMANDS.asyncInvocation;
  expect(synth.statements("query_role_send_failures")).toEqual([
    { sid: "SendFailures", effect: "Allow", actions: ["sns:Publish"], resources: [onFailureArn] },
    { sid: "SendDeadLetters", effect: "Allow", actions: ["sqs:SendMessage"], resources: [deadLetterArn] },
  ]);
  expect(synth.statements("query_role_send_traces")).toMatchObject([{ resources: ["*"] }]);
  expect(synth.statements("query_role_use_network")).toMatchObject([
    {
      resources: ["*"],
      condition: [
        {
          test: "ArnNotEquals",
          variable: "lambda:SourceFunctionArn",
          values: ["arn:aws:lambda:ap-northeast-1:111111111111:function:analytics-query"],
        },
      ],
    },
  ]);
  const after = ["send_failures", "send_traces", "use_network"].map(
    (name) => `aws_iam_role_policy.query_role_${name}`,
  );
  expect(synth.resource("aws_lambda_function", "query_function").depends_on).toEqual([
    "aws_cloudwatch_log_group.query_function",
    ...after,
  ]);
  expect(synth.resource("aws_lambda_function_event_invoke_config", "query_function")).toEqual({
    provider: "aws.lambda_account",
    function_name: "${aws_lambda_function.query_function.function_name}",
    qualifier: "${aws_lambda_alias.query_function.name}",
    maximum_retry_attempts: 1,
    maximum_event_age_in_seconds: 3600,
    destination_config: { on_failure: { destination: onFailureArn } },
    depends_on: after,
    lifecycle: { replace_triggered_by: ["aws_iam_role.query_role.unique_id"] },
  });
});

test("a dead letter target alone configures no asynchronous invocations", () => {
  const { deadLetterArn } = DEMANDS.asyncInvocation;
  const { json } = new Synth(linkWith({ function: { asyncInvocation: { deadLetterArn } } }));
  expect(json.resource).not.toHaveProperty("aws_lambda_function_event_invoke_config");
});

test("each invoker is a statement of the function's resource policy; a source without an account is the lambda account's", () => {
  const permissions = new Synth(linkWith({ function: DEMANDS })).json.resource.aws_lambda_permission ?? {};
  const shown = Object.entries(permissions).map(
    ([address, { statement_id, principal, source_arn, source_account }]) => [
      address,
      ...[statement_id, principal, source_arn, source_account].filter((value) => value !== undefined),
    ],
  );
  expect(shown).toEqual([
    [
      "query_function_nightly_rule",
      "nightly-rule",
      "events.amazonaws.com",
      "arn:aws:events:ap-northeast-1:111111111111:rule/nightly",
    ],
    ["query_function_own_account", "own-account", "arn:aws:iam::111111111111:root"],
    ["query_function_reports", "reports", "arn:aws:iam::111111111111:role/reports"],
    ["query_function_uploads", "uploads", "s3.amazonaws.com", "arn:aws:s3:::uploads", "111111111111"],
  ]);
});

test("an alias names the version that each change publishes, and what is invoked is the alias", () => {
  const { alias, invokers, asyncInvocation } = DEMANDS;
  const synth = new Synth(linkWith({ function: { alias, invokers, asyncInvocation } }));
  const ofFunction = {
    provider: "aws.lambda_account",
    function_name: "${aws_lambda_function.query_function.function_name}",
    lifecycle: { replace_triggered_by: ["aws_iam_role.query_role.unique_id"] },
  };
  const qualifier = "${aws_lambda_alias.query_function.name}";
  expect(synth.resource("aws_lambda_function", "query_function").publish).toBe(true);
  expect(synth.resource("aws_lambda_alias", "query_function")).toEqual({
    ...ofFunction,
    name: "live",
    function_version: "${aws_lambda_function.query_function.version}",
  });
  expect(synth.resource("aws_lambda_provisioned_concurrency_config", "query_function")).toEqual({
    ...ofFunction,
    qualifier,
    provisioned_concurrent_executions: 2,
  });
  const qualifiers = ["aws_lambda_permission", "aws_lambda_function_event_invoke_config"].flatMap((type) =>
    Object.values(synth.json.resource[type] ?? {}).map((block) => block.qualifier),
  );
  expect(qualifiers).toEqual([qualifier, qualifier, qualifier, qualifier, qualifier]);
  expect(synth.json.output).toHaveProperty("query_function_alias_arn");
  // Hop 1 is bound to the function's own ARN, which calls of every alias and version have.
  expect(JSON.stringify(synth.statements("query_role_assume_data_role"))).toContain(
    '"arn:aws:lambda:ap-northeast-1:111111111111:function:analytics-query"',
  );
});

test("without an alias no version is published, and nothing has a qualifier", () => {
  const { alias: _, ...others } = DEMANDS;
  const text = JSON.stringify(new Synth(linkWith({ function: others })).json);
  expect(text).not.toMatch(/"publish"|"qualifier"|aws_lambda_alias/);
});
