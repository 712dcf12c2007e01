import { runsOwn } from "../dialect/translation";
import { identifierName, stringLiteral } from "../sql-text";
import { stringValue } from "../string-value";
import { ClauseReader, refusedAt } from "./clause-reader";
import { takePrincipal } from "./principals";
import type { StatementRule } from "./statement-rule";

const COMMANDS = ["COPY", "UNLOAD", "EXTERNAL FUNCTION", "CREATE MODEL"];

/**
 * GRANT and REVOKE of ASSUMEROLE, `ON { 'role' [, …] | default | ALL } TO … FOR { ALL | COPY | … }`. A chain of roles is one literal.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html#grant-assumerole-permissions
 */
export const grantAssumeRole: StatementRule = (statement) => {
  const reader = new ClauseReader(statement);
  const verb = reader.takeOneOf("grant", "revoke");
  if (verb === undefined || !reader.take("assumerole")) return undefined;
  if (!reader.take("on")) return refusedAt(reader);
  const roles = reader.takeList(() => takeRole(reader));
  if (roles.length === 0 || !reader.take(verb === "grant" ? "to" : "from")) return refusedAt(reader);
  const grantees = reader.takeList(() => identifierName(takePrincipal(reader)));
  if (!reader.take("for")) return refusedAt(reader);
  const commands = reader.takeList(() => takeCommands(reader)).flat();
  if (commands.length === 0 || !reader.isAtEnd) return refusedAt(reader);
  const texts = [roles, grantees, commands].map(
    (list) => `ARRAY[${list.map(stringLiteral).join(", ")}]::text[]`,
  );
  return runsOwn(
    `DO ${stringLiteral(`BEGIN PERFORM pg_internal.grant_assume_role(${verb === "grant"}, ${texts.join(", ")}); END`)}`,
  );
};

function takeRole(reader: ClauseReader): string | undefined {
  if (reader.take("all")) return "ALL";
  if (reader.take("default")) return "default";
  const role = stringValue(reader.text());
  if (role !== undefined) reader.place++;
  return role;
}

function takeCommands(reader: ClauseReader): readonly string[] | undefined {
  if (reader.take("all")) return COMMANDS;
  const command = COMMANDS.find((name) => reader.take(...name.toLowerCase().split(" ")));
  return command === undefined ? undefined : [command];
}
