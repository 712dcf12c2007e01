import { seenSetting as seen } from "../../../testing/tools/seen-setting";

const OUTSIDE = "arn:aws:sqs:eu-west-1:999999999999:q";
const OWN = "arn:aws:sqs:eu-west-1:111111111111:own";
const KEY = "arn:aws:kms:eu-west-1:999999999999:key/k";
const GETS = `${OUTSIDE} now gets what the function answers or was asked`;
const LOST = `${OWN} no longer gets invocations that ended`;

test.each<[attribute: string, before: unknown, now: unknown, sentences: readonly string[], grants?: true]>([
  ["code_sha256", "a", "b", ["whatever that code does, it does with the query role"]],
  ["handler", "index.handler", "evil.run", ["evil.run is now called with every event"]],
  ["runtime", "nodejs22.x", "python3.13", ["the code now runs under python3.13"]],
  [
    "layers",
    ["a", "b"],
    ["b", "c"],
    ["layer c is now loaded beside the code", "layer a is no longer loaded"],
  ],
  ["layers", ["a"], [], ["layer a is no longer loaded"]],
  [
    "layers",
    ["a", "b"],
    ["b", "a"],
    ["the layers are now loaded in another order: a later one overwrites what an earlier one has"],
  ],
  [
    "kms_key_arn",
    KEY,
    "",
    [
      "whoever may read the function's configuration now sees its variables: no key of the link's guards them",
    ],
  ],
  ["kms_key_arn", "", KEY, [`whoever may use key ${KEY} now sees the function's variables`]],
  ["tracing_config", [{ mode: "PassThrough" }], [{ mode: "Active" }], ["the function now sends traces"]],
  [
    "tracing_config",
    [{ mode: "Active" }],
    [{ mode: "PassThrough" }],
    ["the function now sends traces only where its caller has decided to"],
  ],
  ["ephemeral_storage", [{ size: 1024 }], [{ size: 512 }], ["/tmp now holds 512 MB in place of 1024"]],
  [
    "vpc_config",
    [{ subnet_ids: ["subnet-1"] }],
    [],
    [
      "the function now runs outside of the VPC: neither security groups nor routes of it bound what it reaches",
    ],
  ],
  [
    "vpc_config",
    [],
    [{ subnet_ids: ["subnet-1", "subnet-2"], security_group_ids: ["sg-1"] }],
    ["the function now runs in subnet-1, subnet-2 behind sg-1"],
  ],
  ["dead_letter_config", [{ target_arn: OWN }], [{ target_arn: OUTSIDE }], [GETS, LOST], true],
  ["dead_letter_config", [{ target_arn: OWN }], [], [LOST]],
  ["code_signing_config_arn", "arn:csc", "", ["code that nobody signed can now be deployed"]],
  [
    "code_signing_config_arn",
    "arn:csc",
    "arn:other",
    ["code that arn:other lets through can now be deployed"],
  ],
  [
    "environment",
    [{ variables: { RAW_SQL: "false" } }],
    [{ variables: { RAW_SQL: "true" } }],
    ["whoever may invoke the function can now have it run any SQL, not only its named queries"],
    true,
  ],
  [
    "environment",
    [{ variables: { RAW_SQL: "false" } }],
    [{ variables: {} }],
    ["whoever may invoke the function can now have it run any SQL, not only its named queries"],
    true,
  ],
  [
    "environment",
    [{ variables: {} }],
    [{ variables: { RAW_SQL: "false" } }],
    ["the function now refuses all SQL but that of its named queries"],
  ],
  ["environment", [{ variables: { A: "1" } }], [{ variables: { A: "2" } }], []],
  ["memory_size", 256, 512, []],
])("%s of the function, from %j to %j", (...[attribute, before, now, sentences, grants]) => {
  const effect = seen("aws_lambda_function", { [attribute]: before }, attribute, now);
  expect([effect.sentences, effect.grants]).toEqual([sentences, grants]);
});

test("what an apply took into the state is no longer in the place of anything", () => {
  const size = [{ size: 2048 }];
  const { sentences } = seen(
    "aws_lambda_function",
    { ephemeral_storage: size },
    "ephemeral_storage",
    size,
    "unexpected",
  );
  expect(sentences).toEqual(["/tmp now holds 2048 MB"]);
  const letters = [{ target_arn: OUTSIDE }];
  expect(
    seen("aws_lambda_function", { dead_letter_config: letters }, "dead_letter_config", letters, "unexpected"),
  ).toEqual({ sentences: [GETS], grants: true });
});
