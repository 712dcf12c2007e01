import { AccessError } from "../iam/access-error";
import type { NamedDocument, PrincipalPolicies } from "../iam/decision";
import { managedPolicy } from "../iam/managed-policies";
import { carriedPolicyTexts, type PolicyTexts, usablePolicyTexts } from "../terraform/carried/policy-texts";
import {
  type RolesAndFunctions,
  readSynthesizedStack,
  type SynthesizedFunction,
  type SynthesizedRole,
} from "../terraform/synthesized-stack";
import type { FunctionSettings, SettingsCodec } from "./function-settings";
import type { TransferAccess, TransferRole } from "./transfer/transfer-access";

/** Which of the link's roles: the last two it has only with buckets. */
export type LinkRole = "query" | "data" | TransferRole;

/** One state of a link, as access sees it. */
export interface LinkAccess {
  readonly queryRole: SynthesizedRole;
  readonly dataRole: SynthesizedRole;
  readonly queryFunction: SynthesizedFunction;
  /** Absent: the link has no buckets. */
  readonly transfer?: TransferAccess;
  /** Reads the function's environment: see {@link settingsOf}. */
  readonly codec: SettingsCodec;
  /** Texts of managed policies and boundaries that are not in the stack: ARN → document. */
  readonly documents: PolicyTexts;
}

/**
 * Finds the roles and the function of a link in its synthesized stack (`cdk.tf.json` as an object): the
 * function is the one that knows a data role, the query role is the function's role.
 *
 * @param codec reads the function's environment
 * @param documents managed policies and boundaries beside the AWS managed policies this project keeps:
 *   ARN → decoded document; default: those that the stack carries
 * @throws AccessError when the stack holds no such link, or parts of it are unknown at synth
 */
export function readLinkAccess(
  stackJson: unknown,
  codec: SettingsCodec,
  documents: PolicyTexts = usablePolicyTexts(carriedPolicyTexts(stackJson)),
): LinkAccess {
  const stack = readSynthesizedStack(stackJson);
  const candidates = stack.functions.filter(
    ({ environment }) => codec.decode(environment).dataRoleArn !== undefined,
  );
  const [queryFunction] = candidates;
  if (queryFunction === undefined || candidates.length > 1) {
    throw new AccessError(
      "no-link",
      `number of functions with ${codec.variables.dataRoleArn} is ${candidates.length}, expected 1; read one link's stack`,
    );
  }
  const { dataRoleArn, copy } = codec.decode(queryFunction.environment);
  return {
    queryRole: roleByArn(stack, queryFunction.roleArn),
    dataRole: roleByArn(stack, dataRoleArn),
    queryFunction,
    ...(copy === undefined ? {} : { transfer: transferAccess(stack, copy) }),
    codec,
    documents,
  };
}

/** Settings as a function works with them that is told no session name. */
type LinkSettings = FunctionSettings & { readonly roleSessionName: string };

/** Every question about a link needs them, and a state of a link is never changed. */
const SETTINGS = new WeakMap<LinkAccess, LinkSettings>();

/** What the function's environment says, with the session name that the function uses when it is told none. */
export function settingsOf(link: LinkAccess): LinkSettings {
  const known = SETTINGS.get(link) ?? decodedSettings(link);
  SETTINGS.set(link, known);
  return known;
}

function decodedSettings({ codec, queryFunction }: LinkAccess): LinkSettings {
  const settings = codec.decode(queryFunction.environment);
  // Lambda names its own sessions after the function, and so does the link.
  return { ...settings, roleSessionName: settings.roleSessionName ?? queryFunction.name };
}

/** Which roles a link has. */
export function rolesIn({ transfer }: Pick<LinkAccess, "transfer">): readonly LinkRole[] {
  return transfer === undefined ? ["query", "data"] : ["query", "data", "copy", "bucket"];
}

/** Every role of a link, in the order of {@link rolesIn}. */
export function allRolesOf(link: LinkAccess): readonly SynthesizedRole[] {
  return rolesIn(link).map((role) => roleOf(link, role));
}

/** One of the link's roles. @throws AccessError `no-link` when the link has no such role */
export function roleOf(
  { queryRole, dataRole, transfer }: Pick<LinkAccess, "queryRole" | "dataRole" | "transfer">,
  which: LinkRole,
): SynthesizedRole {
  if (which === "query") return queryRole;
  if (which === "data") return dataRole;
  if (transfer === undefined) {
    throw new AccessError(
      "no-link",
      `the link has no ${which} role, expected one with its buckets; ask only about the roles that it has`,
    );
  }
  return which === "copy" ? transfer.copyRole : transfer.bucketRole;
}

function transferAccess(
  stack: RolesAndFunctions,
  { copyRoleArn, buckets }: NonNullable<FunctionSettings["copy"]>,
): TransferAccess {
  const [bucketRoleArn, ...others] = new Set(buckets.map((bucket) => bucket.bucketRoleArn));
  if (others.length > 0) {
    throw new AccessError(
      "no-link",
      `buckets have ${others.length + 1} bucket roles, expected one; run npm run synth again`,
    );
  }
  return {
    copyRole: roleByArn(stack, copyRoleArn),
    bucketRole: roleByArn(stack, bucketRoleArn),
    buckets,
  };
}

function roleByArn({ roles }: RolesAndFunctions, arn: string | undefined): SynthesizedRole {
  const found = roles.find((role) => role.arn === arn);
  if (found === undefined) {
    throw new AccessError(
      "no-link",
      `role is ${arn}, expected one of ${roles.map((role) => role.arn).join(", ")}; every role of a link is in its stack`,
    );
  }
  return found;
}

/**
 * Every policy of a role of the link, with the texts of its managed policies.
 *
 * @throws AccessError when such a text is not known
 */
export function policiesOf({ documents }: LinkAccess, role: SynthesizedRole): PrincipalPolicies {
  const known = (arn: string): NamedDocument => {
    const document = documents[arn] ?? managedPolicy(arn)?.document;
    if (document === undefined) {
      throw new AccessError(
        "unknown-policy-text",
        `text of managed policy ${arn} of role ${role.name} is not known; write it below policyTexts of the link in links.yaml`,
      );
    }
    return { name: arn.slice(arn.lastIndexOf("/") + 1), document };
  };
  return {
    identity: [...role.inlinePolicies, ...role.managedPolicyArns.map(known)],
    ...(role.boundaryArn === undefined ? {} : { boundary: known(role.boundaryArn) }),
  };
}
