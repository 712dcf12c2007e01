import { LAMBDA_SERVICE } from "../../aws/lambda";
import type { ConditionContext, PrincipalPolicies } from "../iam/decision";
import type { LinkRole } from "./link-access";
import type { TransferRole } from "./transfer/transfer-access";

/** A caller that is no part of the link. */
export interface Stranger {
  /** Default: the query role's account. */
  readonly accountId?: string;
  /** IAM path and name of its role. */
  readonly roleName: string;
  /** Default: `sts:AssumeRole` on everything, the strongest attacker its own account can make. */
  readonly policies?: PrincipalPolicies;
}

/** May the function assume the data role? Each member makes the attempt differ from what the deployed function does. */
export interface AssumeDataRole {
  /** Somebody else than the query role. */
  readonly caller?: Stranger;
  /** `null`: the call does not come from a Lambda function. */
  readonly sourceFunctionArn?: string | null;
  /** `null`: none is sent. */
  readonly externalId?: string | null;
  readonly sessionName?: string;
}

/** May a session of the data role make this call? */
export interface CallAsDataRole {
  /** For example `redshift-data:ExecuteStatement`. */
  readonly action: string;
  /** One ARN, or `*` for an action without resource types. */
  readonly resource: string;
  /** Session of the data role that ran the statement asked for. Default: the session itself. */
  readonly ownerSessionName?: string;
  /** Default: the link's. */
  readonly sessionName?: string;
  /** Further keys of the request, for example `kms:ViaService`. */
  readonly context?: ConditionContext;
}

/** May a role between Redshift and the buckets make this call? */
export interface CallAsTransferRole {
  readonly role: TransferRole;
  /** For example `s3:GetObject`. */
  readonly action: string;
  readonly resource: string;
  /** Whose the resource is. A bucket or key of another account takes the caller as far as its own policies do. Default: the role's account. */
  readonly resourceAccountId?: string;
  /** Further keys of the request, for example `s3:prefix`. */
  readonly context?: ConditionContext;
}

/**
 * A question about a link, as data: it can be put to every state of the link, and the same question to the same state has
 * one answer.
 *
 * - `assume-data-role`: see {@link AssumeDataRole}
 * - `assume-query-role`: may somebody else become the query role, and so what the data role trusts?
 * - `assume-as-service`: may an AWS service assume one of the roles, sending this?
 * - `assume-as-query-role`: do the query role's own policies let the function go to another role, one that trusts it?
 * - `call-as-query-role`: may the function make this call with the credentials of its own role?
 * - `call-as-data-role`: see {@link CallAsDataRole}
 * - `assume-transfer-role`: may the copy role, or somebody else, become one of the roles between Redshift and the buckets?
 * - `assume-as-copy-role`: do the copy role's own policies let it go to another role, one that trusts it?
 * - `call-as-transfer-role`: see {@link CallAsTransferRole}
 *
 * Of a role that a state of the link does not have, everything is denied.
 */
export type Question =
  | ({ readonly kind: "assume-data-role" } & AssumeDataRole)
  | { readonly kind: "assume-query-role"; readonly caller: Stranger | "data-role" }
  | {
      readonly kind: "assume-as-service";
      readonly role: LinkRole;
      readonly service: string;
      readonly context?: ConditionContext;
    }
  | { readonly kind: "assume-as-query-role"; readonly roleArn: string }
  | { readonly kind: "call-as-query-role"; readonly action: string; readonly resource: string }
  | ({ readonly kind: "call-as-data-role" } & CallAsDataRole)
  | {
      readonly kind: "assume-transfer-role";
      readonly role: TransferRole;
      readonly caller: Stranger | "copy-role";
    }
  | { readonly kind: "assume-as-copy-role"; readonly roleArn: string }
  | ({ readonly kind: "call-as-transfer-role" } & CallAsTransferRole);

/** May Lambda run the function with the query role? */
export const LAMBDA_RUNS_FUNCTION: Question = {
  kind: "assume-as-service",
  role: "query",
  service: LAMBDA_SERVICE,
};

/** May the function, as it is deployed, assume the data role? */
export const FUNCTION_ASSUMES_DATA_ROLE: Question = { kind: "assume-data-role" };
