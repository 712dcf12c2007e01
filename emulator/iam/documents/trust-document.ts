import { isJson, type Json } from "../../../aws/json";
import { conditionProblem } from "./condition-block";
import { isSid, MALFORMED_SID } from "./identity-document";
import { malformed, namesIn, SYNTAX_ERRORS, statementList } from "./malformed";
import { isFederatedPrincipal, isServicePrincipal } from "./trusted-principals";

const ELEMENTS = ["Version", "Id", "Statement"];
const STATEMENT_ELEMENTS = [
  ...["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction"],
  ...["Resource", "NotResource", "Condition"],
];
const VERSIONS: readonly unknown[] = [undefined, "2008-10-17", "2012-10-17"];

/** The document of a trust policy. @throws AwsError MalformedPolicyDocument for what is no JSON object */
export function parsedTrust(text: string): Json {
  try {
    const document: unknown = JSON.parse(text);
    if (isJson(document)) return document;
  } catch {}
  throw malformed("This policy contains invalid Json");
}

/**
 * Refuses a trust policy that IAM refuses, but for its AWS principals, which are looked up (`trust-policy.ts`).
 *
 * @param partition of the role's account
 * @throws AwsError MalformedPolicyDocument, in IAM's words
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export async function checkTrustDocument(document: Json, partition: string): Promise<void> {
  checkFields(document, ELEMENTS);
  if (!VERSIONS.includes(document.Version)) throw malformed("The policy must contain a valid version string");
  if (document.Id !== undefined && typeof document.Id !== "string") throw malformed(SYNTAX_ERRORS);
  const statements = statementList(document.Statement);
  if (statements.length === 0) throw malformed("Could not parse the policy: Statement is empty!");
  const sids: string[] = [];
  for (const statement of statements) {
    if (!isJson(statement)) throw malformed(SYNTAX_ERRORS);
    await checkStatement(statement, partition);
    if (typeof statement.Sid === "string" && statement.Sid !== "") sids.push(statement.Sid);
  }
  if (new Set(sids).size < sids.length) throw malformed("The Statement Ids in the policy are not unique");
}

function checkFields(object: Json, known: readonly string[]): void {
  const unknown = Object.keys(object).find((name) => !known.includes(name));
  if (unknown !== undefined) throw malformed(`Unknown field ${unknown}`);
}

async function checkStatement(statement: Json, partition: string): Promise<void> {
  checkFields(statement, STATEMENT_ELEMENTS);
  const { Sid, Effect, Principal } = statement;
  if (Sid !== undefined && typeof Sid !== "string") throw malformed(SYNTAX_ERRORS);
  if (Sid !== undefined && !isSid(Sid)) throw malformed(MALFORMED_SID);
  if (Effect === undefined) throw malformed("Missing required field Effect");
  if (typeof Effect !== "string") throw malformed(SYNTAX_ERRORS);
  if (Effect !== "Allow" && Effect !== "Deny") throw malformed(`Invalid effect: ${Effect}`);
  if ("NotPrincipal" in statement)
    throw malformed(
      Effect === "Allow"
        ? "Allow with NotPrincipal is not allowed."
        : "AssumeRole policy must not contain NotPrincipal field.",
    );
  await checkPrincipal(Principal, partition);
  checkActions(statement);
  if ("Resource" in statement) throw malformed("Has prohibited field Resource");
  if ("NotResource" in statement) throw malformed("AssumeRole policy must not contain resources.");
  checkCondition(statement);
}

async function checkPrincipal(principal: unknown, partition: string): Promise<void> {
  if (principal === undefined) throw malformed("Missing required field Principal");
  if (principal === "*") return;
  if (typeof principal === "string") throw malformed("Principal must be a JSON object.");
  if (!isJson(principal)) throw malformed(SYNTAX_ERRORS);
  if (Object.keys(principal).length === 0)
    throw malformed("Missing required field Principal cannot be empty!");
  for (const [type, value] of Object.entries(principal)) {
    const names = namesIn(value);
    if (names === undefined) throw malformed(SYNTAX_ERRORS);
    if (names.length === 0) throw malformed(NO_PRINCIPALS);
    const isKnown = await knownBy(type, partition);
    if (isKnown === undefined) throw malformed(`Invalid principal in policy: "${type}"`);
    for (const name of names) {
      if (!(await isKnown(name)))
        throw malformed(`Invalid principal in policy: "${type.toUpperCase()}":"${name}"`);
    }
  }
}

const NO_PRINCIPALS =
  "Invalid principal in policy: com.amazon.balsa.error.InvalidPolicyException: The passed in policy has a statement with no principals!";

type PrincipalCheck = (name: string) => boolean | Promise<boolean>;

function knownBy(type: string, partition: string): PrincipalCheck | undefined {
  switch (type) {
    case "AWS":
      return () => true;
    case "Service":
      return (name) => isServicePrincipal(name, partition);
    case "Federated":
      return (name) => isFederatedPrincipal(name, partition);
    default:
      return undefined;
  }
}

function checkActions(statement: Json): void {
  if ("Action" in statement && "NotAction" in statement) throw malformed(SYNTAX_ERRORS);
  const value = statement.Action ?? statement.NotAction;
  if (value === undefined) throw malformed("Missing required field Action");
  const actions = namesIn(value);
  if (actions === undefined) throw malformed(SYNTAX_ERRORS);
  if (actions.length === 0) throw malformed("Missing required field Action cannot be empty!");
  if (!actions.every((action) => /^sts:[a-z*?]+$/i.test(action)))
    throw malformed("AssumeRole policy may only specify STS AssumeRole actions.");
}

function checkCondition(statement: Json): void {
  if (!("Condition" in statement)) return;
  const problem = conditionProblem(statement.Condition);
  if (problem === undefined) return;
  throw malformed(
    problem.kind === "operator" ? `Invalid Condition type : ${problem.operator}` : SYNTAX_ERRORS,
  );
}
