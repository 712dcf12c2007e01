import type { IAMClient } from "@aws-sdk/client-iam";
import type { NamedDocument, PrincipalPolicies } from "../../access/iam/decision";
import { type IamRole, readIamRole } from "../../access/iam/iam-role";
import { evaluatedDocument } from "./documents/evaluated-document";
import { carriedDocument } from "./documents/kept-document";

/** A role as IAM has it at this moment, with its policies as the simulator takes them. */
export interface StoredRole extends Pick<IamRole, "maxSessionSeconds" | "description" | "tags"> {
  readonly arn: string;
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  /** The trust policy as stored: exact role and user principals are unique ids. */
  readonly trust: unknown;
  readonly policies: PrincipalPolicies;
  /** Absent: no permissions boundary. */
  readonly boundaryArn?: string;
}

/** Reads a role with everything that grants or bounds its permissions; absent when no such role exists. */
export async function readStoredRole(
  iam: IAMClient,
  accountId: string,
  name: string,
): Promise<StoredRole | undefined> {
  const role = await readIamRole(iam, name);
  if (role === undefined) return undefined;
  const { arn, uniqueId: id, maxSessionSeconds, description, tags, boundaryArn } = role;
  const identity = [
    ...role.inlinePolicies.map((policy) => ({ name: policy.name, document: evaluated(policy.document) })),
    ...role.managedPolicyArns.map((known) => managed(role, known)),
  ];
  return {
    ...{ arn, id, name, accountId, trust: evaluated(role.trust), maxSessionSeconds, description, tags },
    policies: { identity, ...(boundaryArn === undefined ? {} : { boundary: managed(role, boundaryArn) }) },
    ...(boundaryArn === undefined ? {} : { boundaryArn }),
  };
}

function managed({ documents }: IamRole, arn: string): NamedDocument {
  return {
    name: arn.slice(arn.lastIndexOf("/") + 1),
    document: evaluatedDocument(carriedDocument(documents[arn])),
  };
}

/** The document that moto keeps or carries, as the simulator takes it. */
function evaluated(document: unknown): unknown {
  return evaluatedDocument(carriedDocument(document));
}
