import { BUCKETS } from "../../../testing/links/bucket-link";
import { linkWith, TARGETS } from "../../../testing/links/links";
import { attachCommand, copyRoleArn } from "../../../tools/lib/link/attach-command";

const ROLE = "arn:aws:iam::222222222222:role/analytics-copy";

test("a link with buckets has a copy role, and no other link", () => {
  expect(copyRoleArn(linkWith({ buckets: BUCKETS }))).toBe(ROLE);
  expect(copyRoleArn(linkWith())).toBeUndefined();
});

test("a cluster's command adds or removes one role", () => {
  const command =
    "aws redshift modify-cluster-iam-roles --region ap-northeast-1 --cluster-identifier warehouse";
  expect(attachCommand(linkWith(), ROLE, { isDetaching: false })).toBe(`${command} --add-iam-roles ${ROLE}`);
  expect(attachCommand(linkWith(), ROLE, { isDetaching: true })).toBe(
    `${command} --remove-iam-roles ${ROLE}`,
  );
});

test("a namespace's command reads the list and writes it with the role, or without", () => {
  const link = linkWith({ target: TARGETS["serverless-iam"] });
  const read =
    "aws redshift-serverless get-namespace --region ap-northeast-1 --namespace-name \"$NAMESPACE\" --query namespace.iamRoles --output text | grep -oE 'arn:[^,)[:space:]]+'";
  const before =
    'NAMESPACE=$(aws redshift-serverless get-workgroup --region ap-northeast-1 --workgroup-name analytics --query workgroup.namespaceName --output text) && aws redshift-serverless update-namespace --region ap-northeast-1 --namespace-name "$NAMESPACE" --iam-roles';
  expect(attachCommand(link, ROLE, { isDetaching: false })).toBe(`${before} $(${read}) ${ROLE}`);
  expect(attachCommand(link, ROLE, { isDetaching: true })).toBe(`${before} $(${read} | grep -vxF '${ROLE}')`);
});
