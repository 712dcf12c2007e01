import { GetPolicyCommand, type IAMClient } from "@aws-sdk/client-iam";
import { MAX_INLINE_POLICIES_CHARACTERS, MAX_MANAGED_POLICY_CHARACTERS } from "../../../aws/quotas";
import { AwsError } from "../../protocol/aws-error";
import { quotaCharacters } from "../documents/quota-characters";
import { attachedPoliciesOf, type HolderKind, inlinePoliciesOf } from "./policy-holder";

/** Quota for all inline policies of one together, characters without white space (IAM quotas). */
const MAX_INLINE_CHARACTERS: Readonly<Record<HolderKind, number>> = {
  role: MAX_INLINE_POLICIES_CHARACTERS,
  user: 2048,
  group: 5120,
};

/** Managed policies that may be attached to one: the default of the quotas PoliciesPerRole, …PerUser and …PerGroup. */
const MAX_ATTACHED_POLICIES = 10;

const QUOTA_NAMES: Readonly<Record<HolderKind, string>> = {
  role: "PoliciesPerRole",
  user: "PoliciesPerUser",
  group: "PoliciesPerGroup",
};

/**
 * Refuses what IAM's quotas do not let in, and policies that are named and do not exist. Whoever does not exist is left to moto's
 * answer.
 *
 * @param iam IAM of the account, past the gateway
 * @throws AwsError `LimitExceeded`, `NoSuchEntity` or `ValidationError`, in IAM's words
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export async function checkIamLimits(
  iam: IAMClient,
  operation: string,
  parameters: URLSearchParams,
): Promise<void> {
  const [, kind] = /^(?:Attach|Put)(Role|User|Group)Policy$/.exec(operation) ?? [];
  const holder = holderOf(kind, parameters);
  if (operation.startsWith("Attach") && holder !== undefined) return checkAttachment(iam, holder, parameters);
  if (operation.startsWith("Put") && holder !== undefined) return checkInline(iam, holder, parameters);
  if (operation === "CreatePolicy" || operation === "CreatePolicyVersion")
    checkSize(parameters.get("PolicyDocument"));
  const boundary = parameters.get("PermissionsBoundary");
  if (boundary !== null) await requirePolicy(iam, boundary, "Scope ARN:");
}

interface Holder {
  readonly kind: HolderKind;
  readonly name: string;
}

const KINDS: Readonly<Record<string, HolderKind>> = { Role: "role", User: "user", Group: "group" };

function holderOf(word: string | undefined, parameters: URLSearchParams): Holder | undefined {
  const kind = KINDS[word ?? ""];
  const name = parameters.get(`${word}Name`);
  return kind === undefined || name === null ? undefined : { kind, name };
}

async function checkAttachment(iam: IAMClient, { kind, name }: Holder, parameters: URLSearchParams) {
  const arn = parameters.get("PolicyArn") ?? "";
  await requirePolicy(iam, arn, "Policy");
  const attached = await orNone(attachedPoliciesOf(iam, kind, name));
  if (attached === undefined || attached.includes(arn) || attached.length < MAX_ATTACHED_POLICIES) return;
  throw limitExceeded(`Cannot exceed quota for ${QUOTA_NAMES[kind]}: ${MAX_ATTACHED_POLICIES}`);
}

async function checkInline(iam: IAMClient, { kind, name }: Holder, parameters: URLSearchParams) {
  const stored = await orNone(inlinePoliciesOf(iam, kind, name));
  if (stored === undefined) return;
  const all = new Map([
    ...stored,
    [parameters.get("PolicyName") ?? "", parameters.get("PolicyDocument") ?? "{}"],
  ]);
  const characters = [...all.values()].reduce((sum, text) => sum + quotaCharacters(JSON.parse(text)), 0);
  const most = MAX_INLINE_CHARACTERS[kind];
  if (characters > most)
    throw limitExceeded(`Maximum policy size of ${most} bytes exceeded for ${kind} ${name}`);
}

function checkSize(text: string | null): void {
  if (text === null || quotaCharacters(JSON.parse(text)) <= MAX_MANAGED_POLICY_CHARACTERS) return;
  throw limitExceeded(`Cannot exceed quota for PolicySize: ${MAX_MANAGED_POLICY_CHARACTERS}`);
}

function limitExceeded(message: string): AwsError {
  return new AwsError("LimitExceeded", message, 409);
}

const POLICY_ARN = /^arn:[a-z-]+:iam::(?:\d{12}|aws):policy\/.+$/;

/** @param called what IAM calls it: a boundary is a "Scope ARN:" */
async function requirePolicy(iam: IAMClient, PolicyArn: string, called: string): Promise<void> {
  if (!POLICY_ARN.test(PolicyArn))
    throw new AwsError("ValidationError", "Invalid ARN:  Could not be parsed!");
  if ((await orNone(iam.send(new GetPolicyCommand({ PolicyArn })))) !== undefined) return;
  throw new AwsError("NoSuchEntity", `${called} ${PolicyArn} does not exist or is not attachable.`, 404);
}

async function orNone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && /^NoSuchEntity/.test(error.name)) return undefined;
    throw error;
  }
}
