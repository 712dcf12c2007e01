import type { ErrorRule, Phase } from "./error-rule";
import { ERROR_TABLE } from "./error-table";
import { dataRole, lambdaSide, type Place } from "./link-context";
import { type Hop, QueryError } from "./query-error";
import { redactParameters } from "./redact-parameters";

/** A failure in AWS's words. */
export interface Failure {
  readonly phase: Phase;
  /** AWS error code, or the status of a statement that did not finish. */
  readonly awsCode: string;
  readonly awsMessage: string;
  readonly statementId?: string;
}

const MAX_AWS_MESSAGE_CHARACTERS = 2048;

/**
 * Tells a failure in the words of the error table. One that no row knows keeps AWS's code and text, and its hop.
 *
 * @param redact takes SQL parameter values out of AWS's text before anyone reads it
 */
export function explainError(failure: Failure, place: Place, redact: (text: string) => string): QueryError {
  const awsMessage = withoutExternalId(redact(failure.awsMessage), place).slice(
    0,
    MAX_AWS_MESSAGE_CHARACTERS,
  );
  const foreign = namesForeignResource(failure.awsMessage, place);
  const rule =
    ERROR_TABLE.find((row) => row.foreignResource === true && foreign && matches(row, failure)) ??
    ERROR_TABLE.find((row) => row.foreignResource !== true && matches(row, failure)) ??
    UNKNOWN[failure.phase];
  return new QueryError({
    code: rule.code,
    hop: rule.hop,
    message: rule.summary,
    awsCode: failure.awsCode,
    ...(awsMessage !== "" && { awsMessage }),
    ...(failure.statementId !== undefined && { statementId: failure.statementId }),
    advice: rule.advice(place),
  });
}

function matches(rule: ErrorRule, failure: Failure): boolean {
  return (
    (rule.phases?.includes(failure.phase) ?? true) &&
    (rule.awsCodes?.includes(failure.awsCode) ?? true) &&
    (rule.text?.test(failure.awsMessage) ?? true)
  );
}

/** STS quotes an external id that it finds malformed. */
function withoutExternalId(text: string, { settings: { externalId: value } }: Place): string {
  return value === undefined ? text : redactParameters(text, [{ name: "externalId", value }]);
}

function namesForeignResource(awsMessage: string, place: Place): boolean {
  const account = /on resource: arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(awsMessage)?.[1];
  return account !== undefined && account !== place.settings.redshiftAccountId;
}

const UNKNOWN: Readonly<Record<Phase, ErrorRule>> = {
  "assume-role": unknown("assume-role", "assuming the data role"),
  submit: unknown("submit", "submitting the statement"),
  describe: unknown("submit", "asking for the status of the statement"),
  result: unknown("submit", "fetching the result"),
  cancel: unknown("submit", "cancelling the statement"),
  sql: unknown("sql", "running the statement"),
};

function unknown(hop: Hop, doing: string): ErrorRule {
  return {
    code: "UNKNOWN",
    hop,
    summary: `AWS answered with an error this function does not know while ${doing}`,
    advice: (place) =>
      hop === "assume-role"
        ? `AWS's own code and text stand beside; ${lambdaSide(place)}: function ${place.functionName}; ${dataRole(place)}: its trust policy`
        : `AWS's own code and text stand beside; ${dataRole(place)}: CloudTrail shows the call under the role session name ${place.settings.roleSessionName}`,
  };
}
