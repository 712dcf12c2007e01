import { refused, runsOwn, type Translation } from "../dialect/translation";
import { lackError } from "../refusals/lack";
import { ClauseReader, refusedAt } from "./clause-reader";
import { nothingTo } from "./maintenance";
import { groupName, roleName, takeNames } from "./principals";
import type { StatementRule } from "./statement-rule";

/** Options of a user: what the engine has of them, and the groups. Nothing when a word is unknown. */
function readOptions(reader: ClauseReader): { options: string; groups: readonly string[] } | undefined {
  const options: string[] = [];
  const groups: string[] = [];
  reader.take("with");
  while (!reader.isAtEnd) {
    if (reader.take("password"))
      options.push(`PASSWORD ${reader.take("disable") ? "NULL" : reader.takeAny()}`);
    else if (reader.take("createuser")) options.push("SUPERUSER");
    else if (reader.take("nocreateuser")) options.push("NOSUPERUSER");
    else if (reader.isAt("createdb") || reader.isAt("nocreatedb")) options.push(reader.takeAny());
    else if (reader.take("syslog", "access")) reader.takeOneOf("restricted", "unrestricted");
    else if (reader.take("in", "group")) groups.push(...takeNames(reader).map(groupName));
    else if (reader.take("valid", "until")) options.push(`VALID UNTIL ${reader.takeAny()}`);
    else if (reader.take("connection", "limit"))
      options.push(`CONNECTION LIMIT ${reader.take("unlimited") ? "-1" : reader.takeAny()}`);
    else if (reader.take("session", "timeout") || reader.take("externalid")) reader.takeAny();
    else if (!reader.take("reset", "session", "timeout")) return undefined;
  }
  return { options: options.join(" "), groups };
}

/** @see https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html */
export const createUser: StatementRule = (statement) => {
  const reader = new ClauseReader(statement);
  if (!reader.take("create", "user")) return undefined;
  const name = reader.takeAny();
  const read = readOptions(reader);
  if (read === undefined) return refusedAt(reader);
  const groups = read.groups.length === 0 ? "" : ` IN ROLE ${read.groups.join(", ")}`;
  return runsOwn(`CREATE USER ${name} ${read.options}${groups}`);
};

/** @see https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_USER.html */
export const alterUser: StatementRule = (statement) => {
  const reader = new ClauseReader(statement);
  if (!reader.take("alter", "user")) return undefined;
  const name = reader.takeAny();
  reader.take("with");
  if (reader.take("rename", "to")) return runsOwn(`ALTER USER ${name} RENAME TO ${reader.takeAny()}`);
  if (reader.isAt("set") || reader.isAt("reset"))
    return refused(lackError("ALTER USER … SET", "SET the parameter in the session."));
  const read = readOptions(reader);
  if (read === undefined) return refusedAt(reader);
  return read.options === "" ? nothingTo(undefined) : runsOwn(`ALTER USER ${name} ${read.options}`);
};

/**
 * Groups and roles.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_GROUP.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_ROLE.html
 */
export const groupsAndRoles: StatementRule = (statement) => {
  const reader = new ClauseReader(statement);
  const verb = reader.takeOneOf("create", "alter", "drop");
  const kind = verb === undefined ? undefined : reader.takeOneOf("group", "role");
  if (verb === undefined || kind === undefined) return undefined;
  const nameOf = kind === "group" ? groupName : roleName;
  if (verb === "create") {
    const name = nameOf(reader.takeAny());
    if (reader.take("externalid")) reader.takeAny();
    const hasUsers = reader.take("with", "user") || reader.take("user");
    return runsOwn(`CREATE ROLE ${name}${hasUsers ? ` ROLE ${takeNames(reader).join(", ")}` : ""}`);
  }
  return verb === "alter" ? alter(reader, nameOf) : drop(reader, nameOf);
};

type NameOf = (name: string) => string;

function alter(reader: ClauseReader, nameOf: NameOf): Translation {
  const name = nameOf(reader.takeAny());
  reader.take("with");
  if (reader.take("rename", "to")) return runsOwn(`ALTER ROLE ${name} RENAME TO ${nameOf(reader.takeAny())}`);
  if (reader.take("add", "user")) return runsOwn(`GRANT ${name} TO ${takeNames(reader).join(", ")}`);
  if (reader.take("drop", "user")) return runsOwn(`REVOKE ${name} FROM ${takeNames(reader).join(", ")}`);
  if (reader.isAt("owner", "to"))
    return refused(lackError("ALTER ROLE … OWNER TO", "A role has no owner here."));
  return reader.take("externalid") ? nothingTo(undefined) : refusedAt(reader);
}

function drop(reader: ClauseReader, nameOf: NameOf): Translation {
  const ifExists = reader.take("if", "exists");
  const names = takeNames(reader).map(nameOf);
  const isForced = reader.take("force");
  reader.take("restrict");
  if (!reader.isAtEnd) return refusedAt(reader);
  const last = `DROP ROLE ${ifExists ? "IF EXISTS " : ""}${names.join(", ")}`;
  const first = isForced ? names.map((name) => `DROP OWNED BY ${name}`) : [];
  return runsOwn(...first, last);
}
