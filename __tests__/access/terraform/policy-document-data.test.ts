import { renderPolicyDocument } from "../../../access/terraform/policy-document-data";
import type { Json } from "../../../aws/json";

const render = (data: Json) => renderPolicyDocument(data, () => undefined, "data.aws_iam_policy_document.x");

/** Input and output were recorded from provider 5.100.0. */
test("renders permissions as the provider does", () => {
  const rendered = render({
    statement: [
      {
        sid: "Own",
        actions: ["a:b"],
        resources: ["*"],
        condition: [{ test: "StringEquals", variable: "k", values: ["&{aws:userid}"] }],
      },
      {
        actions: ["a:c", "a:d", "a:b", "a:c"],
        resources: ["r2", "r1"],
        condition: [
          { test: "StringEquals", variable: "k", values: ["$${aws:userid}"] },
          { test: "StringEquals", variable: "k2", values: ["b", "a"] },
          { test: "StringEquals", variable: "k", values: ["second"] },
        ],
      },
      { effect: "Deny", not_actions: ["z:z"], not_resources: ["n"] },
    ],
  });
  expect(rendered).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Own",
        Effect: "Allow",
        Action: "a:b",
        Resource: "*",
        Condition: { StringEquals: { k: "${aws:userid}" } },
      },
      {
        Effect: "Allow",
        Action: ["a:d", "a:c", "a:b"],
        Resource: ["r2", "r1"],
        Condition: { StringEquals: { k: ["${aws:userid}", "second"], k2: ["b", "a"] } },
      },
      { Effect: "Deny", NotAction: "z:z", NotResource: "n" },
    ],
  });
});

/** Input and output were recorded from provider 5.100.0. */
test("renders trust as the provider does", () => {
  const roles = ["arn:aws:iam::111111111111:role/b", "arn:aws:iam::111111111111:role/a"];
  const rendered = render({
    policy_id: "pid",
    statement: [
      {
        actions: ["sts:AssumeRole", "sts:TagSession"],
        principals: [
          { type: "AWS", identifiers: [...roles].reverse() },
          { type: "Service", identifiers: ["lambda.amazonaws.com"] },
        ],
      },
      { actions: ["sts:AssumeRole"], principals: [{ type: "*", identifiers: ["*"] }] },
      { actions: ["sts:AssumeRole"], principals: [{ type: "AWS", identifiers: ["*"] }] },
      { actions: ["sts:AssumeRole"], not_principals: [{ type: "AWS", identifiers: ["x"] }] },
    ],
  });
  expect(rendered).toEqual({
    Version: "2012-10-17",
    Id: "pid",
    Statement: [
      {
        Effect: "Allow",
        Action: ["sts:TagSession", "sts:AssumeRole"],
        Principal: { AWS: roles, Service: "lambda.amazonaws.com" },
      },
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: "*" },
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "*" } },
      { Effect: "Allow", Action: "sts:AssumeRole", NotPrincipal: { AWS: "x" } },
    ],
  });
});

/** Recorded from provider 5.100.0. */
test("an empty sid is left out, a version is kept", () => {
  expect(
    render({ version: "2008-10-17", statement: [{ sid: "", actions: ["a:b"], resources: ["*"] }] }),
  ).toEqual({ Version: "2008-10-17", Statement: [{ Effect: "Allow", Action: "a:b", Resource: "*" }] });
});

test("several principal blocks of one type are one list", () => {
  const principals = ["x", "y"].map((identifier) => ({ type: "AWS", identifiers: [identifier] }));
  expect(render({ statement: [{ actions: ["sts:AssumeRole"], principals }] }).Statement).toEqual([
    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: ["x", "y"] } },
  ]);
});

test("one statement may stand without a list", () => {
  expect(render({ statement: { actions: ["a:b"], resources: ["*"] } }).Statement).toEqual([
    { Effect: "Allow", Action: "a:b", Resource: "*" },
  ]);
});

test("references of the stack are resolved inside texts", () => {
  const resolve = (reference: string) => (reference === "aws_iam_role.r.name" ? "reader" : undefined);
  const data = { statement: [{ actions: ["a:b"], resources: ["role/${aws_iam_role.r.name}/x"] }] };
  expect(renderPolicyDocument(data, resolve, "x").Statement).toEqual([
    { Effect: "Allow", Action: "a:b", Resource: "role/reader/x" },
  ]);
});

const ADVICE =
  "expected a literal or a reference to a role or policy document of the stack; write the value itself";

test.each<[string, Json, string]>([
  [
    "a reference to something else",
    { statement: [{ actions: ["a:b"], resources: ["${aws_s3_bucket.b.arn}"] }] },
    `data.aws_iam_policy_document.x.resources is \${aws_s3_bucket.b.arn}, unknown at synth, ${ADVICE}`,
  ],
  [
    "a template directive",
    { statement: [{ actions: ["%{ if true }a:b%{ endif }"], resources: ["*"] }] },
    `data.aws_iam_policy_document.x.actions is %{ if true }, unknown at synth, ${ADVICE}`,
  ],
  [
    "another document merged in",
    { source_policy_documents: ["${data.aws_iam_policy_document.y.json}"], statement: [] },
    `data.aws_iam_policy_document.x.source_policy_documents is an argument that adds statements, unknown at synth, ${ADVICE}`,
  ],
  [
    "an expression for a list",
    { statement: [{ actions: "${local.actions}", resources: ["*"] }] },
    'actions is "${local.actions}", expected a list; write a list of strings',
  ],
])("%s has no answer", (_, data, message) => {
  expect(() => render(data)).toThrow(expect.objectContaining({ name: "AccessError", message }));
});
