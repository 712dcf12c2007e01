import type { ResourceChange } from "../../../access/terraform/plan-json";
import type { Json } from "../../../aws/json";
import { outsideDifferences } from "../../../tools/drift/judge/differences/outside";

/** One entry of a plan's `resource_drift`; no `after`: deleted. */
function drifted(address: string, before: Json, after?: Json): ResourceChange {
  const actions = [after === undefined ? "delete" : "update"];
  const change = { actions, before, after: after ?? null, after_unknown: {} };
  return { address, mode: "managed", type: address.slice(0, address.indexOf(".")), change };
}

const found = (...drift: ResourceChange[]) =>
  outsideDifferences(drift, []).map(({ kind, address, summary }) => [kind, address, summary]);

const trust = (...AWS: string[]) => ({
  name: "data",
  assume_role_policy: JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" }],
  }),
});

describe("a deleted role", () => {
  const role = drifted("aws_iam_role.data", { name: "data" });

  it("takes its policies with it, and they are not told beside it", () => {
    expect(
      found(
        role,
        drifted("aws_iam_role_policy.of_data", { role: "data", name: "p" }),
        drifted("aws_iam_role_policies_exclusive.of_data", { role_name: "data", policy_names: ["p"] }),
      ),
    ).toEqual([["deleted", "aws_iam_role.data", "role data was deleted"]]);
  });

  it("has nothing to do with the policies of another", () => {
    expect(found(role, drifted("aws_iam_role_policy.of_query", { role: "query", name: "p" }))).toEqual([
      ["deleted", "aws_iam_role.data", "role data was deleted"],
      ["deleted", "aws_iam_role_policy.of_query", "inline policy p of role query was deleted"],
    ]);
  });
});

describe("a trust policy that names a unique id", () => {
  const change = (before: readonly string[], after: readonly string[]) =>
    outsideDifferences([drifted("aws_iam_role.data", trust(...before), trust(...after))], []);

  it("is dead since then", () => {
    const [difference] = change(["arn:aws:iam::111111111111:role/query"], ["AROAQUERY"]);
    expect(difference).toMatchObject({
      kind: "dead-principal",
      summary: expect.stringMatching(/ names AROAQUERY, .*: the role was recreated; apply repairs it$/),
    });
  });

  it("says so when that role is gone altogether", () => {
    const arn = "arn:aws:iam::111111111111:role/query";
    const summaries = (...gone: ResourceChange[]) =>
      outsideDifferences([drifted("aws_iam_role.data", trust(arn), trust("AROAQUERY")), ...gone], []).map(
        ({ summary }) => summary,
      );
    expect(summaries(drifted("aws_iam_role.query", { name: "query", arn }))).toEqual([
      expect.stringMatching(/: the role was deleted; apply repairs it$/),
      "role query was deleted",
    ]);
    expect(summaries(drifted("aws_iam_role.other", { name: "other", arn: `${arn}-other` }))[0]).toMatch(
      /: the role was recreated; apply repairs it$/,
    );
  });

  it("is a change like any other when it named that id before", () => {
    expect(change(["AROAQUERY"], ["AROAQUERY", "123456789012"])).toMatchObject([
      { kind: "changed", summary: "the trust policy of role data was changed" },
    ]);
  });
});

describe("an exclusive list of a role's policies", () => {
  const list = (role_name: string, ...policy_names: string[]) => ({ role_name, policy_names });
  const exclusive = drifted(
    "aws_iam_role_policies_exclusive.data",
    list("data", "own", "read"),
    list("data", "own", "by-hand"),
  );
  const added = [
    "inline-policy",
    "aws_iam_role_policies_exclusive.data",
    "inline policy by-hand was added to role data",
  ];

  it("tells what is missing", () => {
    const missing = [
      "deleted",
      "aws_iam_role_policies_exclusive.data",
      "policy read of role data is missing",
    ];
    expect(found(exclusive)).toEqual([added, missing]);
    const elsewhere = drifted("aws_iam_role_policy.other", { role: "query", name: "read" });
    expect(found(exclusive, elsewhere)).toEqual([
      added,
      missing,
      ["deleted", "aws_iam_role_policy.other", "inline policy read of role query was deleted"],
    ]);
  });

  it("leaves it to the policy's own resource, where there is one", () => {
    const own = drifted("aws_iam_role_policy.read", { role: "data", name: "read" });
    expect(found(exclusive, own)).toEqual([
      added,
      ["deleted", "aws_iam_role_policy.read", "inline policy read of role data was deleted"],
    ]);
  });
});
