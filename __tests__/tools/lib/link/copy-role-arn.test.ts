import { BUCKETS } from "../../../../testing/links/bucket-link";
import { linkWith } from "../../../../testing/links/links";
import { copyRoleArn } from "../../../../tools/lib/link/copy-role-arn";

test("a link with buckets has a copy role, and no other link", () => {
  expect(copyRoleArn(linkWith({ buckets: BUCKETS }))).toBe("arn:aws:iam::222222222222:role/analytics-copy");
  expect(copyRoleArn(linkWith())).toBeUndefined();
});
