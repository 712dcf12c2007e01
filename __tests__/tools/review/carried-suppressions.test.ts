import { configuredStackJson } from "../../../access/terraform/configured-stack";
import { reviewedPlanJson } from "../../../access/terraform/reviewed-plan";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { editedText, type JsonEdit } from "../../../testing/tools/review-catalogue/edit";
import { reviewedPlan } from "../../../testing/tools/review-catalogue/plan-mutations";
import { judged, stackWith } from "../../../testing/tools/reviewed-stack";
import { reviewInput } from "../../../tools/review/judge/review-inputs";

/** What the planned values show and the configuration does not, so that only one of the two readings finds it. */
const PACKAGE =
  "package_type of aws_lambda_function.query_function has a value or an expression that no link has";
const ACCEPTED = {
  rule: "unexpected-part",
  address: "aws_lambda_function.query_function",
  message: PACKAGE,
  reason: "100% of ${the} and %{signs} are read by us",
  expires: "2026-12-31",
};
const IMAGE: JsonEdit = [
  "image",
  ["planned_values", "root_module", "resources", 10, "values", "package_type"],
  "Image",
  /./,
];

/** The output as a plan of the synthesized link has it. */
function carried(suppress: readonly object[]): unknown {
  const { output } = new Synth(linkWith({ review: { suppress } })).json as { output?: unknown };
  const { description } = (output as Record<string, { description?: string }>).query_function_arn ?? {};
  return description;
}

async function reviewed(description: unknown, ...edits: readonly JsonEdit[]) {
  const path = ["configuration", "root_module", "outputs", "query_function_arn", "description"];
  const text = [["carried", path, description, /./] as JsonEdit, ...edits].reduce(
    (json, [, at, value]) => editedText(JSON.parse(json), at, value),
    JSON.stringify(reviewedPlan("after")),
  );
  const json = JSON.parse(text);
  const { findings, suppressed, unchecked } = await reviewInput(
    {
      name: "plan",
      json: reviewedPlanJson(json),
      configured: configuredStackJson(json),
      origin: "plan",
    },
    "2026-06-15",
  );
  return { rules: findings.map(({ rule }) => rule), suppressed: suppressed.length, unchecked };
}

test("a plan carries what the link accepts, and is as clean as the link", async () => {
  expect(await reviewed(undefined, IMAGE)).toMatchObject({
    rules: expect.arrayContaining(["unexpected-part"]),
  });
  const accepted = await reviewed(carried([ACCEPTED]), IMAGE);
  expect(accepted).toEqual({
    rules: (await reviewed(undefined, IMAGE)).rules.filter((rule) => rule !== "unexpected-part"),
    suppressed: 1,
    unchecked: [],
  });
});

test("one that a plan does not need is a finding, once", async () => {
  expect(await reviewed(carried([ACCEPTED]))).toEqual({
    rules: ["suppression-unused"],
    suppressed: 0,
    unchecked: [],
  });
});

test.each([
  ["no JSON"],
  ["[]"],
  ['{"review":{"suppress":"all"}}'],
  ['{"review":{"suppress":[{"rule":"unexpected-part"}]}}'],
])("a description that no link has accepts nothing: %s", async (description) => {
  const { rules, suppressed } = await reviewed(description, IMAGE);
  expect([rules.includes("unexpected-part"), suppressed]).toEqual([true, 0]);
});

test("a link that accepts nothing describes no output", () => {
  expect(carried([])).toBeUndefined();
  expect(carried([ACCEPTED])).not.toMatch(/[$%]\{/);
});

test("a stack of which a plan would accept more than the stack does is found", async () => {
  const description = carried([ACCEPTED]);
  const path = "output.query_function_arn.description";
  expect(await judged("mismatched-part", stackWith({}, [path, description]))).toEqual([
    {
      address: "output.query_function_arn",
      message:
        "a plan would accept unexpected-part at aws_lambda_function.query_function, which the stack does not accept",
    },
  ]);
  const suppressions = ["//.review.suppress", [ACCEPTED]] as const;
  expect(await judged("mismatched-part", stackWith({}, [path, description], [...suppressions]))).toEqual([]);
});
