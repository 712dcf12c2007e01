import { plainPolicy } from "../../access/iam/iam-role";
import { roleOfSession } from "../../aws/iam";
import { MAX_TRUST_POLICY_CHARACTERS } from "../../aws/quotas";
import { AwsError } from "../protocol/aws-error";
import { withParameters } from "../protocol/form";
import { escapeXml, unescapeXml } from "../protocol/xml";
import type { PrincipalDirectory } from "./principal-directory";
import { awsPrincipals, mapAwsPrincipals, principalKind } from "./trust-principals";

/** Operation → parameter that holds a trust policy. */
const TRUST_PARAMETER: Readonly<Record<string, string>> = {
  CreateRole: "AssumeRolePolicyDocument",
  UpdateAssumeRolePolicy: "PolicyDocument",
};

const DOCUMENT_ELEMENT = /<(AssumeRolePolicyDocument|PolicyDocument|Document)>([^<]*)<\/\1>/g;

/**
 * The parameters of an IAM request as they are to be stored: exact principals of a trust policy become unique ids.
 *
 * @throws AwsError `MalformedPolicyDocument` or `LimitExceeded`, as IAM would
 */
export async function trustAsStored(
  operation: string,
  parameters: URLSearchParams,
  directory: PrincipalDirectory,
): Promise<URLSearchParams> {
  const name = TRUST_PARAMETER[operation];
  const text = name === undefined ? null : parameters.get(name);
  if (name === undefined || text === null) return parameters;
  const document = parseTrust(text);
  const ids = new Map<string, string>();
  for (const principal of awsPrincipals(document)) ids.set(principal, await storedForm(principal, directory));
  if ([...ids].every(([principal, id]) => principal === id)) return parameters;
  const stored = mapAwsPrincipals(document, (principal) => ids.get(principal) ?? principal);
  return withParameters(parameters, { [name]: JSON.stringify(stored) });
}

/**
 * An IAM answer as IAM shows it: documents percent-encoded, unique ids in trust policies as ARNs while their
 * principals exist.
 */
export async function trustAsShown(xml: string, directory: PrincipalDirectory): Promise<string> {
  const shown = new Map<string, string>();
  for (const [, element = "", content = ""] of xml.matchAll(DOCUMENT_ELEMENT)) {
    if (shown.has(content)) continue;
    const text = plainPolicy(unescapeXml(content));
    const document = element === "AssumeRolePolicyDocument" ? await withArns(text, directory) : text;
    shown.set(content, escapeXml(encodeURIComponent(document)));
  }
  return xml.replace(DOCUMENT_ELEMENT, (_match, element: string, content: string) => {
    return `<${element}>${shown.get(content) ?? content}</${element}>`;
  });
}

function parseTrust(text: string): unknown {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new AwsError("MalformedPolicyDocument", "This policy contains invalid Json");
  }
  if (countedCharacters(document) > MAX_TRUST_POLICY_CHARACTERS) {
    throw new AwsError(
      "LimitExceeded",
      `Cannot exceed quota for ACLSizePerRole: ${MAX_TRUST_POLICY_CHARACTERS}`,
      409,
    );
  }
  return document;
}

/** Characters that count towards IAM's quotas: whitespace outside strings does not. */
function countedCharacters(document: unknown): number {
  return JSON.stringify(document).length;
}

async function storedForm(principal: string, directory: PrincipalDirectory): Promise<string> {
  switch (principalKind(principal)) {
    case "anyone":
    case "account":
      return principal;
    case "exact": {
      const id = await directory.idOf(principal);
      if (id !== undefined) return id;
      break;
    }
    case "session":
      // IAM stores the role's id here too. A session ARN does not show the role's path, so it is taken to be `/`.
      if ((await directory.idOf(roleOfSession(principal))) !== undefined) return principal;
      break;
    case "unique-id":
      if ((await directory.arnOf(principal)) !== undefined) return principal;
      break;
    case "invalid":
      break;
  }
  throw new AwsError("MalformedPolicyDocument", `Invalid principal in policy: "AWS":"${principal}"`);
}

async function withArns(text: string, directory: PrincipalDirectory): Promise<string> {
  const document: unknown = JSON.parse(text);
  const arns = new Map<string, string>();
  for (const principal of awsPrincipals(document)) {
    if (principalKind(principal) !== "unique-id") continue;
    const arn = await directory.arnOf(principal);
    if (arn !== undefined) arns.set(principal, arn);
  }
  if (arns.size === 0) return text;
  return JSON.stringify(mapAwsPrincipals(document, (principal) => arns.get(principal) ?? principal));
}
