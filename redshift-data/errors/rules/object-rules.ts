import { engineSays } from "../../../aws/failure/own-words";
import { databaseUser } from "../../link/link-context";
import type { ErrorRule } from "../error-rule";
import { inDatabase } from "./in-database";

/** What a statement names and the database does not have, or has already, or does not give to the user. */
export const objectRules: readonly ErrorRule[] = [
  {
    code: "TABLE_NOT_FOUND",
    summary: "the table or view does not exist, or not in the search path",
    phases: ["sql"],
    says: engineSays(
      "(?:relation|table|view|materialized view|external table) .+ does not exist",
      "Cannot COPY into nonexistent table",
    ),
    advice: (link) => `${inDatabase(link)}: write the name with its schema, or create the table`,
  },
  {
    code: "SCHEMA_NOT_FOUND",
    summary: "the schema does not exist",
    phases: ["sql"],
    says: engineSays("(?:external )?schema .+ does not exist"),
    advice: (link) => `${inDatabase(link)}: correct the schema name, or create the schema`,
  },
  {
    code: "COLUMN_NOT_FOUND",
    summary: "the column does not exist",
    phases: ["sql"],
    says: engineSays("column .+ does not exist"),
    advice: (link) => `${inDatabase(link)}: correct the column name`,
  },
  {
    code: "FUNCTION_NOT_FOUND",
    summary: "no function, procedure or operator of that name takes these types",
    phases: ["sql"],
    says: engineSays(
      "(?:function|procedure|aggregate|operator) .+ does not exist",
      "operator does not exist: ",
    ),
    advice: (link) =>
      `${inDatabase(link)}: correct the name, write it with its schema, or cast the arguments: a parameter is text until it is cast (:name::int)`,
  },
  {
    code: "OBJECT_NOT_FOUND",
    summary: "something that the statement names does not exist",
    phases: ["sql"],
    says: engineSays('[a-z][a-z -]{0,40} (?:""|\\S+) does not exist'),
    advice: (link) => `${inDatabase(link)}: correct the name that the engine quotes, or create it`,
  },
  {
    code: "OBJECT_EXISTS",
    summary: "something of that name exists already",
    phases: ["sql"],
    says: engineSays("[a-z][a-z -]{0,40} .+ already exists"),
    advice: (link) =>
      `${inDatabase(link)}: take another name, or write IF NOT EXISTS; an earlier attempt may have created it`,
  },
  {
    code: "PERMISSION_DENIED",
    summary: "the database user may not use the schema",
    phases: ["sql"],
    says: engineSays("permission denied for schema"),
    advice: (link) =>
      `${inDatabase(link)}: GRANT USAGE ON SCHEMA … TO ${databaseUser(link)}. IAM is not involved`,
  },
  {
    code: "PERMISSION_DENIED",
    summary: "only a superuser may do that",
    phases: ["sql"],
    says: engineSays(
      "permission denied: must be superuser",
      "(?:[a-z ]{0,40}: )?must be (?:a )?superuser",
      "only (?:a )?superusers? ",
    ),
    advice: (link) =>
      `${inDatabase(link)}: ${databaseUser(link)} is none; a system role (GRANT ROLE sys:operator TO …) or a superuser can do it. IAM is not involved`,
  },
  {
    code: "PERMISSION_DENIED",
    summary: "the database user does not own the object",
    phases: ["sql"],
    says: engineSays("must be owner of ", "must be (?:a )?member of "),
    advice: (link) =>
      `${inDatabase(link)}: ALTER … OWNER TO ${databaseUser(link)}, or GRANT it what the statement needs (ALTER, DROP or TRUNCATE on a table). IAM is not involved`,
  },
  {
    code: "PERMISSION_DENIED",
    summary: "the database user lacks a privilege",
    phases: ["sql"],
    says: engineSays("permission denied", "(?:user .*)?does not have .{0,40}(?:privilege|permission)"),
    advice: (link) =>
      `${inDatabase(link)}: GRANT the privilege (SELECT to read) on the object that the engine names TO ${databaseUser(link)}. IAM is not involved`,
  },
];
