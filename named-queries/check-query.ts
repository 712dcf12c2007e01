import { nearestWord } from "../config/nearest-word";
import { scanSql } from "../redshift-data/errors/scan-sql";
import type { NamedQuery, QueryParameter } from "../redshift-data/queries/named-query";
import { PARAMETER_TYPES, type ParameterType } from "../redshift-data/queries/parameter-types";
import { exampleValue } from "./example-value";
import type { Declaration, QueryBlock } from "./query-file";
import type { QueryProblem } from "./query-problem";

/** A named query, and where it stands. */
export interface LocatedQuery extends NamedQuery {
  /** As messages call it. */
  readonly file: string;
  /** Of `-- name:`, from 1. */
  readonly line: number;
  /** Of the first line of the SQL. */
  readonly sqlLine: number;
  /** A value for each parameter, as an event has it. */
  readonly examples: Readonly<Record<string, string | null>>;
}

/** What the Data API takes as one statement, bytes (Data API quotas). */
const MAX_STATEMENT_BYTES = 100_000;

const QUERY_NAME = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;
const PARAMETER_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;

/** What else people call the types. */
const OTHER_TYPES: Readonly<Record<string, ParameterType>> = {
  varchar: "text",
  char: "text",
  string: "text",
  int: "integer",
  int4: "integer",
  smallint: "integer",
  number: "decimal",
  int8: "bigint",
  numeric: "decimal",
  float: "double",
  float8: "double",
  real: "double",
  bool: "boolean",
  datetime: "timestamp",
};

/**
 * Understands one query of a file.
 *
 * @returns the query, and everything that is wrong with it; with problems it is not to be used
 */
export function checkQuery(block: QueryBlock): {
  readonly query: LocatedQuery;
  readonly problems: readonly QueryProblem[];
} {
  const { file, name, line, sqlLine, sql, description } = block;
  const problems: QueryProblem[] = [];
  const refuse = (at: number, message: string) => problems.push({ file, line: at, query: name, message });
  if (!QUERY_NAME.test(name)) refuse(line, nameProblem(name));
  const parameters = readParameters(block.params, refuse);
  checkSql(block, parameters, refuse);
  const examples = readExamples(block, parameters, refuse);
  return { query: { file, name, line, sqlLine, sql, description, parameters, examples }, problems };
}

type Refuse = (line: number, message: string) => void;

function nameProblem(name: string): string {
  const [first = "", ...more] = name.split(/\s+/);
  const advice = more.some((word) => word.startsWith(":"))
    ? `take ${more.join(" ")} out, which says nothing here`
    : "correct it";
  const found = name === "" ? "missing" : JSON.stringify(name);
  return `-- name: is ${found}, expected 1 to 63 letters, digits and _ that start with a letter; ${QUERY_NAME.test(first) ? advice : "correct it"}`;
}

function readParameters(declarations: readonly Declaration[], refuse: Refuse): readonly QueryParameter[] {
  const seen = new Map<string, number>();
  return declarations.flatMap(({ name, text, line }) => {
    const [written = "", ...rest] = text.split(/\s+/);
    const type = PARAMETER_TYPES.find((known) => known === written);
    const first = seen.get(name.toLowerCase());
    if (first !== undefined) {
      refuse(line, `-- param ${name} is declared twice, expected once (line ${first}); take one out`);
      return [];
    }
    seen.set(name.toLowerCase(), line);
    if (!PARAMETER_NAME.test(name)) {
      refuse(line, `-- param ${name} is no name, expected letters, digits and _; rename it`);
      return [];
    }
    const isWhole = rest.length === 0 || (rest.length === 1 && rest[0] === "null");
    if (type !== undefined && isWhole) return [{ name, type, nullable: rest.length === 1 }];
    refuse(line, `-- param ${name} is ${typeProblem(text, written, type)}`);
    // Everything else about it can still be checked.
    return [{ name, type: type ?? "text", nullable: true }];
  });
}

