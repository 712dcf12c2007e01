import type { LinkAccess } from "../../../../access/link/link-access";
import { decideQuestion } from "../../../../access/link/link-answers";
import { linkProbes } from "../../../../access/link/probes/link-probes";
import { claimOf } from "../../../../access/link/probes/probe";
import { EVERY_AUTH_MODE, linkWith, TARGETS } from "../../../../testing/links/links";
import { Synth } from "../../../../testing/links/synth-stack";
import { stackWith } from "../../../../testing/tools/reviewed-stack";
import { readLink } from "../../../../tools/lib/link/read-link";

const access = (changes: object): LinkAccess => readLink(new Synth(linkWith(changes)).json);

/** `who can …` of every probe of the link that is answered otherwise than it should be. */
async function surprises(link: LinkAccess): Promise<string[]> {
  const found: string[] = [];
  for (const probe of linkProbes(link)) {
    const { allowed } = await decideQuestion(link, probe.question);
    if (allowed === (probe.expected === "allowed")) continue;
    found.push(`${claimOf(probe)}: ${allowed ? "allowed" : "denied"}`);
  }
  return found;
}

describe.each(EVERY_AUTH_MODE)("%s", (auth) => {
  test.each([
    ["least privilege", {}],
    ["mutual trust by account", { trust: { mutual: true, mode: "account", externalId: "x-1" } }],
  ])("%s: every probe is answered as expected", async (_, changes) => {
    expect(await surprises(access({ target: TARGETS[auth], ...changes }))).toEqual([]);
  });

  test("ids are unique and kebab-case", () => {
    const ids = linkProbes(access({ target: TARGETS[auth] })).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });
});

test("a query role that may assume anything is seen to go to other roles that trust it", async () => {
  const link = readLink(new Synth(linkWith({})).json);
  const anything = {
    name: "anything",
    document: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }],
    },
  };
  const { queryRole } = link;
  const wide = {
    ...link,
    queryRole: { ...queryRole, inlinePolicies: [...queryRole.inlinePolicies, anything] },
  };
  const [found] = linkProbes(link).filter(({ id }) => id === "query-role-assumes-another-role");
  if (found === undefined) throw new Error("there is no such probe");
  expect(await decideQuestion(link, found.question)).toMatchObject({ allowed: false, by: "identity" });
  expect(await decideQuestion(wide, found.question)).toMatchObject({ allowed: true });
});

test("roles that are trusted and whose names differ in punctuation alone are asked one by one", () => {
  const identifiers = ["a-b", "a.b", "a+b", "team/a-b"].map(
    (name) => `arn:aws:iam::333333333333:role/${name}`,
  );
  const principals = [{ type: "AWS", identifiers }];
  const json = stackWith({}, [
    "data.aws_iam_policy_document.data_role_trust.statement.0.principals",
    principals,
  ]);
  const asked = linkProbes(readLink(json)).filter(({ id }) => id.startsWith("hop1-role-"));
  expect(asked.map(({ who }) => who).sort()).toEqual(
    ["a+b", "a-b", "a.b", "team/a-b"].map((name) => `role \`${name}\` of account 333333333333`),
  );
});

test.each(["DATABASE", "REDSHIFT_REGION", "CLUSTER_IDENTIFIER"])(
  "without %s there is no target",
  (variable) => {
    const variables = "resource.aws_lambda_function.query_function.environment.variables";
    const link = readLink(stackWith({}, [`${variables}.${variable}`, undefined]));
    expect(() => linkProbes(link)).toThrow(
      expect.objectContaining({
        reason: "no-target",
        message:
          "environment of aws_lambda_function.query_function names no target, expected REDSHIFT_REGION, DATABASE and one of CLUSTER_IDENTIFIER and WORKGROUP_NAME; check the synthesized JSON",
      }),
    );
  },
);
