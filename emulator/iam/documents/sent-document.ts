import type { DocumentKind } from "./kept-document";

/** The policy document that an IAM request sends to be stored. */
export interface SentDocument {
  readonly kind: DocumentKind;
  /** Name of its parameter. */
  readonly parameter: string;
  /** Of an identity policy: whether it is a policy of its own. */
  readonly isManaged: boolean;
}

const MANAGED: SentDocument = { kind: "identity", parameter: "PolicyDocument", isManaged: true };
const INLINE: SentDocument = { kind: "identity", parameter: "PolicyDocument", isManaged: false };

/** Operation → the document it stores. */
const SENT_DOCUMENTS: Readonly<Record<string, SentDocument>> = {
  CreatePolicy: MANAGED,
  CreatePolicyVersion: MANAGED,
  PutRolePolicy: INLINE,
  PutUserPolicy: INLINE,
  PutGroupPolicy: INLINE,
  CreateRole: { kind: "trust", parameter: "AssumeRolePolicyDocument", isManaged: false },
  UpdateAssumeRolePolicy: { kind: "trust", parameter: "PolicyDocument", isManaged: false },
};

/** The document that an operation stores; `undefined` when it stores none. */
export function sentDocumentOf(operation: string): SentDocument | undefined {
  return SENT_DOCUMENTS[operation];
}
