import type { Decision } from "../iam/decision";
import { decideAssumeRole, decideIdentity, decideServiceTrust } from "../iam/simulator";
import { type AccessRequest, accessRequest } from "./access-request";
import { type Assumption, assumptionsOf, assumptionText } from "./assumptions";
import type { LinkAccess } from "./link-access";
import { linkProbes } from "./probes/link-probes";
import type { Probe } from "./probes/probe";
import type { Question } from "./question";
import { DocumentNumbers, requestKey } from "./request-key";
import type { TransferRole } from "./transfer/transfer-access";

/** An answer about a link, with what it takes for what somebody said; its reason says so too. */
export interface LinkDecision extends Decision {
  /** Absent: it rests on the stack alone. */
  readonly assumed?: readonly Assumption[];
}

/**
 * The answers about one state of a link. Whoever judges the state is handed these, so that a question is put to the simulator
 * once, however many rules, rows or findings rest on its answer.
 *
 * Another state of the link is another object. States that share a {@link Decisions} also share what does not differ between
 * them: a question whose policies are the same in both is simulated once.
 */
export class LinkAnswers {
  #probes: readonly Probe[] | undefined;
  readonly #asked = new Map<string, Promise<LinkDecision>>();

  /** @param decisions those of another state, to share them; default: none made yet */
  constructor(
    readonly link: LinkAccess,
    readonly decisions: Decisions = new Decisions(),
  ) {}

  /**
   * The probes of this state.
   *
   * @throws AccessError `no-target` when the environment names no target
   */
  get probes(): readonly Probe[] {
    this.#probes ??= linkProbes(this.link);
    return this.#probes;
  }

  /**
   * The answer to a question: that of a probe, of this state's or of another one's, or any other.
   *
   * @throws AccessError (rejects) when there is no answer, each time it is asked for
   */
  async ask(question: Question): Promise<LinkDecision> {
    // A request holds every policy that bears on it, so that comparing questions first is cheaper.
    const key = JSON.stringify(question);
    const asked = this.#asked.get(key) ?? this.#decide(question);
    this.#asked.set(key, asked);
    return asked;
  }

  async #decide(question: Question): Promise<LinkDecision> {
    const absent = deniedWithoutRole(this.link, question);
    if (absent !== undefined) return absent;
    const decision = await this.decisions.decide(accessRequest(this.link, question));
    return withAssumptions(decision, this.link, question);
  }
}

/** What a role may do that this state of the link does not have: nothing. `undefined`: it has the role. */
function deniedWithoutRole(link: LinkAccess, question: Question): LinkDecision | undefined {
  const role = transferRoleOf(question);
  if (role === undefined || link.transfer !== undefined) return undefined;
  const reason = `the link has no ${role} role`;
  return { allowed: false, by: "identity", reason, statements: [], ignoredContextKeys: [] };
}

function transferRoleOf(question: Question): TransferRole | undefined {
  switch (question.kind) {
    case "assume-transfer-role":
    case "call-as-transfer-role":
      return question.role;
    case "assume-as-copy-role":
      return "copy";
    case "assume-as-service":
      return question.role === "copy" || question.role === "bucket" ? question.role : undefined;
    default:
      return undefined;
  }
}

function withAssumptions(decision: Decision, link: LinkAccess, question: Question): LinkDecision {
  const assumed = assumptionsOf(link, question);
  if (assumed.length === 0) return decision;
  return { ...decision, reason: [decision.reason, ...assumed.map(assumptionText)].join("; "), assumed };
}

/** What was decided so far, by request with all its policies. */
export class Decisions {
  readonly #made = new Map<string, Promise<Decision>>();
  readonly #documents = new DocumentNumbers();

  decide(request: AccessRequest): Promise<Decision> {
    const key = requestKey(request, this.#documents);
    const made = this.#made.get(key) ?? simulated(request);
    this.#made.set(key, made);
    return made;
  }
}

function simulated(request: AccessRequest): Promise<Decision> {
  switch (request.kind) {
    case "assume-role":
      return decideAssumeRole(request);
    case "service-trust":
      return decideServiceTrust(request);
    case "identity":
      return decideIdentity(request);
  }
}

/** The answer to a single question about a state of a link. @throws AccessError (rejects) when there is none */
export async function decideQuestion(link: LinkAccess, question: Question): Promise<LinkDecision> {
  const absent = deniedWithoutRole(link, question);
  return absent ?? withAssumptions(await simulated(accessRequest(link, question)), link, question);
}
