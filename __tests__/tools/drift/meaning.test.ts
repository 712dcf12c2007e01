import { recordedPlan } from "../../../testing/tools/recorded-plans";
import { meaning } from "../../../tools/drift/judge/meaning";
import { actualResources } from "../../../tools/drift/judge/resources";

const plan = recordedPlan("clean");
const applied = actualResources(plan);
const DATA_API = "aws_iam_role_policy.data_role_redshift_data_api";
const DATA_ROLE = "aws_iam_role.data_role";

/** The resources with one text of one attribute replaced. */
function replaced(address: string, attribute: string, from: string, to: string) {
  return applied.map((resource) => {
    if (resource.address !== address) return resource;
    const text = String(resource.values[attribute]);
    if (!text.includes(from)) throw new Error(`${from} is not in ${text}`);
    return { ...resource, values: { ...resource.values, [attribute]: text.replace(from, to) } };
  });
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
  const { sentences, ...effect } = await meaning(plan, applied, after);
  expect(effect).toEqual({ grants: false, breaks: true });
  expect(sentences).toEqual([expect.stringMatching(/^hop 1 is now denied: /)]);
});

test("a path that is allowed again is not broken", async () => {
  const before = replaced(DATA_ROLE, "assume_role_policy", "analytics-link-2026", "another-id");
  expect(await meaning(plan, before, applied)).toEqual({
    sentences: ["hop 1 is now allowed again"],
    grants: false,
    breaks: false,
  });
});

test("what is granted counts, whatever is taken away beside it", async () => {
  const change = await meaning(
    plan,
    allowing("redshift-data:CancelStatement"),
    allowing("redshift-data:ExecuteStatement"),
  );
  expect(change).toMatchObject({ grants: true, breaks: false });
  expect(change.sentences[0]).toMatch(/^the data role can now run statements on another cluster$/);
  expect(change.sentences.at(-1)).toBe("the data role can no longer cancel a statement of another session");
});

test("what no question asks about is granted too", async () => {
  const { sentences, ...effect } = await meaning(plan, applied, allowing("iam:AttachRolePolicy"));
  expect(effect).toEqual({ grants: true, breaks: false });
  expect(sentences).toEqual([
    "a statement of redshift-data-api lets the data role iam:AttachRolePolicy on *",
  ]);
});

test("what does not touch access means nothing", async () => {
  expect(await meaning(plan, applied, applied)).toEqual({ sentences: [], grants: false, breaks: false });
});
