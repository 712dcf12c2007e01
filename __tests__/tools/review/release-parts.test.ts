import { LinkAnswers } from "../../../access/link/link-answers";
import { DEMANDS, SSM_OUTPUTS } from "../../../testing/links/demanded-link";
import { judged, stackWith } from "../../../testing/tools/reviewed-stack";
import { readLink } from "../../../tools/lib/link/read-link";
import { compareStacks } from "../../../tools/review/judge/comparison/compare-stacks";
import { verdictOf } from "../../../tools/review/judge/report";
import { reviewStack } from "../../../tools/review/judge/review-stack";
import { RULES } from "../../../tools/review/judge/rule-list";

const FUNCTION = "resource.aws_lambda_function.query_function";
const CONFIG = "resource.aws_lambda_function_event_invoke_config.query_function";
const LINK = { ...SSM_OUTPUTS, function: DEMANDS };
const PERMISSION = "resource.aws_lambda_permission.query_function_";
const ALIAS = "resource.aws_lambda_alias.query_function";
const READY = "resource.aws_lambda_provisioned_concurrency_config.query_function";
const layer = (account: string) => `arn:aws:lambda:ap-northeast-1:${account}:layer:watcher:1`;

/** Layers, and the alias under which the function is invoked. */
const RELEASE: readonly [rule: string, path: string, value: unknown, found: readonly RegExp[]][] = [
  [
    "mismatched-part",
    `${FUNCTION}.layers`,
    [layer("111111111111"), layer("999999999999").replace("watcher", "other")],
    [/^layer .*999999999999:layer:other:1 is code of account 999999999999, and it runs with the query role$/],
  ],
  [
    "mismatched-part",
    `${FUNCTION}.layers`,
    [layer("111111111111").replace("ap-northeast-1", "eu-west-1")],
    [/is not in ap-northeast-1/],
  ],
  ["unexpected-part", `${FUNCTION}.layers`, ["arn"], [/^layers of /]],
  ["unexpected-part", `${FUNCTION}.layers`, "", [/^layers of /]],
  ["unexpected-part", `${FUNCTION}.layers`, [layer("111111111111"), layer("111111111111")], [/^layers of /]],
  ["mismatched-part", `${FUNCTION}.publish`, undefined, [/publishes no version, and alias live names one$/]],
  [
    "mismatched-part",
    `${FUNCTION}.logging_config.system_log_level`,
    undefined,
    [/leaves its log levels open, and every apply would publish a version$/],
  ],
  ["mismatched-part", `${ALIAS}.function_version`, "7", [/names version 7, not the one that/]],
  ["mismatched-part", `${ALIAS}.function_version`, "$LATEST", [/names version \$LATEST, not/]],
  [
    "unexpected-part",
    `${ALIAS}.routing_config`,
    [{ additional_version_weights: { 1: 0.5 } }],
    [/^routing_config of /],
  ],
  [
    "mismatched-part",
    `${READY}.qualifier`,
    "other",
    [/is for other, and the function is invoked as alias live$/],
  ],
  ["mismatched-part", `${READY}.region`, "eu-west-1", [/is in eu-west-1, not where the function is$/]],
  [
    "mismatched-part",
    `${PERMISSION}reports.qualifier`,
    undefined,
    [/is for the function itself, and the function is invoked as alias live$/],
  ],
  ["mismatched-part", `${CONFIG}.qualifier`, undefined, [/is for the function itself/]],
  ["mismatched-part", `${READY}.provider`, "aws.redshift_account", [/has another provider than/]],
  ["mismatched-part", `${PERMISSION}reports.provider`, "aws.redshift_account", [/has another provider than/]],
];

const messages = async (rule: string, json: unknown) => {
  const found = await judged(rule, json);
  return typeof found === "string" ? found : found.map(({ message }) => message);
};

test.each(RELEASE)("%s finds %s as %j", async (rule, path, value, found) => {
  const said = await messages(rule, stackWith(LINK, [path, value]));
  expect(said).toEqual(found.map((pattern) => expect.stringMatching(pattern)));
});

test("what publishes a version that no alias names is found, and what is of an alias that is not there", async () => {
  expect(await messages("mismatched-part", stackWith({}, [`${FUNCTION}.publish`, true]))).toEqual([
    expect.stringMatching(/publishes versions, and no alias names one/),
  ]);
  const { alias: _, ...others } = DEMANDS;
  const json = stackWith({ function: others }, [`${CONFIG}.qualifier`, "live"]);
  expect(await messages("mismatched-part", json)).toEqual([
    expect.stringMatching(/is for live, and the function has no alias$/),
  ]);
});

test("layers that come and go are told of a change, and so is the alias that is invoked", async () => {
  const answers = (changes: object) => new LinkAnswers(readLink(stackWith({ function: changes })));
  const invokers = [{ name: "reports", accountId: "111111111111" }];
  const { grants, takesAway } = await compareStacks(
    answers({ invokers, layers: [layer("111111111111")] }),
    answers({ invokers, layers: DEMANDS.layers.slice(0, 1), alias: { name: "live" } }),
  );
  expect(grants).toEqual([
    "arn:aws:iam::111111111111:root can now invoke alias live of the function",
    `layer ${DEMANDS.layers[0]} now runs in the function`,
  ]);
  expect(takesAway).toEqual([
    "arn:aws:iam::111111111111:root can no longer invoke the function",
    `layer ${layer("111111111111")} no longer runs in the function`,
  ]);
});

test("the verdict says which layers run beside the code", async () => {
  const review = await reviewStack("analytics", stackWith(LINK), RULES, "2026-06-15", "synth");
  expect(verdictOf(review)).toMatch(
    /runs with 2 layers, whose content nobody here knows: arn:.*:certificates:3, arn:.*:watcher:12/,
  );
});
