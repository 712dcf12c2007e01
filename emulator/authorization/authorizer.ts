import type { ConditionContext, NamedDocument } from "../../access/iam/decision";
import type { Caller } from "../authentication/caller";

/** One thing a caller wants to do, in IAM's terms. */
export interface AuthorizationRequest {
  /** For example `redshift-data:ExecuteStatement`. */
  readonly action: string;
  /** ARN, or `*` for an action without resource types. */
  readonly resource: string;
  /** Account that owns the resource, twelve digits. */
  readonly resourceAccountId: string;
  /** Condition keys of this operation; the global ones are added by the authorizer. */
  readonly context?: ConditionContext;
  /** Tags of the resource, key → value. @default - none */
  readonly resourceTags?: Readonly<Record<string, string>>;
  /** Service principals that ask in the caller's name, in their order. @default - none, the caller asks itself */
  readonly calledVia?: readonly string[];
  /** The policy of the resource, where the one who asks has read it. @default - that which is found for its ARN */
  readonly resourcePolicy?: NamedDocument;
}

/** Decides from the policies of the caller as they are stored at this moment, and from the resource's. */
export interface Authorizer {
  /** Resolves when allowed. Otherwise resolves to AWS's sentence: `User: … is not authorized to perform: …`. */
  denial(caller: Caller, request: AuthorizationRequest): Promise<string | undefined>;
}
