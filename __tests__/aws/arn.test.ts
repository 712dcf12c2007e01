import { accountOf, parseArn } from "../../aws/arn";

test.each([
  ["arn:aws:iam::111111111111:role/a", ["aws", "iam", "", "111111111111", "role/a"]],
  ["arn:aws-cn:logs:cn-north-1:1:log-group:a:*", ["aws-cn", "logs", "cn-north-1", "1", "log-group:a:*"]],
  ["arn:*:s3:::bucket/line\nbreak", ["*", "s3", "", "", "bucket/line\nbreak"]],
  ["arn:aws:sns:::", ["aws", "sns", "", "", ""]],
])("%j is read as an ARN", (text, [partition, service, region, accountId, resource]) => {
  expect(parseArn(text)).toEqual({ partition, service, region, accountId, resource });
});

test.each(["", "arn", "arn:aws:iam::111111111111", "urn:aws:iam::111111111111:role/a", " arn:a:b:c:d:e"])(
  "%j is no ARN, and names no account",
  (text) => {
    expect(parseArn(text)).toBeUndefined();
    expect(accountOf(text)).toBe("");
  },
);
