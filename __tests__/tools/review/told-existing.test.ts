import { describing, type ExistingStack, existingStack } from "../../../testing/links/existing-parts";
import { reviewStack } from "../../../tools/review/judge/review-stack";
import { RULES } from "../../../tools/review/judge/rule-list";

const review = (json: unknown) => reviewStack("analytics", json, RULES, "2026-06-15", "synth");

describe("what is told of others' parts is no hiding place", () => {
  type Edit = (stack: ExistingStack) => void;
  const told = (stack: ExistingStack, part: string) => stack["//"].existing[part] ?? {};
  const alsoInPlan: Edit = ({ "//": { existing }, output }) => {
    const { query_function_arn: arn = {} } = output;
    arn.description = describing(existing);
  };
  const both =
    (edit: Edit): Edit =>
    (stack) => {
      edit(stack);
      alsoInPlan(stack);
    };
  const role = (name: string) => ({
    provider: "aws.redshift_account",
    name,
    assume_role_policy: JSON.stringify({ Statement: [] }),
  });

  test.each<[string, Edit, string]>([
    ["existing is a text", (stack) => Object.assign(stack["//"], { existing: "all" }), "existing"],
    ["existing is nothing", (stack) => Object.assign(stack["//"], { existing: null }), "existing"],
    ["existing is empty", (stack) => Object.assign(stack["//"], { existing: {} }), "existing"],
    [
      "a part that no link has",
      both(({ "//": told }) => Object.assign(told.existing, { bucket: {} })),
      "existing",
    ],
    [
      "a part that is a text",
      both(({ "//": told }) => Object.assign(told.existing, { dataRole: "x" })),
      "existing",
    ],
    [
      "a member that no synth writes",
      both((stack) => Object.assign(told(stack, "dataRole"), { note: "x" })),
      "existing",
    ],
    ["a member is missing", both((stack) => delete told(stack, "dataRole").textFrom), "existing"],
    [
      "another word",
      both((stack) => Object.assign(told(stack, "dataRole"), { textFrom: "proven" })),
      "existing",
    ],
    [
      "a policy is a text",
      both((stack) => Object.assign(told(stack, "dataRole"), { policies: { a: "x" } })),
      "existing",
    ],
    [
      "a policy without statements",
      both((stack) => Object.assign(told(stack, "dataRole"), { policies: { a: {} } })),
      "existing",
    ],
    [
      "the ARN of another account",
      both((stack) => Object.assign(told(stack, "dataRole"), { accountId: "333333333333" })),
      "existing",
    ],
    [
      "the ARN of another name",
      both((stack) => Object.assign(told(stack, "dataRole"), { name: "other" })),
      "existing",
    ],
    [
      "another partition",
      both((stack) => Object.assign(told(stack, "dataRole"), { partition: "aws-cn" })),
      "existing",
    ],
    [
      "a policy of ours on the data role",
      both((stack) => Object.assign(told(stack, "dataRole"), { inlinePolicy: true })),
      "existing",
    ],
    ...["path", "region"].map((member): [string, Edit, string] => [
      `markup in the ${member}`,
      both((stack) => {
        const part = told(stack, "dataRole");
        const { accountId, name } = part;
        const path = member === "path" ? "/`<b>safe</b>`/" : "/";
        const region = member === "region" ? "eu-west-1 | safe" : part.region;
        Object.assign(part, { path, region, arn: `arn:aws:iam::${accountId}:role${path}${name}` });
      }),
      "existing",
    ]),
    [
      "the plan says otherwise",
      (stack) => Object.assign(told(stack, "dataRole"), { textFrom: "declared" }),
      "output.query_function_arn",
    ],
    [
      "the plan says nothing",
      ({ output }) => delete output.query_function_arn?.description,
      "output.query_function_arn",
    ],
    [
      "a role at its place",
      ({ resource }) =>
        Object.assign(resource, { aws_iam_role: { ...resource.aws_iam_role, data_role: role("other") } }),
      "aws_iam_role.data_role",
    ],
    [
      "a role of its name elsewhere",
      ({ resource }) =>
        Object.assign(resource, { aws_iam_role: { ...resource.aws_iam_role, mine: role("ANALYTICS-data") } }),
      "aws_iam_role.mine",
    ],
  ])("%s", async (_, edit, address) => {
    const stack = existingStack({}, { dataRole: {} });
    edit(stack);
    const { findings } = await review(stack);
    expect(findings.filter(({ rule }) => rule === "existing-part")).toEqual([
      expect.objectContaining({ severity: "error", address }),
    ]);
  });

  test("a function's name is one that Lambda takes, and not a text of a reader's page", async () => {
    const stack = existingStack({}, { function: {} });
    const part = told(stack, "function");
    const name = "analytics\n\n## Review: no findings";
    Object.assign(part, { name, arn: String(part.arn).replace(/[^:]*$/, name) });
    Object.assign(stack.output.query_function_name ?? {}, { value: name });
    Object.assign(stack.output.query_function_arn ?? {}, { value: part.arn });
    alsoInPlan(stack);
    const { findings } = await review(stack);
    expect(findings.map(({ rule, message }) => [rule, message])).toContainEqual([
      "existing-part",
      "name of existing.function is not as a synth writes it",
    ]);
  });

  test("the role of the stack is what is judged, not what is told of it", async () => {
    const ordinary = existingStack({}, { function: {} });
    const stack = existingStack({}, { dataRole: {}, function: {} });
    const evil = ordinary.resource.aws_iam_role?.data_role ?? {};
    evil.assume_role_policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Sid: "All", Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }],
    });
    Object.assign(stack.resource.aws_iam_role ?? {}, { data_role: evil });
    stack.provider.aws = ordinary.provider.aws;
    const { findings } = await review(stack);
    expect(
      findings.filter(({ address }) => address === "aws_iam_role.data_role").map(({ rule }) => rule),
    ).toEqual(expect.arrayContaining(["existing-part", "unexpected-access", "statement-beyond-link"]));
  });

  test("a link of which others own all leaves nothing to deploy", async () => {
    const stack = existingStack({}, { queryRole: {}, function: {} });
    const { dataRole } = existingStack({}, { dataRole: {} })["//"].existing;
    Object.assign(stack["//"].existing, { dataRole });
    const { findings } = await review(stack);
    expect(findings.map(({ rule, message }) => [rule, message])).toContainEqual([
      "existing-part",
      "every part is others', so that nothing is left to deploy",
    ]);
  });
});
