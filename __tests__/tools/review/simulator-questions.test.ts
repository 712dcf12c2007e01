import { type SimulationRequest, simulate } from "../../../access/iam/iam-simulate";
import { Decisions } from "../../../access/link/link-answers";
import { linkProbes } from "../../../access/link/probes/link-probes";
import { stackWith, statement } from "../../../testing/tools/reviewed-stack";
import { readLink } from "../../../tools/lib/link/read-link";
import { compareWithOutput } from "../../../tools/review/judge/comparison/compare-with";
import { reviewInput } from "../../../tools/review/judge/review-inputs";
import { reviewStack } from "../../../tools/review/judge/review-stack";
import { RULES } from "../../../tools/review/judge/rule-list";

jest.mock("../../../access/iam/iam-simulate", () => {
  const actual = jest.requireActual("../../../access/iam/iam-simulate");
  return { ...actual, simulate: jest.fn(actual.simulate) };
});

const simulator = jest.mocked(simulate);
const texts = () => simulator.mock.calls.map(([request]: [SimulationRequest]) => JSON.stringify(request));

const DATA_API = "data.aws_iam_policy_document.data_role_redshift_data_api.statement";
const CLUSTER = "arn:aws:redshift:ap-northeast-1:222222222222:cluster:warehouse";

/** A link whose data role may do everything with its cluster's API: most of the rules find something. */
const wide = stackWith({ permissions: { mode: "managed" }, trust: { bindToFunction: false } });
const review = (json: unknown) => reviewStack("analytics", json, RULES, "2026-06-15", "synth");

beforeEach(() => simulator.mockClear());

test.each<[string, Record<string, unknown>]>([
  ["nothing to find", stackWith({})],
  ["many findings", wide],
])("a review puts every question to the simulator once: %s", async (_, json) => {
  const { findings } = await review(json);
  const asked = texts();
  expect(new Set(asked).size).toBe(asked.length);
  const probes = linkProbes(readLink(json));
  // The rest is asked by statement-without-effect, of actions that no probe asks about on that very resource, and by
  // missing-access, of the two actions that write logs.
  expect(asked.length - probes.length).toBeLessThanOrEqual(5);
  expect(asked.length).toBeGreaterThanOrEqual(probes.length);
  expect(findings.length > 3).toBe(json === wide);
});

test("stacks that share their decisions ask only where they differ", async () => {
  const decisions = new Decisions();
  const inputOf = (json: unknown) => ({ name: "analytics", json, origin: "synth" as const });
  await reviewInput(inputOf(stackWith({})), "2026-06-15", decisions);
  simulator.mockClear();
  await reviewInput(inputOf(stackWith({})), "2026-06-15", decisions);
  expect(texts()).toEqual([]);
});

test("a comparison with an older state asks only where the two differ", async () => {
  const more = statement("More", ["redshift-data:ListTables"], [`${CLUSTER}-2`]);
  const stack = await review(stackWith({}, [`${DATA_API}.3`, more]));
  const { answers, findings } = stack;
  if (answers === undefined) throw new Error("the link cannot be read");
  expect(findings).not.toEqual([]);
  simulator.mockClear();
  const old = [
    {
      name: "analytics",
      file: "cdk.tf.json",
      origin: "synth" as const,
      text: "",
      json: stackWith({}),
    },
  ];
  const { changes } = await compareWithOutput(old, [stack], readLink);
  expect(changes.get("analytics")?.grants).not.toEqual([]);
  // Only the policies of the data role are others: whoever becomes one of the roles is not asked about again.
  expect(new Set(simulator.mock.calls.map(([{ principal }]) => principal))).toEqual(
    new Set([answers.link.dataRole.arn]),
  );
  expect(texts().length).toBeLessThan(answers.probes.length);
});
