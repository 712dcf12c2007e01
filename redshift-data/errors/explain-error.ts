import { presentMembers } from "../../aws/json";
import { dataRole, type LinkContext, lambdaSide } from "../link/link-context";
import { type AwsFailure, failureKind } from "./aws-failure";
import type { Phase } from "./error-codes";
import type { ErrorRule } from "./error-rule";
import { ERROR_TABLE } from "./error-table";
import { QueryError } from "./query-error";
import { redactParameters } from "./redact-parameters";

/** A failure in AWS's words. */
export interface Failure extends AwsFailure {
  readonly phase: Phase;
  /** Of a statement that did not finish. */
  readonly statementStatus?: string;
  readonly statementId?: string;
}

const MAX_AWS_MESSAGE_CHARACTERS = 2048;

/**
 * Tells a failure in the words of the error table. One that no row knows keeps AWS's code and text, and its hop.
 *
 * @param redact takes SQL parameter values out of AWS's text before anyone reads it
 */
export function explainError(
  failure: Failure,
  link: LinkContext,
  redact: (text: string) => string,
): QueryError {
  const { awsCode, statementStatus, networkCode, statementId } = failure;
  const awsMessage = withoutExternalId(redact(failure.awsMessage), link).slice(0, MAX_AWS_MESSAGE_CHARACTERS);
  const candidates = ERROR_TABLE.filter((row) => matches(row, failure));
  const rule =
    candidates.find((row) => row.foreignResource && namesForeignResource(failure.awsMessage, link)) ??
    candidates.find((row) => !row.foreignResource) ??
    unknownFailure(failure.phase);
  return new QueryError({
    code: rule.code,
    hop: rule.hop ?? failure.phase,
    message: rule.summary,
    ...presentMembers({
      awsCode,
      statementStatus,
      networkCode,
      awsMessage: awsMessage || undefined,
      statementId,
    }),
    advice: rule.advice(link),
  });
}

function matches(rule: ErrorRule, failure: Failure): boolean {
  return (
    (rule.phases?.includes(failure.phase) ?? true) &&
    (rule.awsCodes?.includes(failure.awsCode ?? "") ?? true) &&
    (rule.kind === undefined || rule.kind === failureKind(failure)) &&
    (rule.statementStatus === undefined || rule.statementStatus === failure.statementStatus) &&
    (rule.text?.test(failure.awsMessage) ?? true)
  );
}

/** STS quotes an external id that it finds malformed. */
function withoutExternalId(text: string, { settings: { externalId: value } }: LinkContext): string {
  return value === undefined ? text : redactParameters(text, [{ name: "externalId", value }]);
}

function namesForeignResource(awsMessage: string, link: LinkContext): boolean {
  const account = /on resource: arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(awsMessage)?.[1];
  return account !== undefined && account !== link.settings.redshiftAccountId;
}

const DOING: Readonly<Record<Phase, string>> = {
  "assume-role": "assuming the data role",
  submit: "submitting the statement",
  describe: "asking for the status of the statement",
  result: "fetching the result",
  cancel: "cancelling the statement",
  sql: "running the statement",
};

/** What is told of a failure that no row knows. */
function unknownFailure(phase: Phase): ErrorRule {
  return {
    code: "UNKNOWN",
    summary: `AWS answered with an error this function does not know while ${DOING[phase]}`,
    advice: (link) =>
      phase === "assume-role"
        ? `AWS's own code and text stand beside; ${lambdaSide(link)}: function ${link.functionName}; ${dataRole(link)}: its trust policy`
        : `AWS's own code and text stand beside; ${dataRole(link)}: CloudTrail shows the call under the role session name ${link.settings.roleSessionName}`,
  };
}
