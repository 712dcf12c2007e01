import { engineSetting } from "../redshift-settings";

const INTEGERS = ["int2", "int4", "int8"] as const;

/** Types of the engine to which a scalar in a SUPER is turned. */
const SCALARS = ["float4", "float8", "numeric", "date", "timestamp", "timestamptz", "time"] as const;

/** Whether a cast of what does not fit is NULL. */
const LAX_CAST = `pg_catalog.current_setting('${engineSetting("cast_super_null_on_error")}', true) IS DISTINCT FROM 'off'`;

const KIND = `pg_catalog."~json_typeof"($1)`;
const WHOLE = "pg_catalog.super_to_text($1) ~ '^-?[0-9]+$'";

const COMPARISONS = { "=": "<>", "<>": "=", "<": ">=", ">": "<=", "<=": ">", ">=": "<" } as const;
const COMMUTED = { "=": "=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<=" } as const;
const NAMES = { "=": "eq", "<>": "ne", "<": "lt", ">": "gt", "<=": "le", ">=": "ge" } as const;

/**
 * The function of a cast: NULL when no value of the type is in what a SUPER holds. In a language that the engine does not look into: a
 * constant would be cast when the query is planned, whatever was found out of it.
 */
function castTo(type: string, made = "scalar"): string {
  return `CREATE FUNCTION pg_catalog.super_to_${type}(super) RETURNS ${type} LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE scalar text := pg_catalog.super_to_text($1);
BEGIN
  IF NOT pg_catalog.pg_input_is_valid(${made}, '${type}') AND ${LAX_CAST} THEN RETURN NULL; END IF;
  RETURN ${made};
END $$;
CREATE CAST (super AS ${type}) WITH FUNCTION pg_catalog.super_to_${type}(super) AS ${type === "numeric" ? "IMPLICIT" : "ASSIGNMENT"}`;
}

/** A text that is a number, rounded. */
const ROUNDED =
  "CASE WHEN pg_catalog.pg_input_is_valid(scalar, 'numeric') THEN pg_catalog.round(scalar::numeric)::text ELSE scalar END";

/**
 * A value that cannot be made of what a SUPER holds is NULL; the cast fails when `cast_super_null_on_error` is off.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/query-super.html#lax-semantics
 */
function casts(): string {
  return [
    ...INTEGERS.map((type) => castTo(type, ROUNDED)),
    ...SCALARS.map((type) => castTo(type)),
    // A number that is not 0 is true; one with a point is none.
    castTo("bool", `CASE WHEN ${WHOLE} THEN (scalar::numeric <> 0)::text ELSE scalar END`),
    "CREATE CAST (super AS text) WITH FUNCTION pg_catalog.super_to_text(super) AS IMPLICIT",
    `CREATE FUNCTION pg_catalog.super_to_varchar(super) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.super_to_text($1)::varchar';
CREATE CAST (super AS varchar) WITH FUNCTION pg_catalog.super_to_varchar(super) AS ASSIGNMENT`,
    // Dates and times are none.
    ...["int2", "int4", "int8", "float4", "float8", "numeric", "bool", "text", "varchar", "bpchar"].map(
      (
        type,
      ) => `CREATE FUNCTION pg_catalog.super_of(${type}) RETURNS super LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog."~to_json"($1)';
CREATE CAST (${type} AS super) WITH FUNCTION pg_catalog.super_of(${type}) AS ASSIGNMENT`,
    ),
  ].join(";\n");
}

/** Scalars of one kind are compared as such; a SUPER of another kind is not equal, and neither less nor greater. */
function comparisons(): string {
  const operators = (Object.keys(COMPARISONS) as (keyof typeof COMPARISONS)[]).flatMap((operator) => {
    const name = `super_${NAMES[operator]}`;
    const of = (
      left: string,
      right: string,
      body: string,
    ) => `CREATE FUNCTION pg_catalog.${name}(${left}, ${right}) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$ ${body} $$;
CREATE OPERATOR pg_catalog.${operator} (LEFTARG = ${left}, RIGHTARG = ${right}, FUNCTION = pg_catalog.${name}, COMMUTATOR = OPERATOR(pg_catalog.${COMMUTED[operator]}))`;
    const scalar = (type: string, kind: string) => {
      const value = (position: number) =>
        `CASE WHEN pg_catalog."~json_typeof"($${position}) = '${kind}' THEN pg_catalog.super_to_text($${position})::${type} END`;
      const compared = (position: number, comparison: string) =>
        operator === "="
          ? `SELECT CASE WHEN pg_catalog."~json_typeof"($${position}) IN ('${kind}', 'null') THEN ${comparison} ELSE false END`
          : `SELECT ${comparison}`;
      return [
        of("super", type, compared(1, `${value(1)} ${operator} $2`)),
        of(type, "super", compared(2, `$1 ${operator} ${value(2)}`)),
      ];
    };
    return [
      of(
        "super",
        "super",
        `SELECT pg_catalog.json_serialize($1)::"~jsonb" ${operator} pg_catalog.json_serialize($2)::"~jsonb"`,
      ),
      ...scalar("numeric", "number"),
      ...scalar("float8", "number"),
      ...scalar("text", "string"),
      ...scalar("bool", "boolean"),
    ];
  });
  return operators.join(";\n");
}

