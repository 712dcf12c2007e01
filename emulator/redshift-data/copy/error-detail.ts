import { StatementFailure } from "./statement-failure";

/** The numbers of a statement. */
export interface StatementNumbers {
  readonly queryId: number;
  readonly pid: number;
}

/** What Redshift tells below an error of its own services. */
interface ErrorDetail {
  readonly code: number;
  readonly context: string;
  /** Where in Redshift's source. */
  readonly location: string;
}

const RULE = "  -----------------------------------------------";

/** An error of Redshift's, with the details that it prints below. */
export function detailedFailure(
  message: string,
  { code, context, location }: ErrorDetail,
  { queryId, pid }: StatementNumbers,
): StatementFailure {
  return new StatementFailure(
    [
      `ERROR: ${message}`,
      "  Detail: ",
      RULE,
      `  error:  ${message}`,
      `  code:      ${code}`,
      `  context:   ${context}`,
      `  query:     ${queryId}`,
      `  location:  ${location}`,
      `  process:   padbmaster [pid=${pid}]`,
      RULE,
    ].join("\n"),
  );
}
