const UUID = /^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}$/;
const OF_BATCH = /:\d{1,2}$/;

/** Longest client token, characters (API_ExecuteStatement). */
export const MAX_CLIENT_TOKEN_CHARACTERS = 64;

/** Longest life of a session after its statement, seconds (API_ExecuteStatement). */
export const MAX_KEEP_ALIVE_SECONDS = 86_400;

/** Whether the text can be the id of a session. */
export function isSessionId(text: string): boolean {
  return UUID.test(text);
}

/**
 * Whether the text can be the id of a statement, or of one of a batch (`…:n`).
 *
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeStatement.html
 */
export function isStatementId(text: string): boolean {
  return UUID.test(text.replace(OF_BATCH, ""));
}
