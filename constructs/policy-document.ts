import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import type { Condition, Statement, TrustStatement } from "../policies/statement";
import { resolveTrust } from "../policies/trust";

/** The data source reads `&{…}` as IAM's `${…}`, which Terraform would take for its own template. */
function escapeVariables(value: string): string {
  return value.replaceAll("${", "&{");
}

function conditionBlocks(
  conditions: readonly Condition[] = [],
): Pick<DataAwsIamPolicyDocumentStatement, "condition"> {
  if (conditions.length === 0) return {};
  return {
    condition: conditions.map(({ test, variable, values }) => ({
      test,
      variable,
      values: values.map(escapeVariables),
    })),
  };
}

function permissionBlock(statement: Statement): DataAwsIamPolicyDocumentStatement {
  return {
    sid: statement.sid,
    effect: "Allow",
    actions: [...statement.actions],
    resources: [...statement.resources],
    ...conditionBlocks(statement.conditions),
  };
}

function trustBlock(statement: TrustStatement): DataAwsIamPolicyDocumentStatement {
  const { type, identifier, conditions } = resolveTrust(statement);
  return {
    sid: statement.sid,
    effect: "Allow",
    actions: ["sts:AssumeRole"],
    principals: [{ type, identifiers: [identifier] }],
    ...conditionBlocks(conditions),
  };
}

function policyDocument(
  scope: Construct,
  address: string,
  provider: AwsProvider,
  statement: DataAwsIamPolicyDocumentStatement[],
): DataAwsIamPolicyDocument {
  const document = new DataAwsIamPolicyDocument(scope, address, { provider, statement });
  document.overrideLogicalId(address);
  return document;
}

/** Permissions as a structured Terraform data source: reviewable in the JSON and known in the first plan. */
export function permissionPolicyDocument(
  scope: Construct,
  address: string,
  provider: AwsProvider,
  statements: readonly Statement[],
): DataAwsIamPolicyDocument {
  return policyDocument(scope, address, provider, statements.map(permissionBlock));
}

/** A trust policy as a structured Terraform data source. */
export function trustPolicyDocument(
  scope: Construct,
  address: string,
  provider: AwsProvider,
  statements: readonly TrustStatement[],
): DataAwsIamPolicyDocument {
  return policyDocument(scope, address, provider, statements.map(trustBlock));
}
