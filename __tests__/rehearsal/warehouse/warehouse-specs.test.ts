import { warehouseSpecs } from "../../../rehearsal/warehouse/warehouse-specs";
import { linkWith, TARGETS } from "../../../testing/links/links";

const AT = { partition: "aws", accountId: "222222222222", region: "ap-northeast-1" };

test("two links to one cluster share it, with the users and secrets of both", () => {
  const links = [linkWith(), linkWith({ name: "etl", target: TARGETS["cluster-secret"] })];
  expect(warehouseSpecs(links)).toEqual([
    {
      ...AT,
      cluster: "warehouse",
      databases: ["dev"],
      users: [
        { name: "analyst", grants: "read" },
        { name: "secret_reader", grants: "read" },
      ],
      secrets: [
        {
          arn: "arn:aws:secretsmanager:ap-northeast-1:222222222222:secret:warehouse/analyst-AbCdEf",
          username: "secret_reader",
          kmsKeyArn: "arn:aws:kms:ap-northeast-1:222222222222:key/11111111-2222-3333-4444-555555555555",
        },
      ],
    },
  ]);
});

test("an IAM identity is the data role itself", () => {
  expect(warehouseSpecs([linkWith({ target: TARGETS["serverless-iam"] })])).toEqual([
    {
      ...AT,
      workgroup: { name: "analytics", id: "0f4f3a5e-1111-2222-3333-444455556666" },
      databases: ["dev"],
      users: [{ name: "IAMR:analytics-data", grants: "read" }],
      secrets: [],
    },
  ]);
});

test("own scripts are in the specification of each warehouse that has some", () => {
  const scripts = [{ name: "warehouse/01.sql", sql: "SELECT 1" }];
  const own = { folder: "warehouse", scriptsOf: (name: string) => (name === "warehouse" ? scripts : []) };
  const links = [linkWith(), linkWith({ name: "etl", target: TARGETS["serverless-iam"] })];
  expect(warehouseSpecs(links, own).map((spec) => spec.scripts)).toEqual([scripts, undefined]);
});
