import { sourceLines } from "../../../tools/review/read/source-lines";

const TEXT = JSON.stringify(
  {
    data: { aws_iam_policy_document: { trust: {} } },
    provider: { aws: [{ alias: "a" }] },
    resource: { aws_iam_role: { query_role: { name: "data_role" }, data_role: {} } },
  },
  null,
  2,
);

test.each([
  ["aws_iam_role.data_role", '      "data_role": {}'],
  ["data.aws_iam_policy_document.trust", '      "trust": {}'],
  ["provider.aws.a", '    "aws": ['],
  ["aws_iam_role.data_role.inline_policy", '      "data_role": {}'],
  ["aws_iam_role.gone", '    "aws_iam_role": {'],
  ["module", '  "resource": {'],
])("%s", (address, line) => {
  expect(TEXT.split("\n")[sourceLines(TEXT)(address) - 1]).toBe(line);
});

test("what the text does not hold is on the first line", () => {
  expect(sourceLines("{}")("aws_iam_role.data_role")).toBe(1);
});
