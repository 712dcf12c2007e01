import { decideAssumeRole } from "../../../access/iam/simulator";
import type { LinkAccess } from "../../../access/link/link-access";
import { functionTrust, hop1, hop2 } from "../../../testing/access/hop-decisions";
import { ARTICLE } from "../../../testing/links/article-policies";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { readLink } from "../../../tools/lib/link/read-link";

/** The article's choices in our configuration. */
const ours = readLink(
  new Synth(linkWith({ trust: { mutual: true, bindToFunction: false }, permissions: { mode: "managed" } }))
    .json,
);

/** The same link with the article's own documents in place of ours. */
const article: LinkAccess = {
  ...ours,
  queryRole: {
    ...ours.queryRole,
    trust: ARTICLE.queryRoleTrust,
    inlinePolicies: [{ name: "assume", document: ARTICLE.queryRoleInline }],
  },
  dataRole: {
    ...ours.dataRole,
    trust: ARTICLE.dataRoleTrust,
    inlinePolicies: [{ name: "credentials", document: ARTICLE.dataRoleInline }],
  },
};

const ADMIN = {
  identity: [
    {
      name: "admin",
      document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
    },
  ],
};

/** May a role assume the query role, as the article's mutual trust lets the data role? */
const assumeQueryRole = (accountId: string, roleName: string) => async (link: LinkAccess) => {
  const arn = `arn:aws:iam::${accountId}:role/${roleName}`;
  const caller = { arn, roleArn: arn, accountId, userId: "AROAPROBE:session", policies: ADMIN };
  return decideAssumeRole({ caller, role: link.queryRole, context: { "sts:RoleSessionName": "session" } });
};

const hop2Probe = (action: string, resource: string) => (link: LinkAccess) =>
  hop2(link, { action, resource });

const REDSHIFT = "arn:aws:redshift:ap-northeast-1:222222222222";

/** Probe → what both must decide. */
const PROBES: [string, boolean, (link: LinkAccess) => Promise<{ allowed: boolean }>][] = [
  ["Lambda runs the function", true, functionTrust],
  ["hop 1 by the query role", true, (link) => hop1(link)],
  ["hop 1 outside a function", true, (link) => hop1(link, { sourceFunctionArn: null })],
  ["hop 1 with an external id", true, (link) => hop1(link, { externalId: "any" })],
  ["hop 1 by another role", false, (link) => hop1(link, { caller: { roleName: "other" } })],
  [
    "hop 1 from another account",
    false,
    (link) => hop1(link, { caller: { roleName: "analytics-query", accountId: "333333333333" } }),
  ],
  ["the way back by the data role", true, assumeQueryRole("222222222222", "analytics-data")],
  ["the way back by another role of its account", false, assumeQueryRole("222222222222", "other")],
  ["the way back by its name elsewhere", false, assumeQueryRole("333333333333", "analytics-data")],
  ["submit", true, hop2Probe("redshift-data:ExecuteStatement", `${REDSHIFT}:cluster:warehouse`)],
  ["submit elsewhere", true, hop2Probe("redshift-data:ExecuteStatement", `${REDSHIFT}:cluster:other`)],
  ["batch", false, hop2Probe("redshift-data:BatchExecuteStatement", `${REDSHIFT}:cluster:warehouse`)],
  ["describe", true, hop2Probe("redshift-data:DescribeStatement", "*")],
  ["own user", true, hop2Probe("redshift:GetClusterCredentials", `${REDSHIFT}:dbuser:warehouse/analyst`)],
  ["admin user", true, hop2Probe("redshift:GetClusterCredentials", `${REDSHIFT}:dbuser:warehouse/admin`)],
  ["database", true, hop2Probe("redshift:GetClusterCredentials", `${REDSHIFT}:dbname:warehouse/dev`)],
  ["delete the cluster", true, hop2Probe("redshift:DeleteCluster", `${REDSHIFT}:cluster:warehouse`)],
  ["another service", false, hop2Probe("s3:GetObject", "arn:aws:s3:::bucket/key")],
];

describe("the article's documents and ours decide alike", () => {
  it.each(PROBES)("%s: %s", async (_, allowed, probe) => {
    expect((await probe(article)).allowed).toBe(allowed);
    expect((await probe(ours)).allowed).toBe(allowed);
  });
});

test("without the managed policy the article's dbuser ARN, user before database, grants nothing", async () => {
  const bare = { ...article, dataRole: { ...article.dataRole, managedPolicyArns: [] } };
  const request = hop2Probe("redshift:GetClusterCredentials", `${REDSHIFT}:dbuser:warehouse/analyst`);
  expect((await request(bare)).allowed).toBe(false);
});
