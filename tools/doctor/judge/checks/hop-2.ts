import type { LinkAccess } from "../../../../access/link/link-access";
import { decideQuestion } from "../../../../access/link/link-answers";
import { hop2Probes } from "../../../../access/link/probes/hop2-probes";
import type { Probe } from "../../../../access/link/probes/probe";
import { failureText } from "../../../lib/link/invocation";
import type { Invocation } from "../../read/invocation";
import type { LinkFacts } from "../../read/link-facts";
import { couldNotCheck, type LinkCheck, type Outcome, ok, problem } from "../check";
import { decidingLines } from "../deciding-lines";
import { AFTER_A_CHANGE, changeLines } from "../next-steps";
import { putBack } from "../others";
import { type Refusal, refusalOf } from "../refusal";
import { isDenial, nextIfNotReached, stageResult } from "../stage-result";

interface Answers {
  /** What was asked and is allowed. */
  readonly allowed: readonly string[];
  /** The others that the stack declares. */
  readonly denied: readonly (Refusal & { readonly reason: string })[];
  /** What the stack itself does not grant, for example a managed policy without batches. */
  readonly notDeclared: readonly string[];
}

/** Hop 2: every Data API and credential call of the auth mode, with the data role's policies as they are in IAM. */
export const hop2Check: LinkCheck = {
  id: "hop-2",
  lookedAt: ({ link }) =>
    `policies of ${link.dataRole.name} (account ${link.redshiftAccount.id}) as they are in IAM, simulated for every call of auth mode ${link.target.auth}; and the function's own calls`,
  expected: () => "every call that the stack grants is allowed, and the function gets past them",
  run: async (facts) => {
    const { access } = await facts.declared();
    if ((await facts.role("data role")) === undefined) {
      return couldNotCheck(
        `there is no data role, so it has no policies: ${access.dataRole.arn}`,
        putBack(facts.link, "dataRole"),
      );
    }
    const live = await facts.live();
    const [answers, invocation] = await Promise.all([answersOf(access, live), facts.selectOne()]);
    return answers.denied.length > 0
      ? denied(facts, answers, invocation)
      : proven(facts, answers, invocation);
  },
};

async function answersOf(declared: LinkAccess, live: LinkAccess): Promise<Answers> {
  const probes = hop2Probes(declared).filter(({ expected }) => expected === "allowed");
  const answers = await Promise.all(probes.map((probe) => answer(probe, declared, live)));
  return {
    allowed: answers.flatMap(({ allowed }) => allowed),
    denied: answers.flatMap(({ denied: refusals }) => refusals),
    notDeclared: answers.flatMap(({ notDeclared }) => notDeclared),
  };
}

async function answer(probe: Probe, declared: LinkAccess, live: LinkAccess): Promise<Answers> {
  const nothing = { allowed: [], denied: [], notDeclared: [] };
  const decision = await decideQuestion(live, probe.question);
  if (decision.allowed) return { ...nothing, allowed: [probe.does] };
  const refusal = await refusalOf(probe.question, decision, declared, live);
  if (refusal.granting === undefined) return { ...nothing, notDeclared: [probe.does] };
  return { ...nothing, denied: [{ ...refusal, reason: decision.reason }] };
}

async function denied(
  facts: LinkFacts,
  { denied: refusals }: Answers,
  invocation: Invocation,
): Promise<Outcome> {
  const [{ access }, data] = await Promise.all([facts.declared(), facts.role("data role")]);
  const corrections =
    data === undefined
      ? []
      : decidingLines({ side: "data role", declared: access.dataRole, live: data }, "permissions", refusals);
  const next =
    corrections.length > 0
      ? changeLines(facts.link, corrections)
      : `the role's policies are as declared: see the check function-environment; ${putBack(facts.link, "dataRole")}`;
  const reasons = new Set(refusals.map(({ reason }) => reason));
  return problem([...reasons, functionSays(invocation)].join("; "), next, corrections);
}

function functionSays(invocation: Invocation): string {
  switch (invocation.kind) {
    case "finished":
      return "the function's SELECT 1 did not need it";
    case "failed":
      return `the function says ${failureText(invocation.failure)}`;
    case "not-asked":
      return invocation.reason;
    case "not-run":
      return invocation.unheard === undefined
        ? `Lambda did not run the function (${invocation.reason})`
        : `Lambda was not heard (${invocation.reason})`;
  }
}

function proven({ link }: LinkFacts, answers: Answers, invocation: Invocation): Outcome {
  const { allowed, notDeclared } = answers;
  const found = `the policies let the data role ${allowed.join(", ")}${
    notDeclared.length === 0 ? "" : `; the stack does not grant: ${notDeclared.join(", ")}`
  }`;
  const result = stageResult(invocation, "authorize");
  if (result === "proven") return ok(`${found}; proven by the function`);
  if (invocation.kind === "not-asked") return ok(`${found}; by the policies alone: ${invocation.reason}`);
  if (invocation.kind === "failed" && result === "refused") {
    const { failure } = invocation;
    return problem(
      `${found}; the function's own calls fail: ${failureText(failure)}`,
      isDenial(failure)
        ? `${AFTER_A_CHANGE}; see the check function-environment; if it is ok, a service control policy refuses, or a KMS key policy. ${failure.advice}`
        : failure.advice,
    );
  }
  return couldNotCheck(
    `${found}; the function did not get there: ${functionSays(invocation)}`,
    nextIfNotReached(invocation, `make hop-1 and the function of link ${link.name} work first`),
  );
}
