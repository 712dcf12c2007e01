import { databaseUser, type LinkContext, redshiftSide, targetName } from "../link/link-context";
import type { ErrorRule } from "./error-rule";

function inDatabase(link: LinkContext): string {
  return `${redshiftSide(link)}, ${targetName(link)}, database ${link.settings.target.Database}`;
}

/** Statements that AWS accepted and the engine did not finish. */
export const sqlRules: readonly ErrorRule[] = [
  {
    code: "COPY_ROLE_DENIED",
    summary: "Redshift may not assume the role named in IAM_ROLE",
    phases: ["sql"],
    text: /not authorized to (assume IAM role|get credentials of role)/i,
    advice: (link) =>
      `${redshiftSide(link)}: the first role of IAM_ROLE must be attached to ${targetName(link)} and trust redshift.amazonaws.com; a second role must trust the first. This role is not the data role`,
  },
  {
    code: "COPY_S3_DENIED",
    summary: "the role named in IAM_ROLE may not use the bucket",
    phases: ["sql"],
    text: /S3ServiceException.*Access ?Denied/i,
    advice: () =>
      "in the bucket's account: the last role of IAM_ROLE must allow s3:ListBucket and s3:GetObject (COPY) or s3:PutObject (UNLOAD). This role is not the data role",
  },
  {
    code: "TABLE_NOT_FOUND",
    summary: "the table or view does not exist, or not in the search path",
    phases: ["sql"],
    text: /relation "[^"]*" does not exist/i,
    advice: (link) => `${inDatabase(link)}: write the name with its schema, or create the table`,
  },
  {
    code: "SCHEMA_NOT_FOUND",
    summary: "the schema does not exist",
    phases: ["sql"],
    text: /schema "[^"]*" does not exist/i,
    advice: (link) => `${inDatabase(link)}: correct the schema name, or create the schema`,
  },
  {
    code: "COLUMN_NOT_FOUND",
    summary: "the column does not exist",
    phases: ["sql"],
    text: /column "?[^" ]*"? (of relation "[^"]*" )?does not exist/i,
    advice: (link) => `${inDatabase(link)}: correct the column name`,
  },
  {
    code: "PERMISSION_DENIED",
    summary: "the database user may not use the schema",
    phases: ["sql"],
    text: /permission denied for schema/i,
    advice: (link) =>
      `${inDatabase(link)}: GRANT USAGE ON SCHEMA … TO ${databaseUser(link)}. IAM is not involved`,
  },
  {
    code: "PERMISSION_DENIED",
    summary: "the database user lacks a privilege",
    phases: ["sql"],
    text: /permission denied/i,
    advice: (link) =>
      `${inDatabase(link)}: GRANT the privilege (SELECT to read) on the object that the engine names TO ${databaseUser(link)}. IAM is not involved`,
  },
  {
    code: "SYNTAX_ERROR",
    summary: "the SQL is not well formed",
    phases: ["sql"],
    text: /syntax error/i,
    advice: () =>
      "correct the SQL at the place the engine names; parameters stand for values only, never for names of tables or columns",
  },
  {
    code: "ROW_TOO_LARGE",
    hop: "sql",
    summary: "a row is larger than the Data API carries",
    text: /Packet for query is too large/i,
    advice: () => "a row may have 64 KB: select fewer columns, or UNLOAD to S3",
  },
  {
    code: "RESULT_TOO_LARGE",
    hop: "sql",
    summary: "the result is larger than the Data API carries",
    text: /response exceeded size limit/i,
    advice: () => "a result may have 500 MB after compression: select less, or UNLOAD to S3",
  },
  {
    code: "STATEMENT_ABORTED",
    summary: "the statement was stopped before it finished",
    phases: ["sql"],
    statementStatus: "ABORTED",
    advice: (link) =>
      `${inDatabase(link)}: it was cancelled by someone, by a query monitoring rule, or by an earlier attempt of this invocation at its deadline`,
  },
  {
    code: "SQL_FAILED",
    summary: "the engine refused the statement",
    phases: ["sql"],
    advice: (link) => `${inDatabase(link)}: the engine's text names the fault`,
  },
];
