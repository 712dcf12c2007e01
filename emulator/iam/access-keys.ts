import { randomBytes } from "node:crypto";
import { parseIamArn } from "../../aws/iam";
import { accountOfCaller, type Caller } from "../authentication/caller";
import type { CredentialStore } from "../authentication/credential-store";
import type { SignedRequest } from "../authentication/signed-request";
import { AwsError } from "../protocol/aws-error";
import type { AwsResponse } from "../protocol/aws-request";
import { withParameters } from "../protocol/form";
import { queryParameters } from "../protocol/protocol";
import { escapeXml, unescapeXml } from "../protocol/xml";
import type { StoredIam } from "./stored-iam";

/** Operations that are for the caller itself when they name no user (IAM API reference, "UserName" of each). */
const FOR_THE_CALLER: ReadonlySet<string> = new Set([
  "CreateAccessKey",
  "DeleteAccessKey",
  "DeleteSigningCertificate",
  "GetUser",
  "ListAccessKeys",
  "ListMFADevices",
  "ListServiceSpecificCredentials",
  "ListSigningCertificates",
  "ListSSHPublicKeys",
  "UpdateAccessKey",
  "UpdateSigningCertificate",
  "UploadSigningCertificate",
]);

/** Access keys of users: IAM's answers about them are moto's, the gateway accepts what is signed with them. */
export class AccessKeys {
  constructor(
    private readonly credentials: Pick<CredentialStore, "addLongTerm" | "revoke" | "setActive">,
    private readonly iam: Pick<StoredIam, "userNamed">,
  ) {}

  /** The answer as the client gets it, once the credentials are as it says. Secrets are made here: moto's are predictable. */
  async apply(request: SignedRequest, operation: string, answer: AwsResponse): Promise<AwsResponse> {
    if (answer.status !== 200) return answer;
    const parameters = queryParameters(request);
    const accessKeyId = parameters.get("AccessKeyId") ?? "";
    switch (operation) {
      case "CreateAccessKey":
        return this.created(request.caller, answer);
      case "DeleteAccessKey":
        this.credentials.revoke(accessKeyId);
        return answer;
      case "UpdateAccessKey":
        this.credentials.setActive(accessKeyId, parameters.get("Status") === "Active");
        return answer;
      default:
        return answer;
    }
  }

  private async created(creator: Caller, answer: AwsResponse): Promise<AwsResponse> {
    const xml = answer.body.toString();
    const [accessKeyId, userName] = [elementOf(xml, "AccessKeyId"), elementOf(xml, "UserName")];
    const account = accountOfCaller(creator);
    const user = await this.iam.userNamed(account, userName);
    if (user === undefined) return answer;
    const secretAccessKey = randomBytes(30).toString("base64");
    const caller: Caller = { accountId: account.accountId, arn: user.arn, userId: user.id };
    this.credentials.addLongTerm({ accessKeyId, secretAccessKey, caller });
    const secret = `<SecretAccessKey>${escapeXml(secretAccessKey)}</SecretAccessKey>`;
    return { ...answer, body: xml.replace(/<SecretAccessKey>[^<]*<\/SecretAccessKey>/, () => secret) };
  }
}

/**
 * The request with the user it is for: the caller, where it names none.
 *
 * @throws AwsError ValidationError when the caller is no user
 */
export function forNamedUser(request: SignedRequest, operation: string): SignedRequest {
  const parameters = queryParameters(request);
  if (!FOR_THE_CALLER.has(operation) || parameters.has("UserName")) return request;
  const user = request.caller.role === undefined ? parseIamArn(request.caller.arn) : undefined;
  if (user === undefined) {
    throw new AwsError("ValidationError", "Must specify userName when calling with non-User credentials");
  }
  const named = withParameters(parameters, { UserName: user.name });
  if (request.body.length > 0) return { ...request, body: Buffer.from(named.toString()) };
  return { ...request, query: named, url: `${request.path}?${named}` };
}

function elementOf(xml: string, name: string): string {
  return unescapeXml(new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? "");
}
