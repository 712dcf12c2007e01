/** Redshift's parameters without those that only choose the kind of pattern: here all patterns are of one kind. */
const FLAGS = "pg_catalog.translate($N, 'pe', '')";
const flags = (position: number) => FLAGS.replace("N", String(position));

/**
 * Redshift's patterns are POSIX's, or Perl's with the parameter `p`; the engine's know both.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/REGEXP_SUBSTR.html
 */
export const PATTERNS_SQL = `
-- All occurrences from a position; \`$1\` stands for a group.
CREATE FUNCTION pg_catalog.regexp_replace(text, text, text, int4, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.substr($1, 1, $4 - 1) || pg_catalog."~regexp_replace"(pg_catalog.substr($1, $4), $2,
  pg_catalog."~regexp_replace"($3, '\\$(\\d)', '\\\\\\1', 'g'), ${flags(5)} || 'g') $$;
CREATE FUNCTION pg_catalog.regexp_replace(text, text, text, int4) RETURNS text LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.regexp_replace($1, $2, $3, $4, '') $$;
CREATE FUNCTION pg_catalog.regexp_replace(text, text, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.regexp_replace($1, $2, $3, 1, '') $$;
CREATE FUNCTION pg_catalog.regexp_replace(text, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.regexp_replace($1, $2, '', 1, '') $$;
CREATE FUNCTION pg_catalog.regexp_substr(text, text, int4, int4, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT COALESCE(CASE WHEN pg_catalog.strpos($5, 'e') > 0 THEN pg_catalog."~regexp_substr"($1, $2, $3, $4, ${flags(5)}, 1)
  ELSE pg_catalog."~regexp_substr"($1, $2, $3, $4, ${flags(5)}) END, '') $$;
CREATE FUNCTION pg_catalog.regexp_substr(text, text, int4, int4) RETURNS text LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.regexp_substr($1, $2, $3, $4, '') $$;
CREATE FUNCTION pg_catalog.regexp_substr(text, text, int4) RETURNS text LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.regexp_substr($1, $2, $3, 1, '') $$;
CREATE FUNCTION pg_catalog.regexp_substr(text, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.regexp_substr($1, $2, 1, 1, '') $$;
CREATE FUNCTION pg_catalog.regexp_count(text, text, int4, text) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog."~regexp_count"($1, $2, $3, ${flags(4)}) $$;
CREATE FUNCTION pg_catalog.regexp_count(text, text, int4) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog."~regexp_count"($1, $2, $3) $$;
CREATE FUNCTION pg_catalog.regexp_count(text, text) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog."~regexp_count"($1, $2) $$;
CREATE FUNCTION pg_catalog.regexp_instr(text, text, int4, int4, int4, text) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN pg_catalog.strpos($6, 'e') > 0 THEN pg_catalog."~regexp_instr"($1, $2, $3, $4, $5, ${flags(6)}, 1)
  ELSE pg_catalog."~regexp_instr"($1, $2, $3, $4, $5, ${flags(6)}) END $$;
CREATE FUNCTION pg_catalog.regexp_instr(text, text, int4, int4, int4) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog."~regexp_instr"($1, $2, $3, $4, $5) $$;
CREATE FUNCTION pg_catalog.regexp_instr(text, text, int4, int4) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog."~regexp_instr"($1, $2, $3, $4) $$;
CREATE FUNCTION pg_catalog.regexp_instr(text, text, int4) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog."~regexp_instr"($1, $2, $3) $$;
CREATE FUNCTION pg_catalog.regexp_instr(text, text) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog."~regexp_instr"($1, $2) $$`;
