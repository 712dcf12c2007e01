import type { NamedDocument } from "../../access/iam/decision";
import { parseArn } from "../../aws/arn";
import { assumedRoleArn, type IamAccount } from "../../aws/iam";

/** A role of which there is a session. */
interface SessionRole {
  /** `arn:…:iam::<account>:role/<path><name>`: the value of `aws:PrincipalArn`. */
  readonly arn: string;
  readonly name: string;
  /** `AROA…`; another one once the role was deleted and made again. */
  readonly id: string;
}

/** What STS keeps with temporary credentials. */
export interface SessionProperties {
  /** When STS made the credentials. Absent: they are not made yet. */
  readonly issuedAt?: Date;
  /** Session tags, key → value; one of the same key as the role's or user's stands for it. @default - none */
  readonly tags?: Readonly<Record<string, string>>;
  /** Keys of the tags that a role assumed from here inherits. @default - none */
  readonly transitiveTagKeys?: readonly string[];
  /** Set once; a role assumed from here has it too. @default - none */
  readonly sourceIdentity?: string;
  /** Session policies: nothing is allowed that none of them allows. @default - none, which limits nothing */
  readonly policies?: readonly NamedDocument[];
}

/** What a request shows beside who signed it. */
export interface RequestProperties {
  /** The endpoint's region, as signed. */
  readonly region: string;
  readonly sourceIp: string;
  /** Headers; absent: not sent. */
  readonly userAgent?: string;
  readonly referer?: string;
}

/** Who signed a request, as IAM sees it. */
export interface Caller {
  /** Twelve digits. */
  readonly accountId: string;
  /** `arn:…:sts::<account>:assumed-role/<role>/<session>`, `arn:…:iam::<account>:user/<name>` or `arn:…:sts::<account>:federated-user/<name>`. */
  readonly arn: string;
  /** Value of `aws:userid`: `AROA…:<session name>` for a role session, `AIDA…` for a user, `<account>:<name>` for a federated one. */
  readonly userId: string;
  /** The role behind a role session. Absent: a user, or a federated one. */
  readonly role?: SessionRole & { readonly sessionName: string };
  /** The user in whose name a federated session acts (GetFederationToken). Absent: no federated session. */
  readonly federatedBy?: { readonly arn: string; readonly userId: string };
  /** Set on the credentials of a Lambda container: the unqualified ARN of its function. */
  readonly sourceFunctionArn?: string;
  /** Of temporary credentials. Absent: a long-term key. */
  readonly session?: SessionProperties;
  /** Of the request that is being decided. Absent: an AWS service acts by itself, as when Lambda writes a function's log. */
  readonly request?: RequestProperties;
}

/** The identity that a session of this role has; when it began is known once it has credentials. */
export function roleSession(
  { arn, id, name, accountId }: SessionRole & { readonly accountId: string },
  sessionName: string,
): Caller {
  return {
    accountId,
    arn: assumedRoleArn({ partition: partitionOfArn(arn), accountId, name }, sessionName),
    userId: `${id}:${sessionName}`,
    role: { arn, name, id, sessionName },
  };
}

/** The account a caller belongs to, in the partition of its own ARN. */
export function accountOfCaller({ arn, accountId }: Caller): IamAccount {
  return { partition: partitionOfArn(arn), accountId };
}

function partitionOfArn(arn: string): string {
  return parseArn(arn)?.partition ?? "aws";
}
