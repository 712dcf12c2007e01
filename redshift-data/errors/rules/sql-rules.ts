import { engineSays, serviceSays } from "../../../aws/failure/own-words";
import type { ErrorRule } from "../error-rule";
import { inDatabase } from "./in-database";
import { objectRules } from "./object-rules";
import { storageRules } from "./storage-rules";
import { sizeRules, transactionRules } from "./transaction-rules";
import { valueRules } from "./value-rules";

/** For a text that is more than one statement. */
export const SEVERAL_STATEMENTS_ADVICE =
  'The Data API runs one statement a text: send each as a text of its own, { "sqls": ["…", "…"] }, as one transaction or with "mode": "autoCommit"';

/** What AWS refuses of a statement before it runs. */
export const submissionRules: readonly ErrorRule[] = [
  {
    code: "PARAMETERS_INVALID",
    summary: "a parameter is given that the SQL does not use",
    phases: ["submit"],
    says: serviceSays("Parameters list contains unused parameters"),
    advice: () =>
      "use each parameter as :name, outside quotes: within '…' it is plain text, also in UNLOAD('…'). Leave out what no statement uses",
  },
  {
    code: "PARAMETERS_INVALID",
    summary: "the SQL uses a parameter that is not given",
    phases: ["submit"],
    says: serviceSays("Undefined parameters in sql"),
    advice: () => "give each :name of the SQL a value in parameters; a colon that is text belongs in quotes",
  },
  {
    code: "SEVERAL_STATEMENTS",
    summary: "one text holds several statements",
    phases: ["submit"],
    says: serviceSays("multiple (?:sql )?(?:statements|queries|commands)"),
    advice: () => SEVERAL_STATEMENTS_ADVICE,
  },
];

/** Statements that AWS accepted and the engine did not finish. */
export const sqlRules: readonly ErrorRule[] = [
  ...storageRules,
  {
    code: "SEVERAL_STATEMENTS",
    summary: "one text holds several statements",
    phases: ["sql"],
    says: engineSays(
      "cannot insert multiple commands into a prepared statement",
      "(?:cannot run )?multiple (?:sql )?(?:statements|queries|commands)",
    ),
    advice: () => SEVERAL_STATEMENTS_ADVICE,
  },
  {
    code: "PARAMETERS_INVALID",
    summary: "the SQL has a place for a value that the Data API does not fill",
    phases: ["sql"],
    says: engineSays("No value specified for parameter", "there is no parameter \\$\\d"),
    advice: () => "write :name for a value, and name it in parameters: ?, $1 and %s are other clients' forms",
  },
  {
    code: "SYNTAX_ERROR",
    summary: "the SQL has a colon where the engine expects none",
    phases: ["sql"],
    says: engineSays('syntax error at or near ":"'),
    advice: () =>
      "a :name needs a value in parameters, or it reaches the engine as it is; a cast has two colons; parameters stand for values only, never for names of tables or columns",
  },
  ...objectRules,
  {
    code: "SYNTAX_ERROR",
    summary: "the SQL is not well formed",
    phases: ["sql"],
    says: engineSays("syntax error", "unterminated ", "zero-length delimited identifier"),
    advice: () =>
      "correct the SQL at the place the engine names; parameters stand for values only, never for names of tables or columns",
  },
  ...transactionRules,
  ...sizeRules,
  ...valueRules,
  {
    code: "NOT_SUPPORTED",
    summary: "Redshift does not have what the statement asks for",
    phases: ["sql"],
    says: engineSays(".{0,200}\\bnot (?:yet )?(?:supported|implemented)\\b", ".{0,100}\\bunsupported\\b"),
    advice: () =>
      "write it in another way: Redshift is no PostgreSQL, and functions of the leader node do not work on tables (Database Developer Guide, “Unsupported PostgreSQL features”)",
  },
  {
    code: "SQL_FAILED",
    summary: "the engine refused the statement",
    phases: ["sql"],
    advice: (link) => `${inDatabase(link)}: the engine's text names the fault`,
  },
];
