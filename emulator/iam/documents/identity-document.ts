import { isJson, type Json } from "../../../aws/json";
import { conditionProblem } from "./condition-block";
import { malformed, namesIn, SYNTAX_ERRORS, statementList } from "./malformed";
import { resourceProblem } from "./resource-element";

/** Where an identity policy is kept: a policy of its own, or inside a role, user or group. */
export type IdentityDocumentKind = "managed" | "inline";

const ELEMENTS = ["Version", "Id", "Statement"];
const STATEMENT_ELEMENTS = [
  ...["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource"],
  ...["Principal", "NotPrincipal", "Condition"],
];
const CURRENT_VERSION = "2012-10-17";
const VERSIONS: readonly unknown[] = [undefined, "2008-10-17", CURRENT_VERSION];

/**
 * Refuses an identity policy that IAM refuses, in its words and its order: syntax, version, what an older parser makes of it,
 * then the statements' ids, actions and resources.
 *
 * @param partition of the account
 * @throws AwsError MalformedPolicyDocument
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function checkIdentityDocument(text: string, kind: IdentityDocumentKind, partition: string): void {
  const { document, statements } = parsed(text);
  if (statements.some((statement) => "Principal" in statement || "NotPrincipal" in statement))
    throw malformed("Policy document should not specify a principal.");
  if (kind === "managed" && document.Version !== CURRENT_VERSION)
    throw malformed("Policy document must be version 2012-10-17 or greater.");
  const resources = statements.flatMap(resourcesOf).map((resource) => resourceProblem(resource, partition));
  const refusedResource = resources.find((problem) => problem?.kind === "refused");
  if (!statements.every(hasLegacyForm) || isFirst(resources, "legacy"))
    throw malformed("The policy failed legacy parsing");
  checkSids(statements);
  if (!statements.every((statement) => isNamed(statement, "Action", "NotAction")))
    throw malformed("Policy statement must contain actions.");
  if (refusedResource?.kind === "refused") throw malformed(refusedResource.text);
  for (const statement of statements) checkActions(statement);
  if (!statements.every((statement) => isNamed(statement, "Resource", "NotResource")))
    throw malformed("Policy statement must contain resources.");
}

function parsed(text: string): { readonly document: Json; readonly statements: readonly Json[] } {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed(SYNTAX_ERRORS);
  }
  if (!isJson(document) || !hasOnly(document, ELEMENTS)) throw malformed(SYNTAX_ERRORS);
  const statements = statementList(document.Statement);
  const isWhole =
    VERSIONS.includes(document.Version) &&
    isTextOrAbsent(document.Id) &&
    statements.length > 0 &&
    statements.every(isStatement);
  if (!isWhole) throw malformed(SYNTAX_ERRORS);
  return { document, statements: statements as readonly Json[] };
}

function isStatement(statement: unknown): statement is Json {
  if (!isJson(statement) || !hasOnly(statement, STATEMENT_ELEMENTS)) return false;
  const { Sid, Effect, Condition } = statement;
  const lists = ["Action", "NotAction", "Resource", "NotResource"].filter((name) => name in statement);
  const problem = "Condition" in statement ? conditionProblem(Condition) : undefined;
  return (
    isTextOrAbsent(Sid) &&
    typeof Effect === "string" &&
    /^(?:allow|deny)$/i.test(Effect) &&
    lists.every((name) => namesIn(statement[name]) !== undefined) &&
    !("Action" in statement && "NotAction" in statement) &&
    !("Resource" in statement && "NotResource" in statement) &&
    (problem === undefined || problem.kind === "date")
  );
}

function hasOnly(object: Json, names: readonly string[]): boolean {
  return Object.keys(object).every((name) => names.includes(name));
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

/** Effects in their exact case, and dates that are dates. */
function hasLegacyForm({ Effect, Condition }: Json): boolean {
  const isExact = Effect === "Allow" || Effect === "Deny";
  return isExact && (Condition === undefined || conditionProblem(Condition) === undefined);
}

/** The older parser stops at the first resource that the newer one refuses, and says nothing of those behind it. */
function isFirst(
  problems: readonly (ReturnType<typeof resourceProblem> | undefined)[],
  kind: "legacy",
): boolean {
  return problems.find((problem) => problem !== undefined)?.kind === kind;
}

function resourcesOf(statement: Json): readonly string[] {
  return ["Resource", "NotResource"].flatMap((name) => namesIn(statement[name]) ?? []);
}

/** Whether one of two elements is there and names something. */
function isNamed(statement: Json, name: string, other: string): boolean {
  const value = statement[name] ?? statement[other];
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

function checkSids(statements: readonly Json[]): void {
  const sids = statements.flatMap(({ Sid }) => (typeof Sid === "string" && Sid !== "" ? [Sid] : []));
  if (new Set(sids).size < sids.length)
    throw malformed("Statement IDs (SID) in a single policy must be unique.");
  if (!sids.every(isSid)) throw malformed(MALFORMED_SID);
}

/** IAM's sentence for a statement id with other characters. */
export const MALFORMED_SID =
  "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*";

/** IAM User Guide, "IAM JSON policy elements: Sid". */
export function isSid(text: string): boolean {
  return /^[0-9A-Za-z]*$/.test(text);
}

function checkActions(statement: Json): void {
  for (const action of ["Action", "NotAction"].flatMap((name) => namesIn(statement[name]) ?? [])) {
    const [vendor = "", ...rest] = action.split(":");
    if (rest.length === 0 && action !== "*")
      throw malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    if (rest.length > 1) throw malformed("Actions/Condition can contain only one colon.");
    if (action !== "*" && vendor !== "*" && /[^a-zA-Z0-9\-.]/.test(vendor))
      throw malformed(`Vendor ${vendor} is not valid`);
  }
}
