import { AccessError } from "../../access/iam/access-error";
import type { NamedDocument } from "../../access/iam/decision";
import { decideIdentity } from "../../access/iam/simulator";
import { accountOf, parseArn } from "../../aws/arn";
import { accountRootArn } from "../../aws/iam";
import type { Json } from "../../aws/json";
import { locationOf, type SignedRequest } from "../authentication/signed-request";
import { AwsError } from "../protocol/aws-error";
import { jsonInputOrEmpty } from "../protocol/json-body";
import { type SeededResource, seededResourceOf } from "./seeded-resource";

/** The one name that KMS has for a key's policy (KMS API reference, PutKeyPolicy). */
const KEY_POLICY_NAME = "default";

/** What decisions call the policy of a resource. */
const POLICY_NAME = "resource policy";

/** Policies of the secrets and keys that exist from the start, as they are put; moto keeps those of all others. */
export class SeededPolicies {
  private readonly texts = new Map<string, string>();

  constructor(private readonly resources: readonly SeededResource[]) {}

  /** The policy of this ARN, decoded; `undefined` when it has none or is not seeded. */
  of(arn: string): NamedDocument | undefined {
    const text = this.texts.get(arn);
    return text === undefined ? undefined : { name: POLICY_NAME, document: JSON.parse(text) };
  }

  /** Whether the resource of this ARN exists from the start. */
  has(arn: string): boolean {
    return this.resources.some((resource) => resource.arn === arn);
  }

  /** The seeded secret or key that a request is for; `undefined`: it is for another resource. */
  namedBy(request: SignedRequest): SeededResource | undefined {
    return seededResourceOf(jsonInputOrEmpty(request), locationOf(request), this.resources);
  }

  /**
   * The output of an operation on the policy of a seeded secret or key.
   *
   * @param mayPutAgain whether the caller could still put a policy after the one that it puts
   * @throws AwsError `MalformedPolicyDocumentException`, or that the operation is not there
   */
  async answer(
    resource: SeededResource,
    operation: string,
    request: SignedRequest,
    mayPutAgain: (policy: NamedDocument) => Promise<boolean>,
  ): Promise<Record<string, unknown>> {
    const input = jsonInputOrEmpty(request);
    const { arn, kind } = resource;
    const secret = { ARN: arn, Name: parseArn(arn)?.resource.replace(/^secret:|-[A-Za-z0-9]{6}$/g, "") };
    switch (`${kind} ${operation}`) {
      case "secret PutResourcePolicy":
        this.texts.set(
          arn,
          (await readPolicy(arn, input.ResourcePolicy, "secretsmanager:GetSecretValue")).text,
        );
        return secret;
      case "secret GetResourcePolicy":
        return { ...secret, ResourcePolicy: this.texts.get(arn) };
      case "secret DeleteResourcePolicy":
        this.texts.delete(arn);
        return secret;
      case "key PutKeyPolicy":
        await this.putKeyPolicy(arn, input, mayPutAgain);
        return {};
      case "key GetKeyPolicy":
        return {
          Policy: this.texts.get(arn) ?? JSON.stringify(defaultKeyPolicy(arn)),
          PolicyName: KEY_POLICY_NAME,
        };
      case "key DescribeKey":
        return { KeyMetadata: keyMetadata(arn) };
      case "key ListKeyPolicies":
        return { PolicyNames: [KEY_POLICY_NAME], Truncated: false };
      default: {
        const message = `the local accounts have no ${operation} for a ${kind} that the links name, only its policy`;
        throw new AwsError("NotImplemented", message, 501);
      }
    }
  }

  /** "The key policy must allow the calling principal to make a subsequent PutKeyPolicy request" (KMS API reference). */
  private async putKeyPolicy(
    arn: string,
    { Policy, BypassPolicyLockoutSafetyCheck }: Json,
    mayPutAgain: (policy: NamedDocument) => Promise<boolean>,
  ): Promise<void> {
    const { document, text } = await readPolicy(arn, Policy, "kms:Decrypt");
    if (BypassPolicyLockoutSafetyCheck !== true && !(await mayPutAgain({ name: POLICY_NAME, document })))
      throw malformed("The new key policy will not allow you to update the key policy in the future.");
    this.texts.set(arn, text);
  }
}

/** What a decision cannot be made with is refused before it is stored. @throws AwsError `MalformedPolicyDocumentException` */
async function readPolicy(
  arn: string,
  text: unknown,
  action: string,
): Promise<{ readonly document: unknown; readonly text: string }> {
  const document = parsed(text);
  const accountId = accountOf(arn);
  try {
    await decideIdentity({
      principalArn: accountRootArn({ partition: parseArn(arn)?.partition ?? "aws", accountId }),
      policies: { identity: [] },
      ...{ action, resource: arn, resourceAccountId: accountId, context: {} },
      resourcePolicy: { name: POLICY_NAME, document },
    });
  } catch (error) {
    if (!(error instanceof AccessError) || error.reason !== "invalid-policy") throw error;
    throw malformed("This resource policy contains a syntax error.");
  }
  return { document, text: String(text) };
}

function parsed(text: unknown): unknown {
  try {
    const document: unknown = JSON.parse(String(text));
    if (typeof document === "object" && document !== null) return document;
  } catch {
    // Told below: both are no document.
  }
  throw malformed("This resource policy contains a syntax error.");
}

function malformed(message: string): AwsError {
  return new AwsError("MalformedPolicyDocumentException", message);
}

/** A key for encryption that nobody has changed (KMS API reference, KeyMetadata), without the date that nobody knows. */
function keyMetadata(arn: string): Json {
  const { accountId, resource = "" } = parseArn(arn) ?? {};
  return {
    ...{ Arn: arn, KeyId: resource.replace(/^key\//, ""), AWSAccountId: accountId },
    ...{ Enabled: true, KeyState: "Enabled", KeyUsage: "ENCRYPT_DECRYPT", KeySpec: "SYMMETRIC_DEFAULT" },
    ...{ KeyManager: "CUSTOMER", Origin: "AWS_KMS", MultiRegion: false },
  };
}

/** The policy that KMS gives a key, which leaves it to IAM (KMS Developer Guide, "Default key policy"). */
function defaultKeyPolicy(arn: string): unknown {
  const { partition = "aws", accountId = "" } = parseArn(arn) ?? {};
  return {
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: accountRootArn({ partition, accountId }) },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  };
}
