import { REDSHIFT_MANAGED_POLICIES } from "../../aws/redshift-managed-policies";
import { problemsOfFile, withMore } from "../../testing/links/sample-file";

const named = (name: string) => withMore(`    permissions: { mode: managed, managedPolicy: ${name} }`);

test.each([
  ["AmazonRedshiftFullAcess", "did you mean AmazonRedshiftFullAccess?"],
  ["amazonredshiftfullaccess", "did you mean AmazonRedshiftFullAccess?"],
  ["AmazonRedshfitDataFullAccess", "did you mean AmazonRedshiftDataFullAccess?"],
  ["AmazonRedshiftReadonly", "did you mean AmazonRedshiftReadOnlyAccess?"],
  ["AmazonRedshiftServiceLinkedRolePolicyOfSomebodyElse", "choose one of them"],
])("fails on %s, which AWS does not have: %s", (name, advice) => {
  expect(problemsOfFile(named(name))).toEqual([
    `links.yaml:13:50 links[0].permissions.managedPolicy: is "${name}", which AWS does not have, expected one of ${REDSHIFT_MANAGED_POLICIES.join(", ")}, or a policy for another service; ${advice}`,
  ]);
});

test.each([...REDSHIFT_MANAGED_POLICIES, "AmazonRDSFullAccess", "job-function/ViewOnlyAccess"])(
  "takes %s",
  (name) => {
    expect(problemsOfFile(named(name))).toEqual([]);
  },
);
