import { readPlan } from "../../../access/terraform/plan";
import type { StateResource } from "../../../access/terraform/plan-json";
import { recordedPlan } from "../../../testing/tools/recorded-plans";
import type { Difference } from "../../../tools/drift/judge/differences/difference";
import { meanings } from "../../../tools/drift/judge/meaning/meaning";

const plan = readPlan(recordedPlan("clean"));
const prior = plan.refreshed;
const DATA_API = "aws_iam_role_policy.data_role_redshift_data_api";
const DATA_ROLE = "aws_iam_role.data_role";

/** The resources with one text of one attribute replaced. */
function replaced(address: string, attribute: string, from: string, to: string) {
  return prior.map((resource) => {
    if (resource.address !== address) return resource;
    const text = String(resource.values[attribute]);
    if (!text.includes(from)) throw new Error(`${from} is not in ${text}`);
    return { ...resource, values: { ...resource.values, [attribute]: text.replace(from, to) } };
  });
}

/** What the one attribute means that differs between two states; `policy` of the data role when none does. */
async function meaning(before: readonly StateResource[], after: readonly StateResource[]) {
  const differs = (name: string) => (resource: StateResource, row: number) =>
    resource.values[name] !== before[row]?.values[name];
  const role = after.find(differs("assume_role_policy"));
  const attribute = role === undefined ? "policy" : "assume_role_policy";
  const { address, values } =
    role ??
    after.find(differs("policy")) ??
    after.find((resource) => resource.address === DATA_API) ??
    fail();
  const difference = changed(address, attribute, values[attribute]);
  return (await meanings(plan, before, [difference])).get(difference) ?? fail();
}

function changed(address: string, attribute: string, value: unknown): Difference {
  const edit = { set: address, attribute, value };
  return { kind: "changed", address, attribute, summary: "", before: null, after: null, edit };
}

function fail(): never {
  throw new Error("there is no such resource");
}

/** The data role with one more statement. */
const allowing = (action: string) =>
  replaced(
    DATA_API,
    "policy",
    '"Statement":[',
    `"Statement":[{"Effect":"Allow","Action":"${action}","Resource":"*"},`,
  );

test("a path that is denied is broken, and grants nothing", async () => {
  const after = replaced(DATA_ROLE, "assume_role_policy", "analytics-link-2026", "another-id");
  const { sentences, ...effect } = await meaning(prior, after);
  expect(effect).toEqual({ grants: false, breaks: true });
  expect(sentences).toEqual([expect.stringMatching(/^hop 1 is now denied: /)]);
});

test("a path that is allowed again is not broken", async () => {
  const before = replaced(DATA_ROLE, "assume_role_policy", "analytics-link-2026", "another-id");
  expect(await meaning(before, prior)).toEqual({
    sentences: ["hop 1 is now allowed again"],
    grants: false,
    breaks: false,
  });
});

test("what is granted counts, whatever is taken away beside it", async () => {
  const change = await meaning(
    allowing("redshift-data:CancelStatement"),
    allowing("redshift-data:ExecuteStatement"),
  );
  expect(change).toMatchObject({ grants: true, breaks: false });
  expect(change.sentences[0]).toMatch(/^the data role can now run statements on another cluster$/);
  expect(change.sentences.at(-1)).toBe("the data role can no longer cancel a statement of another session");
});

test("what no question asks about is granted too", async () => {
  const { sentences, ...effect } = await meaning(prior, allowing("iam:AttachRolePolicy"));
  expect(effect).toEqual({ grants: true, breaks: false });
  expect(sentences).toEqual([
    "a statement of redshift-data-api lets the data role iam:AttachRolePolicy on *",
  ]);
});

test("a function that names another target asks for what its role may not do", async () => {
  const called = prior.find(({ type }) => type === "aws_lambda_function") ?? fail();
  const [{ variables }] = called.values.environment as [{ variables: object }];
  const environment = [{ variables: { ...variables, CLUSTER_IDENTIFIER: "other" } }];
  const difference = changed(called.address, "environment", environment);
  const { sentences, breaks, grants } = (await meanings(plan, prior, [difference])).get(difference) ?? fail();
  expect({ breaks, grants }).toEqual({ breaks: true, grants: false });
  const denied = /^hop 2 is now denied: (\S+) on arn:aws:redshift:ap-northeast-1:222222222222:(\S+) /;
  expect(sentences.map((sentence) => denied.exec(sentence)?.slice(1).join(" "))).toEqual([
    "redshift-data:ExecuteStatement cluster:other",
    "redshift-data:BatchExecuteStatement cluster:other",
    "redshift:GetClusterCredentials dbuser:other/analyst",
    "redshift:GetClusterCredentials dbname:other/dev",
  ]);
});

test("what does not touch access means nothing", async () => {
  expect(await meaning(prior, prior)).toEqual({ sentences: [], grants: false, breaks: false });
});
