import {
  accountsOfLinks,
  deployRolesOf,
  keysOfLinks,
  policiesOfLinks,
  unknownBoundaries,
} from "../../rehearsal/accounts-of-links";
import { BUCKETS } from "../../testing/links/bucket-link";
import { linkWith } from "../../testing/links/links";

const L_DEPLOYER = "arn:aws:iam::111111111111:role/deployer";
const R_DEPLOYER = "arn:aws:iam::222222222222:role/deployer";
const OTHER = { id: "333333333333", region: "ap-northeast-1", profile: "warehouse" };

test("boundaries that no account has are those without a text, AWS's own apart", () => {
  const [query, data] = ["arn:aws:iam::111111111111:policy/q", "arn:aws:iam::222222222222:policy/d"];
  const bounded = (policyTexts: object, dataArn = data) =>
    linkWith({
      queryRole: { permissionsBoundaryArn: query },
      dataRole: { permissionsBoundaryArn: dataArn },
      policyTexts,
    });
  const document = { Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
  expect(unknownBoundaries([linkWith(), bounded({})])).toEqual([
    { field: "queryRole.permissionsBoundaryArn of link analytics", arn: query },
    { field: "dataRole.permissionsBoundaryArn of link analytics", arn: data },
  ]);
  expect(
    unknownBoundaries([bounded({ [query]: document }, "arn:aws:iam::aws:policy/PowerUserAccess")]),
  ).toEqual([]);
  expect(unknownBoundaries([bounded({ [query]: document, [data]: document })])).toEqual([]);
  const transfer = linkWith({
    buckets: BUCKETS,
    copyRole: { permissionsBoundaryArn: data },
    bucketRole: { permissionsBoundaryArn: query },
  });
  expect(unknownBoundaries([transfer]).map(({ field }) => field)).toEqual([
    "copyRole.permissionsBoundaryArn of link analytics",
    "bucketRole.permissionsBoundaryArn of link analytics",
  ]);
});

describe("the accounts of links", () => {
  const links = [linkWith(), linkWith({ name: "etl", redshiftAccount: OTHER })];

  it("are each there once, the lambda account of the first link first", () => {
    expect(accountsOfLinks(links)).toEqual([
      { partition: "aws", accountId: "111111111111" },
      { partition: "aws", accountId: "222222222222" },
      { partition: "aws", accountId: "333333333333" },
    ]);
  });

  it("are at least one", () => {
    expect(() => accountsOfLinks([])).toThrow("there are no links, expected at least one");
  });

  it("have the deploy roles that the links name, each once, with the policies given for it", () => {
    const policies = new Map([[R_DEPLOYER, [{ Version: "2012-10-17", Statement: [] }]]]);
    expect(deployRolesOf(links, policies)).toEqual([
      { arn: L_DEPLOYER },
      { arn: R_DEPLOYER, policies: [{ Version: "2012-10-17", Statement: [] }] },
    ]);
  });

  it("have the policies that the links name and the links file has a text of, each once, AWS's own apart", () => {
    const boundary = "arn:aws:iam::222222222222:policy/links/boundary";
    const aws = "arn:aws:iam::aws:policy/AmazonRedshiftReadOnlyAccess";
    const document = { Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
    const bounded = {
      dataRole: { permissionsBoundaryArn: boundary },
      permissions: { mode: "managed", managedPolicy: "AmazonRedshiftReadOnlyAccess" },
      policyTexts: { [boundary]: document, [aws]: document },
    };
    expect(policiesOfLinks([linkWith(bounded), linkWith({ ...bounded, name: "etl" }), linkWith()])).toEqual([
      { arn: boundary, document },
    ]);
  });

  it("have the keys of the links' buckets", () => {
    expect(keysOfLinks([linkWith(), linkWith({ buckets: BUCKETS })])).toEqual([BUCKETS[0].kmsKeyArn]);
  });
});
