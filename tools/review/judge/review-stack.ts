import type { LinkAccess } from "../../../access/link/link-access";
import type { Decisions, LinkAnswers } from "../../../access/link/link-answers";
import type { CarriedCode } from "../../../access/terraform/carried/carried-code";
import { isOfOthers } from "../../../access/terraform/carried/parts-of-others";
import type { StackOrigin } from "../../../access/terraform/expected-parts/checks";
import { presentMembers } from "../../../aws/json";
import { messageOf } from "../../lib/terminal/message-of";
import type { DeployedQueries } from "../read/deployed-queries";
import { type AccessRow, accessTable } from "./access-table";
import type { Finding, Unchecked, Violation } from "./finding";
import { codeOf } from "./function-code";
import { existingFindings } from "./parts/existing-findings";
import { NOT_APPLICABLE, type Rule, type RuleResult } from "./rule";
import { type LinkSubject, linkSubject, type StackSubject, stackSubject } from "./subject";
import { applySuppressions, type SuppressedFinding, suppressionsOf } from "./suppressions";

/** What the review says about one stack. */
export interface StackReview {
  readonly name: string;
  /** File of the plan that was reviewed. Absent: a synthesized stack was. */
  readonly planFile?: string;
  /** Absent: the stack could not be read; `unchecked` says why. */
  readonly link?: LinkAccess;
  /** Code that is not this project's. Absent: it is, or the stack does not say. */
  readonly code?: CarriedCode;
  /** Absent with the link. For comparisons with other states of it. */
  readonly answers?: LinkAnswers;
  /** Absent: the function runs any SQL, and no named queries, as far as is known. */
  readonly namedQueries?: DeployedQueries;
  readonly access: readonly AccessRow[];
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly unchecked: readonly Unchecked[];
  /** Ids of the rules that found nothing to judge. */
  readonly notApplicable: readonly string[];
  /** How many rules came to a result. */
  readonly rulesChecked: number;
}

/**
 * Applies the rules to one stack and decides its access table.
 *
 * @param json the stack's `cdk.tf.json` as an object
 * @param today `YYYY-MM-DD`, for suppressions that end
 * @param origin whether `json` is what a synth wrote, or what a plan says in the same shape
 * @param decisions those of another stack, to share them; default: none made yet
 */
export async function reviewStack(
  name: string,
  json: unknown,
  rules: readonly Rule[],
  today: string,
  origin: StackOrigin,
  decisions?: Decisions,
): Promise<StackReview> {
  const stack = stackSubject(name, json, origin);
  const unchecked: Unchecked[] = [];
  const subject = attempt("link", unchecked, () => linkSubject(stack, json, decisions));
  const found: Finding[] = [];
  const notApplicable: string[] = [];
  for (const rule of rules) {
    try {
      const result = await judge(rule, stack, subject);
      if (result === undefined) unchecked.push({ what: rule.id, reason: "the link could not be read" });
      else if (result === NOT_APPLICABLE) notApplicable.push(rule.id);
      else found.push(...result.map((violation) => finding(rule, violation)));
    } catch (error) {
      unchecked.push({ what: rule.id, reason: messageOf(error) });
    }
  }
  const access = await tableOf(subject, unchecked);
  const uncheckedRules = new Set(unchecked.map(({ what }) => what));
  const judged = applySuppressions(found, suppressionsOf(json), today, uncheckedRules);
  return {
    name,
    ...(subject === undefined ? {} : { link: subject.link, answers: subject.answers }),
    ...presentMembers({ code: codeOf(json) }),
    access,
    ...judged,
    // No suppression accepts that a stack says two things of one part.
    findings: [...judged.findings, ...existingFindings(stack, json, origin)],
    unchecked,
    notApplicable,
    rulesChecked: rules.filter(({ id }) => !uncheckedRules.has(id)).length,
  };
}

function judge(
  rule: Rule,
  stack: StackSubject,
  link: LinkSubject | undefined,
): RuleResult | undefined | Promise<RuleResult> {
  if (rule.needs === "stack") return rule.check(stack);
  return link === undefined ? undefined : rule.check(link);
}

async function tableOf(
  subject: LinkSubject | undefined,
  unchecked: Unchecked[],
): Promise<readonly AccessRow[]> {
  if (subject === undefined) return [];
  try {
    const rows = await accessTable(subject.answers);
    const open = rows.filter(({ answer }) => answer === "could not check");
    unchecked.push(...open.map(({ id, reason }) => ({ what: id, reason })));
    return rows;
  } catch (error) {
    unchecked.push({ what: "access table", reason: messageOf(error) });
    return [];
  }
}

function attempt<T>(what: string, unchecked: Unchecked[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    unchecked.push({ what, reason: messageOf(error) });
    return undefined;
  }
}

function finding({ id, severity, fix }: Rule, violation: Violation): Finding {
  const { address } = violation;
  const done = isOfOthers(address)
    ? `${fix}; the part is others': its owner changes it (cdktf.out/handoff has what to ask for), or links.yaml declares it wrongly`
    : fix;
  return { rule: id, severity, ...violation, fix: done };
}
