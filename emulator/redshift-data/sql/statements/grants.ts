import { refused, runs, runsOwn, type Translation } from "../dialect/translation";
import { lackError } from "../refusals/lack";
import { textOf } from "../sql-text";
import { ClauseReader, refusedAt } from "./clause-reader";
import { nothingTo } from "./maintenance";
import { roleName, takePrincipal } from "./principals";
import type { StatementRule } from "./statement-rule";

/** The engine's one database, which goes by the link's name. */
const ENGINE_DATABASE = "postgres";

const ALL_GRANTED = "Grant SELECT, INSERT, UPDATE, DELETE, REFERENCES, TRUNCATE or ALL.";

/** Privileges of Redshift that the engine has not: it lets the owner do these, and nobody else. */
const OWNERS_PRIVILEGES: ReadonlySet<string> = new Set(["drop", "alter"]);

interface Grantees {
  readonly plain: readonly string[];
  /** Those who may grant it on: with Redshift it is said of each, with the engine of all in the statement. */
  readonly granting: readonly string[];
}

/** Goes past who it is granted to, or taken from. */
function takeGrantees(reader: ClauseReader): Grantees {
  const plain: string[] = [];
  const granting: string[] = [];
  reader.takeList(() => {
    const name = takePrincipal(reader);
    return (reader.take("with", "grant", "option") ? granting : plain).push(name);
  });
  return { plain, granting };
}

/** What is granted on, in the engine's words; nothing for what it does not have. */
function objects(reader: ClauseReader): string | undefined {
  const from = reader.place;
  if (reader.take("database")) {
    reader.skipTo("to", "from");
    return `DATABASE ${ENGINE_DATABASE}`;
  }
  reader.skipTo("to", "from");
  return reader.textOf({ from, to: reader.place });
}

function lacked(reader: ClauseReader, privileges: string): Translation | undefined {
  const words = privileges.toLowerCase().split(/[\s,]+/);
  if (reader.isAt("language")) return nothingTo(undefined);
  if (reader.isAt("database") && words.includes("usage"))
    return refused(
      lackError("GRANT USAGE ON DATABASE", "All databases of a warehouse show the same tables here."),
    );
  const owners = words.find((word) => OWNERS_PRIVILEGES.has(word));
  if (owners !== undefined) return refused(lackError(`GRANT ${owners.toUpperCase()}`, ALL_GRANTED));
  for (const kind of ["datashare", "model", "copy", "external", "template", "machine"])
    if (reader.isAt(kind)) return refused(lackError(`GRANT ON ${kind.toUpperCase()}`, ALL_GRANTED));
  return undefined;
}

function grantRole(reader: ClauseReader, verb: string): Translation {
  const roles = reader.takeList(() => {
    reader.take("role");
    return roleName(reader.takeAny());
  });
  const direction = reader.takeOneOf("to", "from");
  if (direction === undefined) return refusedAt(reader);
  const names = reader.takeList(() => takePrincipal(reader));
  const isAdmin = reader.take("with", "admin", "option") ? " WITH ADMIN OPTION" : "";
  return runsOwn(`${verb} ${roles.join(", ")} ${direction} ${names.join(", ")}${isAdmin}`);
}

/** `privileges ON objects TO …`, from the place on; nothing when it is none. */
function grantOn(reader: ClauseReader, verb: string): Translation | undefined {
  const option = reader.take("grant", "option", "for") ? "GRANT OPTION FOR " : "";
  const from = reader.place;
  reader.skipTo("on", "to", "from", "for");
  const privileges = reader.textOf({ from, to: reader.place });
  if (reader.isAt("for"))
    return refused(
      lackError(`${verb} … FOR … IN`, "Use ON ALL TABLES IN SCHEMA and ALTER DEFAULT PRIVILEGES."),
    );
  if (!reader.take("on"))
    return refused(lackError(`${verb} of a system permission`, "Use a superuser: CREATEUSER."));
  const lack = lacked(reader, privileges);
  if (lack !== undefined) return lack;
  const on = objects(reader);
  const direction = reader.takeOneOf("to", "from");
  if (direction === undefined) return undefined;
  const { plain, granting } = takeGrantees(reader);
  const rest = reader.takeOneOf("cascade", "restrict") ?? "";
  if (!reader.isAtEnd) return refusedAt(reader);
  const start = `${verb} ${option}${privileges} ON ${on} ${direction}`;
  const statements = [
    ...(plain.length === 0 ? [] : [`${start} ${plain.join(", ")} ${rest}`]),
    ...(granting.length === 0 ? [] : [`${start} ${granting.join(", ")} WITH GRANT OPTION`]),
  ];
  return runsOwn(...statements);
}

/**
 * GRANT and REVOKE, of privileges and of roles.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html
 */
export const grant: StatementRule = (statement) => {
  const reader = new ClauseReader(statement);
  const verb = reader.takeOneOf("grant", "revoke")?.toUpperCase();
  if (verb === undefined) return undefined;
  if (reader.take("role")) return grantRole(reader, verb);
  return grantOn(reader, verb) ?? refusedAt(reader);
};

/** @see https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_DEFAULT_PRIVILEGES.html */
export const defaultPrivileges: StatementRule = (statement) => {
  const reader = new ClauseReader(statement);
  if (!reader.take("alter", "default", "privileges")) return undefined;
  const start: string[] = [];
  if (reader.take("for", "user")) {
    const from = reader.place;
    reader.skipTo("in", "grant", "revoke");
    start.push(`FOR ROLE ${reader.textOf({ from, to: reader.place })}`);
  }
  if (reader.take("in", "schema")) {
    const from = reader.place;
    reader.skipTo("grant", "revoke");
    start.push(`IN SCHEMA ${reader.textOf({ from, to: reader.place })}`);
  }
  const verb = reader.takeOneOf("grant", "revoke")?.toUpperCase();
  if (verb === undefined) return refusedAt(reader);
  const granted = grantOn(reader, verb);
  if (granted === undefined) return refusedAt(reader);
  if (granted.kind === "refused") return granted;
  const statements = granted.steps.map((step) => {
    const text = textOf(step).replace(/ ON PROCEDURES\b/i, " ON ROUTINES");
    return `ALTER DEFAULT PRIVILEGES ${start.join(" ")} ${text}`;
  });
  return runsOwn(...statements);
};

/** @see https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_SCHEMA.html */
export const schemaQuota: StatementRule = (statement) => {
  const reader = new ClauseReader(statement);
  const verb = reader.takeOneOf("create", "alter");
  if (verb === undefined || !reader.take("schema")) return undefined;
  const from = reader.place;
  reader.skipTo("quota");
  if (!reader.isAt("quota")) return runs(statement.tokens);
  const kept = reader.textOf({ from, to: reader.place });
  reader.place += 2;
  reader.takeOneOf("mb", "gb", "tb");
  if (!reader.isAtEnd) return refusedAt(reader);
  return verb === "alter" ? nothingTo(undefined) : runsOwn(`CREATE SCHEMA ${kept}`);
};
