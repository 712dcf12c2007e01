import { AccessError } from "../../../access/iam/access-error";
import type { Decision } from "../../../access/iam/decision";
import type { LinkAccess } from "../../../access/link/link-access";
import type { FailureHop } from "../../../functions/run-query/failure";
import { DECLARED } from "../../../testing/tools/doctor-facts";
import { intendedGrant } from "../../../tools/doctor/judge/intended-grant";
import { nextIfNotReached } from "../../../tools/doctor/judge/stage-result";

const { access } = DECLARED;
const boundaryArn = "arn:aws:iam::222222222222:policy/limit";
const bounded: LinkAccess = {
  ...access,
  queryRole: { ...access.queryRole, boundaryArn },
  dataRole: { ...access.dataRole, boundaryArn },
};
const statements = [{ policy: "p", sid: "S", effect: "Allow" }] as const;
const answer = (allowed: boolean): Decision => ({
  ...{ allowed, by: allowed ? "allowed" : "identity", reason: "r", statements, ignoredContextKeys: [] },
});

it("asks the declared roles without their boundaries, with the texts the account has", async () => {
  const asked: LinkAccess[] = [];
  const live = { ...access, documents: { "arn:live": {} } };
  const declared = { ...bounded, documents: { "arn:declared": {} } };
  const ask = async (link: LinkAccess) => {
    asked.push(link);
    return answer(true);
  };
  expect(await intendedGrant(ask, declared, live)).toBe(statements);
  expect(asked).toEqual([{ ...access, documents: { "arn:declared": {}, "arn:live": {} } }]);
});

it("what the stack does not grant is not meant", async () => {
  expect(await intendedGrant(async () => answer(false), bounded, access)).toBeUndefined();
});

it("a text that nobody has may grant it; any other error is one", async () => {
  const unknown = () => Promise.reject(new AccessError("unknown-policy-text", "text is not known"));
  expect(await intendedGrant(unknown, bounded, access)).toEqual([]);
  const broken = () => Promise.reject(new TypeError("broken"));
  await expect(intendedGrant(broken, bounded, access)).rejects.toThrow(/^broken$/);
});

it("where a stage was not reached, the next step is the failure's own, unless a stage before it refused", () => {
  const failed = (hop: FailureHop) => ({ code: "UNKNOWN" as const, hop, message: "m", advice: "wait" });
  const next = (hop: FailureHop) => nextIfNotReached({ kind: "failed", failure: failed(hop) }, "before");
  expect((["submit", "deadline", "event", "assume-role", "authorize"] as const).map(next)).toEqual([
    ...["wait", "wait", "wait", "before", "before"],
  ]);
  expect(nextIfNotReached({ kind: "not-run", reason: "r" }, "before")).toBe("before");
});
