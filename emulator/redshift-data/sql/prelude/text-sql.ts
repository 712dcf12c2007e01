/** Types that become text wherever text is wanted, as in the engine's ancestor that Redshift descends from. */
const PRINTED_TYPES = [
  "int2",
  "int4",
  "int8",
  "float4",
  "float8",
  "numeric",
  "date",
  "timestamp",
  "timestamptz",
  "time",
  "timetz",
  "oid",
] as const;

/** Text that is counted in bytes: the cast that a declared length does. */
function byteLength(name: string, type: "varchar" | "bpchar", words: string): string {
  return `CREATE FUNCTION pg_catalog.${name}_slowly(${type}, int4, boolean) RETURNS ${type} LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE cut text := pg_catalog.substr($1::text, 1, $2 - 4);
BEGIN
  WHILE pg_catalog.octet_length(cut) > $2 - 4 LOOP cut := pg_catalog.substr(cut, 1, pg_catalog.length(cut) - 1); END LOOP;
  IF NOT $3 AND pg_catalog.rtrim($1::text) <> pg_catalog.rtrim(cut) THEN
    RAISE EXCEPTION 'value too long for type ${words}(%)', $2 - 4 USING ERRCODE = 'string_data_right_truncation';
  END IF;
  RETURN cut;
END $$;
CREATE FUNCTION pg_catalog.${name}(${type}, int4, boolean) RETURNS ${type} LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN $2 < 4 OR pg_catalog.octet_length($1::text) <= $2 - 4 THEN ${
    type === "bpchar" ? `pg_catalog.bpchar($1, $2, $3)` : "$1"
  } ELSE pg_catalog.${name}_slowly($1, $2, $3) END $$;
UPDATE pg_catalog.pg_cast SET castfunc = 'pg_catalog.${name}'::regproc WHERE castsource = '${type}'::regtype AND casttarget = '${type}'::regtype`;
}

