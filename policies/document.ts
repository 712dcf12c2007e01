import type { Condition, Statement, TrustStatement } from "./statement";
import { resolveTrust } from "./trust";

type Scalar = string | readonly string[];

function scalar(values: readonly string[]): Scalar {
  const [only, ...others] = values;
  return only !== undefined && others.length === 0 ? only : values;
}

function conditionBlock(conditions: readonly Condition[]): Record<string, Record<string, Scalar>> {
  const block: Record<string, Record<string, Scalar>> = {};
  for (const { test, variable, values } of conditions) {
    block[test] = { ...block[test], [variable]: scalar(values) };
  }
  return block;
}

function withConditions(statement: object, conditions: readonly Condition[]): object {
  return conditions.length === 0 ? statement : { ...statement, Condition: conditionBlock(conditions) };
}

function document(statements: readonly object[]): object {
  return { Version: "2012-10-17", Statement: statements };
}

/** An inline policy as IAM JSON, the way the provider's `aws_iam_policy_document` renders it. */
export function permissionDocument(statements: readonly Statement[]): object {
  return document(
    statements.map(({ sid, actions, resources, conditions = [] }) =>
      withConditions(
        { Sid: sid, Effect: "Allow", Action: scalar(actions), Resource: scalar(resources) },
        conditions,
      ),
    ),
  );
}

/** A trust policy as IAM JSON. */
export function trustDocument(statements: readonly TrustStatement[]): object {
  return document(
    statements.map((statement) => {
      const { type, identifier, conditions } = resolveTrust(statement);
      const rendered = {
        Sid: statement.sid,
        Effect: "Allow",
        Principal: { [type]: identifier },
        Action: "sts:AssumeRole",
      };
      return withConditions(rendered, conditions);
    }),
  );
}

/** What IAM counts against its size quotas: the characters of the document that are not white space. */
export function countedCharacters(policyDocument: object): number {
  return JSON.stringify(policyDocument).replace(/\s/g, "").length;
}
