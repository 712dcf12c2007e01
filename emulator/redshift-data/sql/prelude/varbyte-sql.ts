/** What is done bit by bit, of values of one length. */
function bitwise(operator: "&" | "|" | "#", name: string): string {
  return `CREATE FUNCTION pg_catalog.${name}(varbyte, varbyte) RETURNS varbyte LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.redshift_bits((pg_catalog.from_varbyte($1, 'binary')::varbit ${operator} pg_catalog.from_varbyte($2, 'binary')::varbit)::text) $$;
CREATE OPERATOR pg_catalog.${operator} (LEFTARG = varbyte, RIGHTARG = varbyte, FUNCTION = pg_catalog.${name})`;
}

/**
 * VARBYTE is the engine's `bytea` under that name.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_VARBYTE_type.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/varbyte-functions.html
 */
export const VARBYTE_SQL = `
CREATE FUNCTION pg_catalog.redshift_hex(text) RETURNS varbyte LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog."~decode"(pg_catalog.repeat('0', pg_catalog.length($1) % 2) || $1, 'hex') $$;
-- Bits fill bytes from the right.
CREATE FUNCTION pg_catalog.redshift_bits(text) RETURNS varbyte LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE bits text := pg_catalog.repeat('0', (8 - pg_catalog.length($1) % 8) % 8) || $1; bytes varbyte := '';
BEGIN
  IF bits !~ '^[01]*$' THEN RAISE EXCEPTION 'invalid binary data'; END IF;
  FOR i IN 0 .. pg_catalog.length(bits) / 8 - 1 LOOP
    bytes := bytes || pg_catalog."~decode"(pg_catalog.lpad(pg_catalog.to_hex(pg_catalog.strtol(pg_catalog.substr(bits, i * 8 + 1, 8), 2)), 2, '0'), 'hex');
  END LOOP;
  RETURN bytes;
END $$;
CREATE FUNCTION pg_catalog.to_varbyte(text, text) RETURNS varbyte LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE pg_catalog.lower($2) WHEN 'hex' THEN pg_catalog.redshift_hex($1) WHEN 'base64' THEN pg_catalog."~decode"($1, 'base64')
  WHEN 'binary' THEN pg_catalog.redshift_bits($1) ELSE pg_catalog."~convert_to"($1, 'UTF8') END $$;
CREATE FUNCTION pg_catalog.from_varbyte(varbyte, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE pg_catalog.lower($2) WHEN 'hex' THEN pg_catalog."~encode"($1, 'hex') WHEN 'base64' THEN pg_catalog."~encode"($1, 'base64')
  WHEN 'binary' THEN (SELECT COALESCE(pg_catalog."~string_agg"(pg_catalog.get_byte($1, i)::bit(8)::text, '' ORDER BY i), '')
    FROM pg_catalog.generate_series(0, pg_catalog.length($1) - 1) AS i) ELSE pg_catalog."~convert_from"($1, 'UTF8') END $$;
CREATE CAST (varchar AS varbyte) WITHOUT FUNCTION;
CREATE CAST (text AS varbyte) WITHOUT FUNCTION;
CREATE CAST (varbyte AS varchar) WITHOUT FUNCTION;
-- The bit 0 is the last one.
CREATE FUNCTION pg_catalog.getbit(varbyte, int4) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT (pg_catalog.get_byte($1, pg_catalog.length($1) - 1 - $2 / 8) >> ($2 % 8)) & 1 $$;
CREATE FUNCTION pg_catalog.from_hex(text) RETURNS varbyte LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.redshift_hex($1)';
CREATE FUNCTION pg_catalog.to_hex(varbyte) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT pg_catalog."~encode"($1, 'hex') $$;
CREATE FUNCTION pg_catalog.to_hex(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog."~encode"(pg_catalog."~convert_to"($1, 'UTF8'), 'hex') $$;
CREATE FUNCTION pg_catalog.concat(varbyte, varbyte) RETURNS varbyte LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 || $2';
CREATE FUNCTION pg_catalog.concat(text, varbyte) RETURNS varbyte LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1::varbyte || $2';
CREATE FUNCTION pg_catalog.sha2(varbyte, int4) RETURNS text LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog."~encode"(CASE $2 WHEN 224 THEN pg_catalog.sha224($1) WHEN 384 THEN pg_catalog.sha384($1) WHEN 512 THEN
  pg_catalog.sha512($1) ELSE pg_catalog.sha256($1) END, 'hex') $$;
CREATE OPERATOR pg_catalog.+ (LEFTARG = varbyte, RIGHTARG = varbyte, FUNCTION = pg_catalog.byteacat);
CREATE FUNCTION pg_catalog.varbyte_not(varbyte) RETURNS varbyte LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.redshift_bits(pg_catalog.translate(pg_catalog.from_varbyte($1, 'binary'), '01', '10')) $$;
CREATE OPERATOR pg_catalog.~ (RIGHTARG = varbyte, FUNCTION = pg_catalog.varbyte_not);
${bitwise("&", "varbyte_and")};
${bitwise("|", "varbyte_or")};
${bitwise("#", "varbyte_xor")};
CREATE FUNCTION pg_catalog.json_serialize_to_varbyte(super) RETURNS varbyte LANGUAGE sql IMMUTABLE STRICT
AS 'SELECT pg_catalog.json_serialize($1)::varbyte'`;
