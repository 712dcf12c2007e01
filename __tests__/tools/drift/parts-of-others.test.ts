import { STSClient } from "@aws-sdk/client-sts";
import { type Plan, readPlan } from "../../../access/terraform/plan";
import type { StateResource } from "../../../access/terraform/plan-json";
import { describing, existingStack, withExisting } from "../../../testing/links/existing-parts";
import { linkWith } from "../../../testing/links/links";
import { LINKS_OF_PARTS } from "../../../testing/links/links-of-parts";
import { attempt, recordedPlan, reportOf } from "../../../testing/tools/recorded-plans";
import type { Difference } from "../../../tools/drift/judge/differences/difference";
import { meanings } from "../../../tools/drift/judge/meaning/meaning";
import { unseenParts } from "../../../tools/drift/judge/unseen-parts";
import { lookBeyondPlan } from "../../../tools/drift/read/beyond-plan/look-beyond-plan";
import { namedPolicies } from "../../../tools/drift/read/beyond-plan/named-policies";

const OF_OTHERS = /^(?:data\.)?aws_iam_\w+\.data_role/;

/** The recorded plan of a link, as it is where others make its data role. */
function withoutDataRole(): ReturnType<typeof recordedPlan> {
  const { existing } = existingStack({}, { dataRole: {} })["//"];
  const text = JSON.stringify(recordedPlan("clean"), (_, value: unknown) =>
    Array.isArray(value)
      ? value.filter((entry: { address?: unknown } | null) => !OF_OTHERS.test(String(entry?.address)))
      : value,
  );
  const plan = JSON.parse(text);
  const root = plan.configuration.root_module;
  root.outputs = { ...root.outputs, query_function_arn: { description: describing(existing) } };
  return plan;
}

const HOP_1 = "aws_iam_role_policy.query_role_assume_data_role";

/** What it means that the policy for hop 1 is this one. */
async function meaningOf(plan: Plan, policy: string | undefined) {
  const edit = policy === undefined ? { remove: HOP_1 } : { set: HOP_1, attribute: "policy", value: policy };
  const difference: Difference = {
    ...{ kind: "changed", address: HOP_1, attribute: "policy", summary: "", before: null, after: null, edit },
  };
  return (await meanings(plan, plan.refreshed, [difference])).get(difference);
}

test("a state without a part of others lacks nothing", async () => {
  const report = await reportOf(attempt(withoutDataRole()));
  expect([report.status, report.findings, report.unchecked]).toEqual(["clean", [], []]);
});

test("what a change does to hop 1 is told against the data role that others make, whose text is assumed", async () => {
  const plan = readPlan(withoutDataRole());
  const nothing = JSON.stringify({ Version: "2012-10-17", Statement: [] });
  const meaning = await meaningOf(plan, nothing);
  expect(meaning?.breaks).toBe(true);
  expect(meaning?.sentences.join()).toContain(
    "the data role is assumed, as the hand-off asks the owner of account 222222222222",
  );
});

test("a function that names another data role than that of others no longer takes hop 1", async () => {
  const plan = readPlan(withoutDataRole());
  const address = "aws_lambda_function.query_function";
  const found = plan.refreshed.find((resource) => resource.address === address) as StateResource;
  const environment = JSON.parse(
    JSON.stringify(found.values.environment).replaceAll("role/analytics-data", "role/another"),
  );
  const difference: Difference = {
    ...{ kind: "changed", address, attribute: "environment", summary: "", before: null, after: null },
    edit: { set: address, attribute: "environment", value: environment },
  };
  const meaning = (await meanings(plan, plan.refreshed, [difference])).get(difference);
  expect(meaning?.sentences.join()).toContain("the function no longer takes hop 1 to the data role");
});

test("every part of a link with buckets that others make is named as unseen, with its account", () => {
  const link = linkWith(LINKS_OF_PARTS["nothing but one policy, with buckets"]);
  expect(unseenParts(link)).toEqual([
    "query role arn:aws:iam::111111111111:role/service/reporting-lambda, but for the one inline policy that the link puts on it",
    "data role arn:aws:iam::222222222222:role/analyst-data",
    "copy role arn:aws:iam::222222222222:role/service/warehouse-copy",
    "bucket role arn:aws:iam::111111111111:role/lake-bucket",
    "function arn:aws:lambda:ap-northeast-1:111111111111:function:reports, and who may invoke it",
  ]);
  expect(unseenParts(linkWith(LINKS_OF_PARTS["lambda account only, with buckets"]))).toEqual([
    "data role arn:aws:iam::222222222222:role/analyst-data",
    "copy role arn:aws:iam::222222222222:role/service/warehouse-copy",
  ]);
});

test("policies of a role that others make are looked at by nobody", () => {
  const permissions = { mode: "managed", managedPolicy: "AmazonRedshiftDataFullAccess" } as const;
  const own = linkWith({ permissions });
  const theirs = linkWith({ permissions, ...withExisting(["dataRole"]) });
  const custom = (link: typeof own) => ({ ...link, permissions: { ...permissions, managedPolicy: "Other" } });
  expect(namedPolicies(custom(own) as typeof own)).toHaveLength(1);
  expect(namedPolicies(custom(theirs) as typeof own)).toEqual([]);
});

test("into an account in which others make all nobody looks", async () => {
  const send = jest
    .spyOn(STSClient.prototype, "send")
    .mockImplementation(() => Promise.reject(new Error("no")));
  const link = linkWith(withExisting(["queryRole", "function"]));
  const options = { signal: new AbortController().signal, timeoutMilliseconds: 600_000 };
  expect(await lookBeyondPlan(link, options)).toEqual({ parts: [], refusals: [], documents: {} });
  expect(send).not.toHaveBeenCalled();
});
