import { BASE, linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { linkPolicies } from "../../../tools/deploy-policy/judge/deploy-policies";
import { reportJson } from "../../../tools/deploy-policy/render/report-json";
import { reportText } from "../../../tools/deploy-policy/render/report-text";

const { deployRoleArn: _, ...profile } = { ...BASE.redshiftAccount, profile: "redshift" };
const { json } = new Synth(linkWith({ redshiftAccount: profile }));
const links = linkPolicies([{ name: "analytics", json }]);

test("each policy stands under a line that says where it belongs", () => {
  const text = reportText(links);
  expect(text.match(/^#.*$/gm)).toEqual([
    "# analytics, lambda account 111111111111: to plan (read only)",
    "# analytics, lambda account 111111111111: to deploy, for arn:aws:iam::111111111111:role/deployer",
    "# analytics, redshift account 222222222222: to plan (read only)",
    "# analytics, redshift account 222222222222: to deploy, for the role that deploys",
  ]);
  const [lambda, redshift] = links[0]?.policies ?? [];
  expect(
    text
      .split(/^#.*$/m)
      .slice(1)
      .map((policy) => JSON.parse(policy)),
  ).toEqual([lambda?.plan, lambda?.deploy, redshift?.plan, redshift?.deploy]);
});

test("as JSON it is one document", () => {
  expect(JSON.parse(reportJson(links))).toEqual({ exitCode: 0, links });
});

test("one account can be asked for alone", () => {
  const [link] = linkPolicies([{ name: "analytics", json }], ["redshift"]);
  expect(link?.policies.map(({ account, accountId }) => [account, accountId])).toEqual([
    ["redshift", "222222222222"],
  ]);
});
