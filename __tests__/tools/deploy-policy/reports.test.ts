import { BASE, linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { linkPolicies } from "../../../tools/deploy-policy/judge/deploy-policies";
import { holderPolicies } from "../../../tools/deploy-policy/judge/merged-policies";
import { reportJson } from "../../../tools/deploy-policy/render/report-json";
import { reportText } from "../../../tools/deploy-policy/render/report-text";

const { deployRoleArn: _, ...profile } = { ...BASE.redshiftAccount, profile: "redshift" };
const { json } = new Synth(linkWith({ redshiftAccount: profile }));
const links = linkPolicies([{ name: "analytics", json }]);

const holders = holderPolicies(links);

test("each policy stands under a line that says where it belongs", () => {
  const text = reportText(holders);
  const lambda = "# analytics (lambda account) in 111111111111: ";
  const redshift = "# analytics (redshift account) in 222222222222: ";
  const doctor =
    "for the doctor and npm run query, beside the one to plan or alone (reads, and invokes the function)";
  expect(text.match(/^#.*$/gm)).toEqual([
    `${lambda}to plan and look for drift (read only)`,
    `${lambda}to deploy, for arn:aws:iam::111111111111:role/deployer`,
    `${lambda}${doctor}`,
    `${redshift}to plan and look for drift (read only)`,
    `${redshift}to deploy, for the role that deploys`,
    `${redshift}${doctor}`,
  ]);
  const policies = (links[0]?.policies ?? []).flatMap((each) => [each.plan, each.deploy, each.doctor]);
  expect(
    text
      .split(/^#.*$/m)
      .slice(1)
      .map((policy) => JSON.parse(policy)),
  ).toEqual(policies);
});

test("as JSON it is one document", () => {
  expect(JSON.parse(reportJson(links, holders))).toEqual({ exitCode: 0, links, holders });
});

test("one account can be asked for alone", () => {
  const [link] = linkPolicies([{ name: "analytics", json }], ["redshift"]);
  expect(link?.policies.map(({ account, accountId }) => [account, accountId])).toEqual([
    ["redshift", "222222222222"],
  ]);
});
