import type { Severity, Violation } from "./finding";
import type { LinkSubject, StackSubject } from "./subject";

interface RuleText {
  /** Stable, kebab-case: suppressions name it. */
  readonly id: string;
  readonly severity: Severity;
  /** The state of a stack that keeps the rule. */
  readonly title: string;
  readonly why: string;
  readonly fix: string;
}

/** Nothing in the stack that the rule speaks of. */
export const NOT_APPLICABLE = "not-applicable";

/** Empty: evaluated and clean. */
export type RuleResult = readonly Violation[] | typeof NOT_APPLICABLE;

/** A rule about one stack. What it throws counts as "could not check". */
export type Rule =
  | (RuleText & { readonly needs: "stack"; check(subject: StackSubject): RuleResult | Promise<RuleResult> })
  | (RuleText & { readonly needs: "link"; check(subject: LinkSubject): RuleResult | Promise<RuleResult> });

/** The violations of each item that a rule looks at; the rule does not apply where there is no item. */
export function eachOf<T>(items: readonly T[], judge: (item: T) => readonly Violation[]): RuleResult {
  return items.length === 0 ? NOT_APPLICABLE : items.flatMap(judge);
}
