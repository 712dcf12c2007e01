import { toldInDescription } from "../../../access/terraform/carried/carrying-output";
import { isJson } from "../../../aws/json";
import type { Path } from "../../../config/problem";
import { reviewSchema } from "../../../config/schema/review-schema";
import type { Finding } from "./finding";

/** A finding that `links.yaml` accepts. */
export interface AcceptedFinding {
  readonly rule: string;
  readonly address: string;
  /** Part of the finding's message; without it every finding of the rule there, but none that opens access. */
  readonly message?: string;
  readonly reason: string;
  /** Last day on which it counts, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** Any other text might be later than every day. */
const NO_DAY = "";

/** A finding with the suppression that accepts it. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: AcceptedFinding;
}

/** The suppressions a synthesized stack carries under `//`, which Terraform ignores. */
export function suppressionsOf(stackJson: unknown): readonly AcceptedFinding[] {
  return acceptedIn(isJson(stackJson) ? stackJson["//"] : undefined);
}

/**
 * The suppressions that the configuration in a plan carries, and the stack that the plan is made of: in the description of an
 * output. Any other description carries none.
 */
export function carriedSuppressions(stackJson: unknown): readonly AcceptedFinding[] {
  return acceptedIn(toldInDescription(stackJson));
}

function acceptedIn(comment: unknown): readonly AcceptedFinding[] {
  const review = isJson(comment) ? comment.review : undefined;
  const suppress = isJson(review) && Array.isArray(review.suppress) ? review.suppress.filter(isJson) : [];
  return suppress.map(({ rule, address, message, reason, expires }) => ({
    rule: String(rule),
    address: String(address),
    ...(message === undefined ? {} : { message: String(message) }),
    reason: String(reason),
    expires: isDay(expires) ? String(expires) : NO_DAY,
  }));
}

/** The links file takes real days only. */
function isDay(expires: unknown): boolean {
  const expected = { rule: "r", address: "a", reason: "any that the links file takes", expires };
  return reviewSchema.safeParse({ suppress: [expected] }).success;
}

/** What the links file refuses stands in a stack that somebody edited. */
function isOfLinksFile(suppression: AcceptedFinding): boolean {
  return reviewSchema.safeParse({ suppress: [suppression] }).success;
}

/**
 * Splits findings into those that stand and those that are accepted. A suppression that is past its day, or that
 * no finding needs, becomes a finding of its own. So does one that accepts two errors: it would hide the second.
 *
 * @param today `YYYY-MM-DD`
 * @param uncheckedRules rules without a result: their suppressions cannot be called unused
 */
export function applySuppressions(
  found: readonly Finding[],
  suppressions: readonly AcceptedFinding[],
  today: string,
  uncheckedRules: ReadonlySet<string>,
): { readonly findings: readonly Finding[]; readonly suppressed: readonly SuppressedFinding[] } {
  const current = suppressions.filter(({ expires }) => expires >= today);
  const accepts = (suppression: AcceptedFinding, finding: Finding) =>
    isOfLinksFile(suppression) && isFor(suppression, finding);
  const tooWide = current.filter(
    (suppression) =>
      found.filter((finding) => finding.severity === "error" && accepts(suppression, finding)).length > 1,
  );
  const valid = current.filter((suppression) => !tooWide.includes(suppression));
  const matching = (finding: Finding, list: readonly AcceptedFinding[]) =>
    list.find((suppression) => accepts(suppression, finding));
  const suppressed = found.flatMap((finding) => {
    const suppression = matching(finding, valid);
    return suppression === undefined ? [] : [{ finding, suppression }];
  });
  const inFile = (suppression: AcceptedFinding, ...field: Path) => ({
    field: ["review", "suppress", suppressions.indexOf(suppression), ...field],
  });
  const expired = suppressions
    .filter((suppression) => !current.includes(suppression))
    .map((suppression) => ({ ...expiredFinding(suppression), ...inFile(suppression, "expires") }));
  const used = new Set(suppressed.map(({ suppression }) => suppression));
  const unused = valid
    .filter((suppression) => !used.has(suppression) && !uncheckedRules.has(suppression.rule))
    .map((suppression) => ({ ...unusedFinding(suppression), ...inFile(suppression) }));
  return {
    findings: [
      ...found.filter((finding) => matching(finding, valid) === undefined),
      ...expired,
      ...unused,
      ...tooWide.map((suppression) => ({
        ...tooWideFinding(suppression),
        ...inFile(suppression, "message"),
      })),
    ],
    suppressed,
  };
}

function isFor({ rule, address, message }: AcceptedFinding, finding: Finding): boolean {
  if (rule !== finding.rule || address !== finding.address) return false;
  // The next finding there may be another access than the one that was accepted.
  if (message === undefined) return finding.severity !== "error";
  return finding.message.includes(message);
}

function tooWideFinding({ rule, address, message = "" }: AcceptedFinding): Finding {
  return {
    rule: "suppression-too-wide",
    severity: "error",
    address,
    message: `several errors of ${rule} at ${address} hold ${JSON.stringify(message)}, and a suppression accepts one`,
    fix: "write more of the message of the one that is accepted, and one suppression for each",
  };
}

function expiredFinding({ rule, address, expires, reason }: AcceptedFinding): Finding {
  return {
    rule: "suppression-expired",
    severity: "warning",
    address,
    message: `the suppression of ${rule} ended on ${expires} (${reason})`,
    fix: "repair what it was for, or decide again and set a later expires in links.yaml",
  };
}

function unusedFinding({ rule, address }: AcceptedFinding): Finding {
  return {
    rule: "suppression-unused",
    severity: "warning",
    address,
    message: `${rule} finds nothing at ${address} that this suppression accepts, so it would hide the next finding unseen`,
    fix: "remove it from links.yaml, or correct its rule, address and message; a rule of severity error needs a message",
  };
}
