/** A role of a link, as the reports call it. */
export type RoleInWords = "query role" | "data role" | "copy role" | "bucket role";

/** What goes with a role beside its own policies. */
const ALSO_GONE: Readonly<Record<RoleInWords, string>> = {
  "query role":
    "the function is made anew with it, without aliases, permissions and event sources that are not of the link",
  "data role": "statements that it started can be followed by nobody",
  "copy role": "the owner of the warehouse has to attach it again before COPY and UNLOAD work",
  "bucket role": "COPY and UNLOAD fail until the new one is there",
};

/**
 * What it means that a role is replaced, for whoever trusts it.
 *
 * @param before ARN of the role that goes
 * @param after ARN of the role that comes; it may be the same
 */
export function replacementInWords(role: RoleInWords, before: string, after: string): string {
  const whom =
    before === after
      ? `the ${role} ${before} is replaced by another one of the same ARN`
      : `the ${role} ${before} is replaced by ${after}`;
  const trusted =
    before === after
      ? "whatever trusts it by name outside the link keeps the id of the role that goes, and has to be saved again after the apply"
      : "whatever trusts it outside the link has to name the new ARN, after the apply";
  return `${whom}: ${trusted}; ${ALSO_GONE[role]}`;
}
