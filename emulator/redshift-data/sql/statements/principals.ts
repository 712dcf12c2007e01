import { quotedIdentifier } from "../quoted-identifier";
import { identifierName } from "../sql-text";
import type { ClauseReader } from "./clause-reader";

/**
 * Redshift's users, groups and roles have names of their own each; the engine has one kind. A group or role stands in it under a name
 * that no user has.
 */
const GROUP_PREFIX = "~group:";
const ROLE_PREFIX = "~role:";

export function groupName(name: string): string {
  return quotedIdentifier(`${GROUP_PREFIX}${identifierName(name)}`);
}

export function roleName(name: string): string {
  return quotedIdentifier(`${ROLE_PREFIX}${identifierName(name)}`);
}

/** Goes past names with commas between them. */
export function takeNames(reader: ClauseReader): readonly string[] {
  return reader.takeList(() => reader.takeName());
}

/** Goes past `name`, `USER name`, `GROUP name`, `ROLE name`, `PUBLIC`. @returns it in the engine's words */
export function takePrincipal(reader: ClauseReader): string {
  if (reader.take("group")) return groupName(reader.takeAny());
  if (reader.take("role")) return roleName(reader.takeAny());
  reader.take("user");
  return reader.takeAny();
}
