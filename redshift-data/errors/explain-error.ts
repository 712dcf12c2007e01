import { type AwsFailure, CLASSIFIED_CODES, failureKind } from "../../aws/failure/aws-failure";
import { isSaid, MAX_READ_CHARACTERS, type OwnWords, readOwnWords } from "../../aws/failure/own-words";
import { presentMembers } from "../../aws/json";
import { dataRole, type LinkContext, lambdaSide } from "../link/link-context";
import type { ErrorCode, Phase } from "./error-codes";
import type { ErrorRule } from "./error-rule";
import { ERROR_TABLE } from "./error-table";
import { QueryError } from "./query-error";
import { SAME_TOKEN } from "./repeat";
import { SEVERAL_STATEMENTS_ADVICE } from "./rules/sql-rules";
import { scanSql } from "./scan-sql";
import { NOT_SHOWN, OPEN_TEXTS, type ShownText, type TextFilter } from "./shown-text";

/** A failure in AWS's words. */
export interface Failure extends AwsFailure {
  readonly phase: Phase;
  /** Of a statement that did not finish. */
  readonly statementStatus?: string;
  readonly statementId?: string;
  /** Of a submit call: AWS may have taken the statement in this attempt or one before. */
  readonly mayBeRunning?: boolean;
}

/**
 * Tells a failure in the words of the error table. One that no row knows keeps AWS's code, its text as far as it may be
 * shown, and its hop.
 *
 * @param filter decides what of AWS's text may be shown; the row is found by the whole text
 * @param sqls the statements that the failure may be about
 */
export function explainError(
  told: Failure,
  link: LinkContext,
  filter: TextFilter,
  sqls: readonly string[] = [],
): QueryError {
  const failure = { ...told, awsMessage: told.awsMessage.slice(0, MAX_READ_CHARACTERS) };
  const { statementStatus, networkCode, statementId } = failure;
  const awsCode = isShownCode(failure, filter) ? failure.awsCode : undefined;
  const shown = shownText(failure, filter);
  const awsMessage = withoutExternalId(shown.text, link);
  const words = readOwnWords(failure.awsMessage);
  const candidates = ERROR_TABLE.filter(
    (row) =>
      matches(row, failure, words) && (!row.namesBucketRole || namesBucketRole(failure.awsMessage, link)),
  );
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
    advice: [
      rule.advice(link),
      failure.mayBeRunning === true ? `; ${SAME_TOKEN}` : "",
      TELLS_LITTLE.includes(rule.code) && sqls.some(holdsSeveral) ? `. ${SEVERAL_STATEMENTS_ADVICE}` : "",
      shown.isWhole ? "" : whereTheTextIs(failure, link),
    ].join(""),
  });
}

/** What AWS says of a text with several statements is documented nowhere, so it may be any of these. */
const TELLS_LITTLE: readonly ErrorCode[] = ["REQUEST_INVALID", "SYNTAX_ERROR", "SQL_FAILED", "UNKNOWN"];

function holdsSeveral(sql: string): boolean {
  return (scanSql(sql)?.statementCount ?? 1) > 1;
}

function shownText({ phase, awsMessage, statementId }: Failure, filter: TextFilter): ShownText {
  // Hop 1 sends nothing of a statement.
  return phase === "assume-role" ? OPEN_TEXTS.show(awsMessage) : filter.show(awsMessage, statementId);
}

/** Codes that are known to be AWS's. */
const KNOWN_CODES: ReadonlySet<string> = new Set([
  ...ERROR_TABLE.flatMap(({ awsCodes = [] }) => awsCodes),
  ...CLASSIFIED_CODES,
]);

/** An error that nobody knows may be named after anything. */
function isShownCode({ phase, awsCode = "" }: Failure, { isOpen }: TextFilter): boolean {
  return isOpen || phase === "assume-role" || KNOWN_CODES.has(awsCode);
}

/**
 * The failed queries of a database user, for itself and for superusers.
 * https://docs.aws.amazon.com/redshift/latest/dg/SYS_QUERY_HISTORY.html
 */
const FAILED_QUERIES =
  "SELECT start_time, error_message FROM sys_query_history WHERE status = 'failed' ORDER BY start_time DESC";

/** Where to read what is not shown. A deployed data role trusts nobody but the function, and so does DescribeStatement. */
function whereTheTextIs({ phase, statementId }: Failure, link: LinkContext): string {
  const { redshiftRegion, redshiftAccountId } = link.settings;
  const place =
    phase === "sql" && statementId !== undefined
      ? `in the database, as its user or a superuser: ${FAILED_QUERIES}; or, as the data role alone, aws redshift-data describe-statement --id ${statementId} --region ${redshiftRegion}`
      : `CloudTrail of account ${redshiftAccountId} in ${redshiftRegion}, errorMessage of the call`;
  return `. What AWS's text says beside this may be a parameter's value and is not shown; the whole text: ${place}`;
}

function matches(rule: ErrorRule, failure: Failure, words: OwnWords): boolean {
  return (
    rule.phases.includes(failure.phase) &&
    (rule.awsCodes?.includes(failure.awsCode ?? "") ?? true) &&
    (rule.kind === undefined || rule.kind === failureKind(failure)) &&
    (rule.statementStatus === undefined || rule.statementStatus === failure.statementStatus) &&
    (rule.says === undefined || isSaid(rule.says, words))
  );
}

/** STS quotes an external id that it finds malformed, and says of what member it quotes the value. */
function withoutExternalId(text: string, { settings: { externalId } }: LinkContext): string {
  const named = text.replace(/'[^']*'(?= at 'externalId')/g, `'${NOT_SHOWN}'`);
  // One character is in every text, and STS takes no external id that is so short.
  return externalId === undefined || externalId.length < 2 ? named : named.replaceAll(externalId, NOT_SHOWN);
}

function namesForeignResource(awsMessage: string, link: LinkContext): boolean {
  const account = /on resource: arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(awsMessage)?.[1];
  return account !== undefined && account !== link.settings.redshiftAccountId;
}

const ROLE_ARN = /arn:[\w-]+:iam::\d{12}:role\/[\w+=.@/-]*[\w+=@/-]/g;

function namesBucketRole(awsMessage: string, { settings: { copy } }: LinkContext): boolean {
  const named: readonly string[] = awsMessage.match(ROLE_ARN) ?? [];
  return copy?.buckets.some(({ bucketRoleArn }) => named.includes(bucketRoleArn)) === true;
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
    phases: [phase],
    summary: `AWS answered with an error this function does not know while ${DOING[phase]}`,
    advice: (link) =>
      phase === "assume-role"
        ? `AWS's own code and text stand beside; ${lambdaSide(link)}: function ${link.functionName}; ${dataRole(link)}: its trust policy`
        : `AWS's own code and text stand beside; ${dataRole(link)}: CloudTrail shows the call under the role session name ${link.settings.roleSessionName}`,
  };
}