function typeProblem(text: string, written: string, type: ParameterType | undefined): string {
  if (type !== undefined) return `${JSON.stringify(text)}, expected ${type} or ${type} null; correct it`;
  const plain = written.toLowerCase().replace(/\W.*$/, "");
  const meant = OTHER_TYPES[plain] ?? nearestWord(written, PARAMETER_TYPES);
  const advice = meant === undefined ? "choose one of them" : `did you mean ${meant}?`;
  return `${text === "" ? "without a type" : JSON.stringify(text)}, expected one of ${PARAMETER_TYPES.join(", ")}, with null behind it where it may be NULL; ${advice}`;
}

function checkSql(
  { sql, sqlLine, line, params }: QueryBlock,
  parameters: readonly QueryParameter[],
  refuse: Refuse,
): void {
  const scan = scanSql(sql);
  if (scan === undefined) {
    refuse(
      sqlLine,
      "the SQL can be read in two ways, expected quotes and comments that are closed and no backslash before a quote; write chr(92) for a backslash there",
    );
    return;
  }
  const { statementCount, places, inStrings, elsewhere } = scan;
  if (statementCount === 0) refuse(line, "is without SQL, expected one statement below it; write it");
  if (statementCount > 1) {
    refuse(sqlLine, `has ${statementCount} statements, expected one; give each a -- name: of its own`);
  }
  const bytes = Buffer.byteLength(sql);
  if (bytes > MAX_STATEMENT_BYTES) {
    refuse(
      sqlLine,
      `has ${bytes} bytes, expected at most ${MAX_STATEMENT_BYTES}, the Data API's limit; shorten it`,
    );
  }
  const declared = new Set(parameters.map(({ name }) => name));
  const told = new Set<string>();
  for (const { name, start } of places) {
    if (declared.has(name) || told.has(name)) continue;
    told.add(name);
    const at = sqlLine + sql.slice(0, start).split("\n").length - 1;
    if (!PARAMETER_NAME.test(name)) {
      refuse(
        at,
        `:${name} may be read as a parameter, and is no name of one; write a space behind the colon`,
      );
      continue;
    }
    const nearest = nearestWord(name, [...declared]);
    const advice =
      nearest === undefined ? `write -- param ${name}: and its type` : `did you mean :${nearest}?`;
    refuse(at, `:${name} is not declared, expected -- param ${name}: above the SQL; ${advice}`);
  }
  for (const { name, line: at } of params) {
    if (!declared.has(name)) continue;
    if (elsewhere.has(name)) {
      refuse(
        at,
        `-- param ${name} stands in a comment, a quoted name or $$…$$ of the SQL, where nobody knows whether AWS reads it; write it there without the colon`,
      );
    } else if (!places.some((place) => place.name === name)) {
      const where = inStrings.has(name) ? "in quotes only, where it is plain text" : "nowhere in the SQL";
      refuse(
        at,
        `-- param ${name} is used ${where}, expected :${name} where the value belongs; use it or take it out`,
      );
    }
  }
}

function readExamples(
  { examples, params }: QueryBlock,
  parameters: readonly QueryParameter[],
  refuse: Refuse,
): LocatedQuery["examples"] {
  const values = new Map<string, string | null>();
  const given = new Set<string>();
  for (const { name, text, line } of examples) {
    const parameter = parameters.find((known) => known.name === name);
    if (given.has(name)) {
      refuse(line, `-- example ${name} is given twice, expected once; take one out`);
    } else if (parameter === undefined) {
      const nearest = nearestWord(
        name,
        parameters.map((known) => known.name),
      );
      const advice = nearest === undefined ? `declare it or take it out` : `did you mean ${nearest}?`;
      refuse(line, `-- example ${name} is of no parameter, expected -- param ${name}: too; ${advice}`);
    } else {
      const read = exampleValue(text, parameter);
      if ("problem" in read) refuse(line, `-- example ${name} ${read.problem}`);
      else values.set(name, read.value);
    }
    given.add(name);
  }
  for (const { name, type } of parameters) {
    if (given.has(name)) continue;
    const line = params.find((declaration) => declaration.name === name)?.line ?? 1;
    refuse(
      line,
      `-- param ${name} is without an example, expected -- example ${name}: with a ${type}; write one: the rehearsal runs the query with it`,
    );
  }
  return Object.fromEntries(values);
}
