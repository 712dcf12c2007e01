import { plainPolicy } from "../../access/iam/iam-role";
import { parseArn } from "../../aws/arn";
import { type IamAccount, roleOfSession } from "../../aws/iam";
import type { Json } from "../../aws/json";
import { MAX_TRUST_POLICY_CHARACTERS } from "../../aws/quotas";
import { AwsError } from "../protocol/aws-error";
import { escapeXml, unescapeXml } from "../protocol/xml";
import { carriedText } from "./documents/kept-document";
import { malformed } from "./documents/malformed";
import { quotaCharacters } from "./documents/quota-characters";
import { checkTrustDocument, parsedTrust } from "./documents/trust-document";
import type { PrincipalDirectory } from "./principal-directory";
import { awsPrincipals, mapAwsPrincipals, principalKind } from "./trust-principals";

/** The account that a trust policy is for. */
type Partition = IamAccount["partition"];

const DOCUMENT_ELEMENT = /<(AssumeRolePolicyDocument|PolicyDocument|Document)>([^<]*)<\/\1>/g;

/**
 * A trust policy as it is to be stored: exact principals become unique ids.
 *
 * @param partition of the role's account
 * @throws AwsError `MalformedPolicyDocument` or `LimitExceeded`, as IAM would
 */
export async function trustAsStored(
  text: string,
  partition: Partition,
  directory: PrincipalDirectory,
): Promise<string> {
  const document = parsedTrust(text);
  checkSize(document);
  await checkTrustDocument(document, partition);
  const ids = new Map<string, string>();
  for (const principal of awsPrincipals(document)) {
    ids.set(principal, await storedForm(principal, partition, directory));
  }
  if ([...ids].every(([principal, id]) => principal === id)) return text;
  return JSON.stringify(mapAwsPrincipals(document, (principal) => ids.get(principal) ?? principal));
}

/**
 * An IAM answer as IAM shows it: documents percent-encoded, unique ids in trust policies as ARNs while their
 * principals exist.
 */
export async function trustAsShown(xml: string, directory: PrincipalDirectory): Promise<string> {
  const shown = new Map<string, string>();
  for (const [, element = "", content = ""] of xml.matchAll(DOCUMENT_ELEMENT)) {
    if (shown.has(content)) continue;
    const text = carriedText(plainPolicy(unescapeXml(content)));
    const document = element === "AssumeRolePolicyDocument" ? await withArns(text, directory) : text;
    shown.set(content, escapeXml(encodeURIComponent(document)));
  }
  return xml.replace(DOCUMENT_ELEMENT, (_match, element: string, content: string) => {
    return `<${element}>${shown.get(content) ?? content}</${element}>`;
  });
}

function checkSize(document: Json): void {
  if (quotaCharacters(document) > MAX_TRUST_POLICY_CHARACTERS) {
    throw new AwsError(
      "LimitExceeded",
      `Cannot exceed quota for ACLSizePerRole: ${MAX_TRUST_POLICY_CHARACTERS}`,
      409,
    );
  }
}

async function storedForm(
  principal: string,
  partition: Partition,
  directory: PrincipalDirectory,
): Promise<string> {
  // No principal of another partition can be named.
  const isForeign = principal.startsWith("arn:") && parseArn(principal)?.partition !== partition;
  switch (isForeign ? "invalid" : principalKind(principal)) {
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
  throw malformed(`Invalid principal in policy: "AWS":"${principal}"`);
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
