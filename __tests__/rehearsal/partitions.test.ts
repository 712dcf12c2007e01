import { checkSeed } from "../../emulator/iam/seed-iam";
import { accountsOfLinks, deployRolesOf, policiesOfLinks } from "../../rehearsal/accounts-of-links";
import { warehouseSpecs } from "../../rehearsal/warehouse/warehouse-specs";
import { BASE, EVERY_AUTH_MODE, linkWith, TARGETS } from "../../testing/links/links";

const PLACES = [
  ["aws", "eu-central-1"],
  ["aws-cn", "cn-north-1"],
  ["aws-us-gov", "us-gov-west-1"],
] as const;

const BOUNDARY = "arn:aws:iam::222222222222:policy/team/boundary";
const DOCUMENT = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

test.each(
  PLACES.flatMap(([partition, region]) => EVERY_AUTH_MODE.map((mode) => ({ partition, region, mode }))),
)("a link of $partition is rehearsed in accounts of $partition: $mode", ({ partition, region, mode }) => {
  const changes = {
    ...BASE,
    target: TARGETS[mode],
    dataRole: { permissionsBoundaryArn: BOUNDARY },
    policyTexts: { [BOUNDARY]: DOCUMENT },
  };
  const inPlace = JSON.stringify(changes)
    .replaceAll("arn:aws:", `arn:${partition}:`)
    .replaceAll("ap-northeast-1", region);
  const links = [linkWith(JSON.parse(inPlace))];
  expect(accountsOfLinks(links)).toEqual([
    { partition, accountId: "111111111111" },
    { partition, accountId: "222222222222" },
  ]);
  const roles = deployRolesOf(links);
  expect(roles).toEqual([
    { arn: `arn:${partition}:iam::111111111111:role/deployer` },
    { arn: `arn:${partition}:iam::222222222222:role/deployer` },
  ]);
  const policies = policiesOfLinks(links);
  expect(policies).toEqual([
    { arn: `arn:${partition}:iam::222222222222:policy/team/boundary`, document: DOCUMENT },
  ]);
  expect(() => checkSeed({ roles, policies })).not.toThrow();
  const warehouses = warehouseSpecs(links);
  expect(warehouses).toEqual([
    expect.objectContaining({ partition, region, accountId: "222222222222", databases: ["dev"] }),
  ]);
  const secrets = warehouses.flatMap((warehouse) => warehouse.secrets.map(({ arn }) => arn));
  const secretArn = `arn:${partition}:secretsmanager:${region}:222222222222:secret:warehouse/analyst-AbCdEf`;
  expect(secrets).toEqual("secretArn" in TARGETS[mode] ? [secretArn] : []);
});