/** Arithmetic of numbers in a SUPER gives a SUPER. */
function arithmetic(): string {
  const names = { "+": "plus", "-": "minus", "*": "times", "/": "over", "%": "modulo" };
  return Object.entries(names)
    .flatMap(([operator, name]) =>
      [
        ["super", "numeric"],
        ["numeric", "super"],
        ["super", "super"],
      ].map(
        ([
          left,
          right,
        ]) => `CREATE FUNCTION pg_catalog.super_${name}(${left}, ${right}) RETURNS super LANGUAGE sql IMMUTABLE STRICT
AS 'SELECT pg_catalog."~to_json"($1::numeric ${operator} $2::numeric)';
CREATE OPERATOR pg_catalog.${operator} (LEFTARG = ${left}, RIGHTARG = ${right}, FUNCTION = pg_catalog.super_${name})`,
      ),
    )
    .join(";\n");
}

/** `is_…` of a SUPER, true or false; NULL of NULL. */
const TESTS: Readonly<Record<string, string>> = {
  is_array: `${KIND} = 'array'`,
  is_object: `${KIND} = 'object'`,
  is_scalar: `${KIND} NOT IN ('array', 'object', 'null')`,
  is_varchar: `${KIND} = 'string'`,
  is_char: `${KIND} = 'string'`,
  is_boolean: `${KIND} = 'boolean'`,
  is_integer: `${KIND} = 'number' AND ${WHOLE} AND pg_catalog.super_to_text($1)::numeric BETWEEN -2147483648 AND 2147483647`,
  is_smallint: `${KIND} = 'number' AND ${WHOLE} AND pg_catalog.super_to_text($1)::numeric BETWEEN -32768 AND 32767`,
  is_bigint: `${KIND} = 'number' AND ${WHOLE} AND pg_catalog.super_to_text($1)::numeric BETWEEN -9223372036854775808 AND 9223372036854775807`,
  is_decimal: `${KIND} = 'number' AND pg_catalog.super_to_text($1) !~ '[eE]'`,
  is_float: `${KIND} = 'number'`,
};

/**
 * @see https://docs.aws.amazon.com/redshift/latest/dg/c_Type_Info_Functions.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/json-functions.html
 */
