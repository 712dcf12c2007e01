import { randomUUID } from "node:crypto";
import { accountRootArn } from "../../aws/iam";
import { type Json, presentMembers } from "../../aws/json";
import { partitionOf } from "../../aws/partition";
import { AwsError } from "../protocol/aws-error";
import type { AwsResponse } from "../protocol/aws-request";
import type { FunctionReference } from "../protocol/function-reference";
import type { LambdaOperation } from "../protocol/lambda-route";

const OPERATIONS = ["AddPermission", "GetPolicy", "RemovePermission"] as const;

type PolicyOperation = (typeof OPERATIONS)[number];

/** Whether an operation is one of {@link QualifiedPolicies}, for a function that is named with a version or an alias. */
export function isPolicyOperation(operation: LambdaOperation | undefined): operation is PolicyOperation {
  return OPERATIONS.some((known) => known === operation);
}

interface Statement extends Json {
  readonly Sid: string;
}

/**
 * Resource policies of versions and aliases, by their ARNs: Lambda keeps each apart from the function's own, and moto keeps one for all.
 */
export class QualifiedPolicies {
  private readonly statements = new Map<string, readonly Statement[]>();

  /** The policy of a version or alias, decoded; `undefined` when it has none. */
  of(qualifiedArn: string): object | undefined {
    const statements = this.statements.get(qualifiedArn);
    return statements === undefined ? undefined : documentOf(statements);
  }

  /** Forgets the policies of all versions and aliases of a function. @param functionArn unqualified */
  delete(functionArn: string): void {
    for (const arn of this.statements.keys())
      if (arn.startsWith(`${functionArn}:`)) this.statements.delete(arn);
  }

  /**
   * Answers one of the operations.
   *
   * @param input of the operation, decoded
   * @param statementId of a statement that is removed
   * @param exists whether a version or alias exists
   * @throws AwsError as Lambda does
   */
  async handle(
    operation: PolicyOperation,
    input: Json,
    reference: FunctionReference,
    exists: (reference: FunctionReference) => Promise<boolean>,
    statementId: string | undefined,
  ): Promise<AwsResponse> {
    const arn = reference.namedArn;
    const known = this.statements.get(arn) ?? [];
    switch (operation) {
      case "AddPermission": {
        if (!(await exists(reference))) {
          throw new AwsError("ResourceNotFoundException", `Function not found: ${arn}`, 404);
        }
        const added = statementOf(input, reference);
        if (known.some(({ Sid }) => Sid === added.Sid)) {
          throw new AwsError(
            "ResourceConflictException",
            `The statement id (${added.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
            409,
          );
        }
        this.statements.set(arn, [...known, added]);
        return json(201, { Statement: JSON.stringify(added) });
      }
      case "GetPolicy":
        if (known.length === 0) throw missing("The resource you requested does not exist.");
        return json(200, { Policy: JSON.stringify(documentOf(known)), RevisionId: randomUUID() });
      case "RemovePermission": {
        const left = known.filter(({ Sid }) => Sid !== statementId);
        if (left.length === known.length) {
          throw missing(`Statement ${statementId ?? ""} is not found in resource policy.`);
        }
        if (left.length === 0) this.statements.delete(arn);
        else this.statements.set(arn, left);
        return { status: 204, headers: {}, body: "" };
      }
    }
  }
}

function documentOf(statements: readonly Statement[]): object {
  return { Version: "2012-10-17", Id: "default", Statement: statements };
}

/** What Lambda writes of the parameters (AWS Lambda developer guide, "Working with resource-based IAM policies in Lambda"). */
function statementOf(input: Json, { namedArn, region }: FunctionReference): Statement {
  const { Action, Principal, SourceAccount, SourceArn, PrincipalOrgID, StatementId } = input;
  const equals = presentMembers({ "AWS:SourceAccount": SourceAccount, "aws:PrincipalOrgID": PrincipalOrgID });
  const condition = {
    ...(Object.keys(equals).length === 0 ? {} : { StringEquals: equals }),
    ...(SourceArn === undefined ? {} : { ArnLike: { "AWS:SourceArn": SourceArn } }),
  };
  return {
    Sid: String(StatementId),
    Effect: "Allow",
    Principal: principalOf(String(Principal), region),
    Action,
    Resource: namedArn,
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}

function principalOf(principal: string, region: string): unknown {
  if (principal === "*") return principal;
  if (/^\d{12}$/.test(principal))
    return { AWS: accountRootArn({ partition: partitionOf(region), accountId: principal }) };
  return principal.startsWith("arn:") ? { AWS: principal } : { Service: principal };
}

function missing(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", message, 404);
}

function json(status: number, content: object): AwsResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(content) };
}