/** Operators that compare two texts, and the functions that compare two CHARs, by which blanks at the end do not count. */
const BLANK_PADDED = { "=": "eq", "<>": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge" };

/** Functions of the operator classes of text, by which it is sorted, grouped and joined, and those of CHAR in their place. */
const BLANK_PADDED_SUPPORT = {
  bttextcmp: "~bpcharcmp",
  bttextsortsupport: "bpchar_sortsupport",
  hashtext: "hashbpchar",
  hashtextextended: "hashbpcharextended",
};

/**
 * Blanks at the end of a VARCHAR do not count when it is compared. The engine compares CHARs so, which it keeps as it keeps texts.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html#r_Character_types-significance-of-trailing-blanks
 */
function blankPadded(): string {
  return [
    ...Object.entries(BLANK_PADDED).map(
      ([operator, name]) => `UPDATE pg_catalog.pg_operator SET oprcode = 'pg_catalog.bpchar${name}'::regproc
WHERE oprname = '${operator}' AND oprleft = 'text'::regtype AND oprright = 'text'::regtype AND oid < 16384`,
    ),
    ...Object.entries(BLANK_PADDED_SUPPORT).map(
      ([of, by]) => `UPDATE pg_catalog.pg_amproc SET amproc = 'pg_catalog."${by}"'::regproc
WHERE amproclefttype = 'text'::regtype AND amprocrighttype = 'text'::regtype AND amproc = 'pg_catalog.${of}'::regproc
  AND amprocfamily IN (SELECT oid FROM pg_catalog.pg_opfamily WHERE opfname = 'text_ops')`,
    ),
  ].join(";\n");
}

/**
 * @see https://docs.aws.amazon.com/redshift/latest/dg/String_functions_header.html
 */
export const TEXT_SQL = `
${PRINTED_TYPES.map((type) => `CREATE CAST (${type} AS text) WITH INOUT AS IMPLICIT`).join(";\n")};
-- Concatenation is of text alone: a number is text then.
UPDATE pg_catalog.pg_operator SET oprname = '~||' WHERE oprname = '||' AND oid < 16384
AND (oprleft = 'anynonarray'::regtype OR oprright = 'anynonarray'::regtype);
CREATE OPERATOR pg_catalog.+ (LEFTARG = text, RIGHTARG = text, FUNCTION = pg_catalog.textcat);
${byteLength("redshift_varchar", "varchar", "character varying")};
${byteLength("redshift_bpchar", "bpchar", "character")};

${blankPadded()};
CREATE FUNCTION pg_catalog.concat(text, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 || $2';
CREATE FUNCTION pg_catalog.len(text) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.length($1)';
CREATE FUNCTION pg_catalog.len(bpchar) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.length($1)';
CREATE FUNCTION pg_catalog.len(varbyte) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.length($1)';
CREATE FUNCTION pg_catalog.octet_length(bpchar) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.octet_length($1::text)';
CREATE FUNCTION pg_catalog.charindex(text, text) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.strpos($2, $1)';
CREATE FUNCTION pg_catalog.octetindex(text, text) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN pg_catalog.strpos($2, $1) = 0 THEN 0 ELSE pg_catalog.octet_length(pg_catalog.substr($2, 1, pg_catalog.strpos($2, $1) - 1)) + 1 END $$;
CREATE FUNCTION pg_catalog.replicate(text, int4) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.repeat($1, $2)';
CREATE FUNCTION pg_catalog.bpcharcmp(bpchar, bpchar) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN $1 COLLATE "C" < $2 THEN -1 WHEN $1 COLLATE "C" > $2 THEN 1 ELSE 0 END $$;
CREATE FUNCTION pg_catalog.bttext_pattern_cmp(text, text) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN $1 COLLATE "C" < $2 THEN -1 WHEN $1 COLLATE "C" > $2 THEN 1 ELSE 0 END $$;
CREATE FUNCTION pg_catalog.split_part(text, text, int8) RETURNS text LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN $3 > 0 THEN pg_catalog."~split_part"($1, $2, $3::int4)
  -- A constant would be called when the query is planned, whatever the positions are.
  ELSE pg_catalog.redshift_failure('Field position must be greater than zero' || pg_catalog.left($3::text, 0)) END $$;
CREATE FUNCTION pg_catalog.soundex(text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE letters text := pg_catalog."~regexp_replace"(pg_catalog.upper($1), '[^A-Z]', '', 'g'); result text; last text; code text; i int4;
BEGIN
  IF letters = '' THEN RETURN ''; END IF;
  result := pg_catalog.substr(letters, 1, 1);
  last := pg_catalog.translate(result, 'BFPVCGJKQSXZDTLMNRAEIOUYHW', '11112222222233455600000077');
  FOR i IN 2 .. pg_catalog.length(letters) LOOP
    code := pg_catalog.translate(pg_catalog.substr(letters, i, 1), 'BFPVCGJKQSXZDTLMNRAEIOUYHW', '11112222222233455600000077');
    CONTINUE WHEN code = '7';
    IF code <> '0' AND code <> last THEN result := result || code; END IF;
    last := code;
  END LOOP;
  RETURN pg_catalog.rpad(pg_catalog.substr(result, 1, 4), 4, '0');
END $$;
CREATE FUNCTION pg_catalog.difference(text, text) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT (SELECT pg_catalog.count(*)::int4 FROM pg_catalog.generate_series(1, 4) AS i
  WHERE pg_catalog.substr(pg_catalog.soundex($1), i, 1) = pg_catalog.substr(pg_catalog.soundex($2), i, 1)) $$;
CREATE FUNCTION pg_catalog.strtol(text, int4) RETURNS int8 LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE digits text := pg_catalog.lower(pg_catalog.btrim($1)); result numeric := 0; value int4; c text;
BEGIN
  IF $2 = 16 THEN digits := pg_catalog."~regexp_replace"(digits, '^([-+]?)0x', '\\1'); END IF;
  FOR c IN SELECT pg_catalog."~regexp_split_to_table"(pg_catalog.ltrim(digits, '+-'), '') LOOP
    value := pg_catalog.strpos('0123456789abcdefghijklmnopqrstuvwxyz', c) - 1;
    IF c = '' OR value < 0 OR value >= $2 THEN
      RAISE EXCEPTION 'The input % is not valid to be converted to base %', $1, $2;
    END IF;
    result := result * $2 + value;
  END LOOP;
  RETURN CASE WHEN digits LIKE '-%' THEN -result ELSE result END;
END $$`;
