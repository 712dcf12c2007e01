import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { boundaryWarnings } from "../../../tools/deploy-policy/judge/boundary-warning";
import { linkPolicies } from "../../../tools/deploy-policy/judge/deploy-policies";

const bounded = (account: string) => ({
  permissionsBoundaryArn: `arn:aws:iam::${account}:policy/boundary`,
});
const BOTH = { queryRole: bounded("111111111111"), dataRole: bounded("222222222222") };
const QUERY_ROLE = "arn:aws:iam::111111111111:role/analytics-query";
const DATA_ROLE = "arn:aws:iam::222222222222:role/analytics-data";

test.each<[string, object, ("lambda" | "redshift")[], string[]]>([
  ["no role has a boundary", {}, ["lambda", "redshift"], [QUERY_ROLE, DATA_ROLE]],
  ["one account is asked for", {}, ["redshift"], [DATA_ROLE]],
  ["one role has a boundary", { queryRole: BOTH.queryRole }, ["lambda", "redshift"], [DATA_ROLE]],
  ["both have", BOTH, ["lambda", "redshift"], []],
])("%s", (_, link, accounts, roles) => {
  const { json } = new Synth(linkWith(link));
  const warnings = boundaryWarnings(linkPolicies([{ name: "analytics", json }], accounts));
  expect(warnings.map((warning) => warning.split(" ")[1])).toEqual(roles);
});
