import { lackError } from "./lack";
import type { RefusalRule } from "./refusal-rule";

interface Lack {
  /** The words with which the statement begins. */
  readonly words: readonly string[];
  readonly construct: string;
  readonly wayRound: string;
}

function lack(words: string, construct: string, wayRound: string): Lack {
  return { words: words.split(" "), construct, wayRound };
}

const TRY_DEPLOYED = "Try it on the deployed link.";
const INSERT_INSTEAD = "Fill the table with INSERT.";
const PLAIN_TABLE = "Make a plain table of the same name in a schema of that name.";
const ONE_DATABASE = "All databases of a warehouse show the same tables here: use schemas.";
const IN_A_VIEW = "Put the condition into a view and grant the view.";

/** Statements that Redshift has and the local accounts have not. */
const LACKS: readonly Lack[] = [
  lack("copy", "COPY", INSERT_INSTEAD),
  lack("unload", "UNLOAD", "Run its SELECT."),
  lack("create external schema", "CREATE EXTERNAL SCHEMA", PLAIN_TABLE),
  lack("alter external schema", "ALTER EXTERNAL SCHEMA", PLAIN_TABLE),
  lack("drop external schema", "DROP EXTERNAL SCHEMA", PLAIN_TABLE),
  lack("create external table", "CREATE EXTERNAL TABLE", PLAIN_TABLE),
  lack("create external function", "CREATE EXTERNAL FUNCTION", "Write a function in SQL with the same name."),
  lack(
    "create or replace external function",
    "CREATE EXTERNAL FUNCTION",
    "Write a function in SQL with the same name.",
  ),
  lack("create external model", "CREATE EXTERNAL MODEL", TRY_DEPLOYED),
  lack("create external view", "CREATE EXTERNAL VIEW", "Create a view."),
  lack("alter external view", "ALTER EXTERNAL VIEW", "Create a view."),
  lack("drop external view", "DROP EXTERNAL VIEW", "Create a view."),
  lack("create model", "CREATE MODEL", TRY_DEPLOYED),
  lack("drop model", "DROP MODEL", TRY_DEPLOYED),
  lack("show model", "SHOW MODEL", TRY_DEPLOYED),
  lack("create library", "CREATE LIBRARY", TRY_DEPLOYED),
  lack("create or replace library", "CREATE LIBRARY", TRY_DEPLOYED),
  lack("drop library", "DROP LIBRARY", TRY_DEPLOYED),
  lack("create datashare", "CREATE DATASHARE", ONE_DATABASE),
  lack("alter datashare", "ALTER DATASHARE", ONE_DATABASE),
  lack("drop datashare", "DROP DATASHARE", ONE_DATABASE),
  lack("desc datashare", "DESC DATASHARE", ONE_DATABASE),
  lack("show datashares", "SHOW DATASHARES", ONE_DATABASE),
  lack("show databases from", "SHOW DATABASES FROM", ONE_DATABASE),
  lack("create database", "CREATE DATABASE", ONE_DATABASE),
  lack("alter database", "ALTER DATABASE", ONE_DATABASE),
  lack("use", "USE", ONE_DATABASE),
  lack("create rls policy", "CREATE RLS POLICY", IN_A_VIEW),
  lack("alter rls policy", "ALTER RLS POLICY", IN_A_VIEW),
  lack("drop rls policy", "DROP RLS POLICY", IN_A_VIEW),
  lack("attach rls policy", "ATTACH RLS POLICY", IN_A_VIEW),
  lack("detach rls policy", "DETACH RLS POLICY", IN_A_VIEW),
  lack("create masking policy", "CREATE MASKING POLICY", IN_A_VIEW),
  lack("alter masking policy", "ALTER MASKING POLICY", IN_A_VIEW),
  lack("drop masking policy", "DROP MASKING POLICY", IN_A_VIEW),
  lack("attach masking policy", "ATTACH MASKING POLICY", IN_A_VIEW),
  lack("detach masking policy", "DETACH MASKING POLICY", IN_A_VIEW),
  lack("create identity provider", "CREATE IDENTITY PROVIDER", TRY_DEPLOYED),
  lack("alter identity provider", "ALTER IDENTITY PROVIDER", TRY_DEPLOYED),
  lack("drop identity provider", "DROP IDENTITY PROVIDER", TRY_DEPLOYED),
  lack("create template", "CREATE TEMPLATE", TRY_DEPLOYED),
  lack("show external table", "SHOW EXTERNAL TABLE", PLAIN_TABLE),
  lack("cancel", "CANCEL", "Cancel the statement with CancelStatement."),
  lack("desc identity provider", "DESC IDENTITY PROVIDER", TRY_DEPLOYED),
  lack("explain model", "EXPLAIN MODEL", TRY_DEPLOYED),
];

/** A statement of Redshift's that the local accounts lack as a whole. */
export const lackingCommand: RefusalRule = ({ words }) => {
  const found = LACKS.find((one) => one.words.every((word, index) => words[index] === word));
  return found === undefined ? undefined : lackError(found.construct, found.wayRound);
};

const NAMING: ReadonlySet<string> = new Set(["grant", "revoke", "create", "alter", "drop"]);
const NAMED: ReadonlySet<string> = new Set(["user", "role", "to", "from", ","]);

/**
 * `sys:dba`, `IAM:Bob`, `myco_aad:bob`: roles that the service has, and names that an identity provider has.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_roles-default.html
 */
export const providedName: RefusalRule = ({ tokens, solid, words }) => {
  if (!NAMING.has(words[0] ?? "")) return undefined;
  const at = solid.findIndex(({ kind, index }, place) => {
    const before = solid[place - 1];
    const isName = kind === "parameter" && before?.kind === "word" && tokens[index - 1]?.kind === "word";
    return isName && NAMED.has(words[place - 2] || (solid[place - 2]?.text ?? ""));
  });
  if (at === -1) return undefined;
  const name = `${solid[at - 1]?.text ?? ""}${solid[at]?.text ?? ""}`;
  return lackError(`the name ${name}`, "Create a role or a user with a name of its own.");
};

const EXTERNAL_DATABASE = ["drop", "external", "database"];

/** `DROP SCHEMA … DROP EXTERNAL DATABASE`. */
export const dropExternalDatabase: RefusalRule = ({ words }) => {
  if (words[0] !== "drop" || words[1] !== "schema") return undefined;
  const isSaid = words.some((_, at) =>
    EXTERNAL_DATABASE.every((word, offset) => words[at + offset] === word),
  );
  return isSaid ? lackError("DROP EXTERNAL DATABASE", PLAIN_TABLE) : undefined;
};

/**
 * DROP DATABASE: the link's own one is in use.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_DATABASE.html
 */
export const dropDatabase: RefusalRule = ({ solid, words }, { database }) => {
  if (words[0] !== "drop" || words[1] !== "database") return undefined;
  const dropped = solid[2]?.text.replaceAll('"', "").toLowerCase();
  if (dropped === database) return "ERROR: cannot drop the currently open database";
  return lackError("DROP DATABASE", ONE_DATABASE);
};
