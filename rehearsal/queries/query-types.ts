import type { LocatedQuery } from "../../named-queries/check-query";
import type { TriedColumn, TriedQuery } from "./try-queries";

type Parameter = LocatedQuery["parameters"][number];

const SPECIAL_NUMBERS = '"NaN" | "Infinity" | "-Infinity"';

/** What an event may have as a value of each type. */
const VALUE_TYPES: Readonly<Record<Parameter["type"], string>> = {
  text: "string",
  integer: "number",
  bigint: "number | string",
  decimal: "number | string",
  double: `number | ${SPECIAL_NUMBERS}`,
  boolean: "boolean",
  date: "string",
  timestamp: "string",
  timestamptz: "string",
};

/** What an answer has of each type of the Data API (docs/function.md); all others are text. */
const COLUMN_TYPES: ReadonlyMap<string, string> = new Map([
  ["int2", "number"],
  ["int4", "number"],
  ["int8", "number | string"],
  ["float4", `number | ${SPECIAL_NUMBERS}`],
  ["float8", `number | ${SPECIAL_NUMBERS}`],
  ["bool", "boolean"],
  ["super", "unknown"],
]);

/**
 * TypeScript of the named queries of a link: what each takes, and its rows in format `objects`. A column may be null whatever its
 * table says: an outer join makes it so.
 *
 * @param command how the file is written again
 */
export function queryTypes(
  linkName: string,
  tried: readonly Omit<TriedQuery, "link">[],
  command: string,
): string {
  const sorted = [...tried].sort((a, b) => (a.query.name < b.query.name ? -1 : 1));
  return [
    `// Written by ${command}: run it again where a query or a table has changed.`,
    "",
    `/** Named queries of link ${linkName}: what each takes, and a row of what it gives. */`,
    `export interface ${interfaceName(linkName)} {`,
    ...sorted.flatMap(queryLines),
    "}",
    "",
  ].join("\n");
}

/** `sales-eu` is `SalesEuQueries`. */
function interfaceName(linkName: string): string {
  const words = linkName.split("-").filter((word) => word !== "");
  return `${words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join("")}Queries`;
}

function queryLines({ query, columns }: Omit<TriedQuery, "link">): readonly string[] {
  const description = query.description.replaceAll("*/", "* /");
  return [
    ...(description === "" ? [] : [`  /** ${description} */`]),
    `  readonly ${query.name}: {`,
    ...membersOf(
      "parameters",
      query.parameters.map(({ name, type, nullable }) => [
        name,
        `${VALUE_TYPES[type]}${nullable ? " | null" : ""}`,
      ]),
    ),
    ...(columns === undefined
      ? ["    readonly row: never;"]
      : membersOf(
          "row",
          columns.map((column) => [column.name, columnType(column)]),
        )),
    "  };",
  ];
}

function columnType({ typeName }: TriedColumn): string {
  const type = COLUMN_TYPES.get(typeName) ?? "string";
  return type === "unknown" ? type : `${type} | null`;
}

/** A column whose name comes twice is one member: format `objects` refuses such a result. */
function membersOf(
  name: string,
  members: readonly (readonly [name: string, type: string])[],
): readonly string[] {
  if (members.length === 0) return [`    readonly ${name}: Readonly<Record<string, never>>;`];
  const lines = [...new Map(members)].map(
    ([member, type]) =>
      `      readonly ${/^[A-Za-z_]\w*$/.test(member) ? member : JSON.stringify(member)}: ${type};`,
  );
  return [`    readonly ${name}: {`, ...lines, "    };"];
}