export const SUPER_FUNCTIONS_SQL = `
${casts()};
${comparisons()};
${arithmetic()};
CREATE FUNCTION pg_catalog.super_cmp(super, super) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog."~jsonb_cmp"(pg_catalog.json_serialize($1)::"~jsonb", pg_catalog.json_serialize($2)::"~jsonb") $$;
CREATE OPERATOR CLASS pg_catalog.super_ops DEFAULT FOR TYPE super USING btree AS OPERATOR 1 pg_catalog.<, OPERATOR 2 pg_catalog.<=,
  OPERATOR 3 pg_catalog.=, OPERATOR 4 pg_catalog.>=, OPERATOR 5 pg_catalog.>, FUNCTION 1 pg_catalog.super_cmp(super, super);
${Object.entries(TESTS)
  .map(
    ([name, test]) =>
      `CREATE FUNCTION pg_catalog.${name}(super) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT ${test} $$`,
  )
  .join(";\n")};
CREATE FUNCTION pg_catalog.json_typeof(super) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT AS 'SELECT ${KIND}::varchar';
CREATE FUNCTION pg_catalog.json_size(super) RETURNS int8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.octet_length(pg_catalog.json_serialize($1))::int8';
CREATE FUNCTION pg_catalog.decimal_scale(super) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN pg_catalog.is_decimal($1) THEN pg_catalog.scale(pg_catalog.super_to_text($1)::numeric) END $$;
CREATE FUNCTION pg_catalog.decimal_precision(super) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN pg_catalog.is_decimal($1) THEN pg_catalog.length(pg_catalog."~regexp_replace"(pg_catalog.super_to_text($1), '[^0-9]', '', 'g')) END $$;
CREATE FUNCTION pg_catalog.get_array_length(super) RETURNS int8 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN ${KIND} = 'array' THEN pg_catalog."~json_array_length"($1)::int8 END $$;
CREATE FUNCTION pg_catalog.array(super[]) RETURNS super LANGUAGE sql IMMUTABLE
AS $$ SELECT pg_catalog.super_of_json('[' || COALESCE(pg_catalog."~string_agg"(COALESCE(pg_catalog.json_serialize(v), 'null'), ',' ORDER BY n), '') || ']')
  FROM pg_catalog."~unnest"($1) WITH ORDINALITY AS u(v, n) $$;
CREATE FUNCTION pg_catalog.object(text[], super[]) RETURNS super LANGUAGE sql IMMUTABLE
AS $$ SELECT pg_catalog.super_of_json('{' || COALESCE(pg_catalog."~string_agg"(pg_catalog.json_serialize(pg_catalog."~to_json"(k)) || ':' || COALESCE(pg_catalog.json_serialize($2[n]), 'null'), ',' ORDER BY n), '') || '}')
  FROM pg_catalog."~unnest"($1) WITH ORDINALITY AS u(k, n) $$;
CREATE FUNCTION pg_catalog.array_concat(super, super) RETURNS super LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.array(ARRAY(SELECT pg_catalog.super_elements($1) UNION ALL SELECT pg_catalog.super_elements($2))) $$;
-- Arrays within arrays too, however deep.
CREATE FUNCTION pg_catalog.array_flatten(super) RETURNS super LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE flat super := $1;
BEGIN
  WHILE EXISTS (SELECT FROM pg_catalog.super_elements(flat) AS e WHERE pg_catalog."~json_typeof"(e) = 'array') LOOP
    flat := pg_catalog.array(ARRAY(SELECT i FROM pg_catalog.super_elements(flat) WITH ORDINALITY AS o(e, n), LATERAL pg_catalog.super_elements(
      CASE WHEN pg_catalog."~json_typeof"(e) = 'array' THEN e ELSE pg_catalog."~json_build_array"(e) END) WITH ORDINALITY AS p(i, m) ORDER BY n, m));
  END LOOP;
  RETURN flat;
END $$;
CREATE FUNCTION pg_catalog.subarray(super, int4, int4) RETURNS super LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.array(ARRAY(SELECT e FROM pg_catalog.super_elements($1) WITH ORDINALITY AS o(e, n) WHERE n > $2 AND n <= $2 + $3 ORDER BY n)) $$;
CREATE FUNCTION pg_catalog.subarray(super, int4) RETURNS super LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.subarray($1, $2, 2147483647 - $2)';
CREATE FUNCTION pg_catalog.split_to_array(text, text) RETURNS super LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog."~to_json"(pg_catalog."~string_to_array"($1, $2)) $$;
CREATE FUNCTION pg_catalog.split_to_array(text) RETURNS super LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT pg_catalog.split_to_array($1, ',') $$;

CREATE FUNCTION pg_catalog.can_json_parse(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT
AS $$ BEGIN PERFORM pg_catalog.super_of_json($1); RETURN true; EXCEPTION WHEN OTHERS THEN RETURN false; END $$;
CREATE FUNCTION pg_catalog.is_valid_json(text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.can_json_parse($1) AND pg_catalog.ltrim($1, E' \\t\\n\\r') LIKE '{%' $$;
CREATE FUNCTION pg_catalog.is_valid_json_array(text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.can_json_parse($1) AND pg_catalog.ltrim($1, E' \\t\\n\\r') LIKE '[%' $$;
-- JSON in text: an invalid one fails, or is NULL when the last argument asks for it.
CREATE FUNCTION pg_catalog.super_of_text(text, boolean) RETURNS super LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN RETURN pg_catalog.super_of_json($1);
EXCEPTION WHEN OTHERS THEN IF $2 THEN RETURN NULL; END IF; RAISE EXCEPTION 'JSON parsing error'; END $$;
CREATE FUNCTION pg_catalog.redshift_path(text, text[], boolean) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT (pg_catalog.super_of_text($1, $3) #>> $2)::varchar $$;
${Array.from({ length: 5 }, (_, index) => {
  const elements = Array.from({ length: index + 1 }, (_unused, element) => `$${element + 2}`).join(", ");
  const types = Array.from({ length: index + 1 }, () => "text").join(", ");
  return `CREATE FUNCTION pg_catalog.json_extract_path_text(text, ${types}) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT
AS 'SELECT pg_catalog.redshift_path($1, ARRAY[${elements}], false)';
CREATE FUNCTION pg_catalog.json_extract_path_text(text, ${types}, boolean) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT
AS 'SELECT pg_catalog.redshift_path($1, ARRAY[${elements}], $${index + 3})'`;
}).join(";\n")};
CREATE FUNCTION pg_catalog.json_extract_array_element_text(text, int4, boolean) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN $2 >= 0 THEN (pg_catalog.super_of_text($1, $3) ->> $2)::varchar END $$;
CREATE FUNCTION pg_catalog.json_extract_array_element_text(text, int4) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT
AS 'SELECT pg_catalog.json_extract_array_element_text($1, $2, false)';
CREATE FUNCTION pg_catalog.json_array_length(text, boolean) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog."~json_array_length"(pg_catalog.super_of_text($1, $2)) $$;
CREATE FUNCTION pg_catalog.json_array_length(text) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.json_array_length($1, false)'`;
