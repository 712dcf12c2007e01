/** One of the two accounts of a link, as the doctor names it. */
export type AccountSide = "lambda account" | "redshift account";

/** Which of the two roles of a link. */
export type RoleSide = "query role" | "data role";

/** The account that a role is in. */
export const ACCOUNT_OF: Readonly<Record<RoleSide, AccountSide>> = {
  "query role": "lambda account",
  "data role": "redshift account",
};
