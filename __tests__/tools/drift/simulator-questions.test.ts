import { type SimulationRequest, simulate } from "../../../access/iam/iam-simulate";
import { readPlan } from "../../../access/terraform/plan";
import { attempt, recordedPlan, reportOf } from "../../../testing/tools/recorded-plans";
import type { Difference } from "../../../tools/drift/judge/differences/difference";
import { type Meaning, meanings } from "../../../tools/drift/judge/meaning/meaning";

jest.mock("../../../access/iam/iam-simulate", () => {
  const actual = jest.requireActual("../../../access/iam/iam-simulate");
  return { ...actual, simulate: jest.fn(actual.simulate) };
});

const simulator = jest.mocked(simulate);
const texts = () => simulator.mock.calls.map(([request]: [SimulationRequest]) => JSON.stringify(request));

const clean = readPlan(recordedPlan("clean"));

beforeEach(() => simulator.mockClear());

async function meaningsOf(...differences: readonly Difference[]): Promise<readonly Meaning[]> {
  return [...(await meanings(clean, clean.prior, differences)).values()];
}

/** An inline policy that somebody added to the data role. */
function added(name: string, action: string): Difference {
  const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });
  const values = { role: "analytics-data", name, policy };
  const address = `aws_iam_role_policies_exclusive.data_role (${name})`;
  const resource = { address, mode: "managed", type: "aws_iam_role_policy", name, values } as const;
  const shown = { summary: "", before: null, after: name };
  return { kind: "inline-policy", address, ...shown, edit: { add: resource } };
}

async function questionsFor(differences: readonly Difference[]): Promise<number> {
  simulator.mockClear();
  await meaningsOf(...differences);
  return texts().length;
}

test("no question is put to the simulator twice", async () => {
  const { findings } = await reportOf(attempt(recordedPlan("many")));
  expect(findings).toHaveLength(9);
  const asked = texts();
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.length).toBeLessThan(120);
});

test("the questions do not grow with the number of findings", async () => {
  const one = await questionsFor([added("hand", "redshift-data:CancelStatement")]);
  const several = ["a", "b", "c", "d", "e", "f", "g", "h", "i"].map((name) =>
    added(name, "redshift-data:CancelStatement"),
  );
  expect(await questionsFor(several)).toBe(one);
});

test("a difference is told what its own policy allows, whatever others stand beside it", async () => {
  const [cancel, both, harmless] = await meaningsOf(
    added("cancel", "redshift-data:CancelStatement"),
    added("both", "redshift-data:*Statement"),
    added("harmless", "redshift-data:Nothing*"),
  );
  const cancelling = "the data role can now cancel a statement of another session";
  expect(cancel?.sentences).toEqual([cancelling]);
  expect(both?.sentences).toContain(cancelling);
  expect(both?.sentences.length).toBeGreaterThan(1);
  expect(harmless?.sentences).not.toContain(cancelling);
});

test("what one difference takes away and another gives back is no change of access", async () => {
  const address = "aws_iam_role_policy.data_role_redshift_data_api";
  const resource = clean.prior.find((candidate) => candidate.address === address);
  const policy = String(resource?.values.policy);
  const removed: Difference = {
    ...{ kind: "deleted", address, summary: "", before: "", after: null },
    edit: { remove: address },
  };
  const back = added("back", "");
  if (!("add" in back.edit)) throw new Error("nothing is added");
  const same = { ...back.edit.add, values: { ...back.edit.add.values, policy } };
  const [alone] = await meaningsOf(removed);
  expect(alone).toMatchObject({ breaks: true });
  const together = await meaningsOf(removed, { ...back, edit: { add: same } });
  expect(together.map(({ breaks, grants }) => [breaks, grants])).toEqual([
    [false, false],
    [false, false],
  ]);
});
