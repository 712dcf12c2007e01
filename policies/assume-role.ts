import type { Condition, Statement } from "./statement";

/** The one role to assume, and what narrows it. */
export interface AssumeDataRoleProps {
  readonly dataRoleArn: string;
  /** Sent by the function and asked for by the data role; here so that no other value can be sent. */
  readonly externalId?: string;
  /** Unqualified ARN of the only function that may use the permission. */
  readonly sourceFunctionArn?: string;
}

/** Hop 1, the caller's half: assume one role, from one function, with one external id. */
export function allowAssumeDataRole(props: AssumeDataRoleProps): Statement {
  const conditions: Condition[] = [];
  if (props.sourceFunctionArn !== undefined) {
    conditions.push({
      test: "ArnEquals",
      variable: "lambda:SourceFunctionArn",
      values: [props.sourceFunctionArn],
    });
  }
  if (props.externalId !== undefined) {
    conditions.push({ test: "StringEquals", variable: "sts:ExternalId", values: [props.externalId] });
  }
  return { sid: "AssumeDataRole", actions: ["sts:AssumeRole"], resources: [props.dataRoleArn], conditions };
}
