import type { Decision } from "../../../../access/iam/decision";
import { decideQuestion } from "../../../../access/link/link-answers";
import { FUNCTION_ASSUMES_DATA_ROLE } from "../../../../access/link/question";
import { failureText } from "../../../lib/link/invocation";
import type { Invocation } from "../../read/invocation";
import type { LinkFacts } from "../../read/link-facts";
import { couldNotCheck, type LinkCheck, type Outcome, ok, problem } from "../check";
import type { Correction } from "../correction";
import { decidingLines } from "../deciding-lines";
import { AFTER_A_CHANGE, changeLines } from "../next-steps";
import { putBack, readPart } from "../others";
import { refusalOf } from "../refusal";
import { isDenial, nextIfNotReached, stageResult } from "../stage-result";

/**
 * Hop 1: `sts:AssumeRole` from the query role to the data role. Decided by the policies as they are in IAM, proven
 * by the function. Service control policies are in neither account's policies: only the function meets them.
 */
export const hop1Check: LinkCheck = {
  id: "hop-1",
  lookedAt: ({ link }) =>
    `sts:AssumeRole by ${link.queryRole.name} (account ${link.lambdaAccount.id}) on ${link.dataRole.name} (account ${link.redshiftAccount.id}): policies as they are in IAM, simulated; and the function's own call`,
  expected: () => "allowed by both sides, and the function gets past it",
  run: async (facts) => {
    const missing = await missingRoles(facts);
    if (missing.length > 0) {
      return problem(
        missing.map(([what]) => what).join("; "),
        `nothing can assume a role that is not there; ${missing.map(([, part]) => putBack(facts.link, part)).join("; ")}`,
      );
    }
    const live = await facts.live();
    const [decision, invocation] = await Promise.all([
      decideQuestion(live, FUNCTION_ASSUMES_DATA_ROLE),
      facts.selectOne(),
    ]);
    return decision.allowed ? proven(facts, decision, invocation) : denied(facts, decision, invocation);
  },
};

async function missingRoles(
  facts: LinkFacts,
): Promise<readonly (readonly [what: string, part: "queryRole" | "dataRole"])[]> {
  const { access } = await facts.declared();
  const [query, data] = await Promise.all([
    readPart(facts.link, "queryRole", facts.role("query role")),
    readPart(facts.link, "dataRole", facts.role("data role")),
  ]);
  return [
    ...(query === undefined
      ? [[`the query role ${access.queryRole.arn} does not exist`, "queryRole"] as const]
      : []),
    ...(data === undefined
      ? [[`the data role ${access.dataRole.arn} does not exist`, "dataRole"] as const]
      : []),
  ];
}

function proven(facts: LinkFacts, { reason }: Decision, invocation: Invocation): Outcome {
  const result = stageResult(invocation, "assume-role");
  if (result === "proven") return ok(`${reason}; proven by the function`);
  if (invocation.kind === "not-asked") return ok(`${reason}; by the policies alone: ${invocation.reason}`);
  if (invocation.kind === "failed" && result === "refused") {
    const { failure } = invocation;
    return problem(
      `the roles' policies allow it, the function's own call fails: ${failureText(failure)}`,
      isDenial(failure)
        ? `${AFTER_A_CHANGE}; see the checks of the function and its environment; if they are ok, a service control policy or a resource control policy refuses. ${failure.advice}`
        : withNetwork(facts, failure.advice),
    );
  }
  return couldNotCheck(
    `${reason}; the function did not prove it: ${invocation.kind === "failed" ? failureText(invocation.failure) : notRun(invocation)}`,
    withNetwork(
      facts,
      nextIfNotReached(
        invocation,
        `make the function run first; see the other checks of link ${facts.link.name}`,
      ),
    ),
  );
}

/** In a VPC a call that never arrives looks like any other that takes too long. */
function withNetwork({ link }: LinkFacts, next: string): string {
  if (link.function.vpc === undefined) return next;
  const { lambdaAccount, redshiftAccount } = link;
  const region = (service: string, of: string) => `com.amazonaws.${of}.${service}`;
  return `${next}; the function is in a VPC, so look whether its subnets have interface endpoints ${region("sts", lambdaAccount.region)} and ${region("redshift-data", redshiftAccount.region)} with private DNS, or a NAT gateway, and whether the endpoints' security groups let the function in on port 443 (docs/demands.md#vpc)`;
}

function notRun(invocation: Invocation): string {
  if (invocation.kind === "not-asked") return invocation.reason;
  if (invocation.kind !== "not-run") return "it ran no statement";
  const { unheard, reason } = invocation;
  return unheard === undefined ? `Lambda did not run it (${reason})` : `Lambda was not heard (${reason})`;
}

async function denied(facts: LinkFacts, decision: Decision, invocation: Invocation): Promise<Outcome> {
  const corrections = await decidingCorrections(facts, decision);
  const functionSays =
    stageResult(invocation, "assume-role") === "proven"
      ? "the function still works with a session from before, for an hour at most"
      : invocation.kind === "failed"
        ? `the function says ${failureText(invocation.failure)}`
        : notRun(invocation);
  const next =
    corrections.length > 0
      ? changeLines(facts.link, corrections)
      : "the roles' policies are as declared: see the check function-environment, then what the stack declares (npm run review)";
  return problem(`${decision.reason}; ${functionSays}`, next, corrections);
}

async function decidingCorrections(facts: LinkFacts, decision: Decision): Promise<readonly Correction[]> {
  const { access } = await facts.declared();
  const [query, data] = await Promise.all([facts.role("query role"), facts.role("data role")]);
  const refusals = [await refusalOf(FUNCTION_ASSUMES_DATA_ROLE, decision, access, await facts.live())];
  return [
    ...(data === undefined
      ? []
      : decidingLines({ side: "data role", declared: access.dataRole, live: data }, "trust", refusals)),
    ...(query === undefined
      ? []
      : decidingLines(
          { side: "query role", declared: access.queryRole, live: query },
          "permissions",
          refusals,
        )),
  ];
}
