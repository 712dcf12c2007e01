const FNV_OFFSET = "14695981039346656037";

const fnvOf = (
  type: string,
  bytes: string,
) => `CREATE FUNCTION pg_catalog.fnv_hash(${type}) RETURNS int8 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.redshift_fnv(${bytes}, ${FNV_OFFSET}) $$;
CREATE FUNCTION pg_catalog.fnv_hash(${type}, int8) RETURNS int8 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.redshift_fnv(${bytes}, CASE WHEN $2 < 0 THEN $2::numeric + 18446744073709551616 ELSE $2 END) $$`;

const sha2 = [224, 256, 384, 512]
  .map(
    (bits) =>
      `WHEN ${bits} THEN pg_catalog."~encode"(pg_catalog.sha${bits}(pg_catalog."~convert_to"($1, 'UTF8')), 'hex')`,
  )
  .join(" ");

/**
 * @see https://docs.aws.amazon.com/redshift/latest/dg/hash-functions.html
 */
export const HASHES_SQL = `
-- 64-bit FNV-1a of the value's bytes, the lowest first.
CREATE FUNCTION pg_catalog.redshift_fnv(varbyte, numeric) RETURNS int8 LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE hash numeric := $2; low int8;
BEGIN
  FOR i IN 0 .. pg_catalog.length($1) - 1 LOOP
    low := (hash % 256)::int8;
    hash := ((hash - low + (low # pg_catalog.get_byte($1, i))) * 1099511628211) % 18446744073709551616;
  END LOOP;
  RETURN CASE WHEN hash >= 9223372036854775808 THEN hash - 18446744073709551616 ELSE hash END;
END $$;
${fnvOf("text", `pg_catalog."~convert_to"($1, 'UTF8')`)};
${fnvOf("int2", "pg_catalog.reverse(pg_catalog.int2send($1))")};
${fnvOf("int4", "pg_catalog.reverse(pg_catalog.int4send($1))")};
${fnvOf("int8", "pg_catalog.reverse(pg_catalog.int8send($1))")};
CREATE FUNCTION pg_catalog.sha1(text) RETURNS varchar LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  message varbyte := pg_catalog."~convert_to"($1, 'UTF8'); bits int8 := pg_catalog.length(message) * 8; m int8 := 4294967295;
  h int8[] := ARRAY[1732584193, 4023233417, 2562383102, 271733878, 3285377520]; w int8[];
  a int8; b int8; c int8; d int8; e int8; f int8; k int8; x int8;
BEGIN
  message := message || '\\x80'::varbyte;
  WHILE pg_catalog.length(message) % 64 <> 56 LOOP message := message || '\\x00'::varbyte; END LOOP;
  message := message || pg_catalog.int8send(bits);
  FOR block IN 0 .. pg_catalog.length(message) / 64 - 1 LOOP
    w := '{}';
    FOR i IN 0 .. 79 LOOP
      IF i < 16 THEN
        w[i] := 0;
        FOR j IN 0 .. 3 LOOP w[i] := w[i] * 256 + pg_catalog.get_byte(message, block * 64 + i * 4 + j); END LOOP;
      ELSE
        x := w[i - 3] # w[i - 8] # w[i - 14] # w[i - 16];
        w[i] := ((x << 1) | (x >> 31)) & m;
      END IF;
    END LOOP;
    a := h[1]; b := h[2]; c := h[3]; d := h[4]; e := h[5];
    FOR i IN 0 .. 79 LOOP
      IF i < 20 THEN f := (b & c) | ((m # b) & d); k := 1518500249;
      ELSIF i < 40 THEN f := b # c # d; k := 1859775393;
      ELSIF i < 60 THEN f := (b & c) | (b & d) | (c & d); k := 2400959708;
      ELSE f := b # c # d; k := 3395469782; END IF;
      x := ((((a << 5) | (a >> 27)) & m) + f + e + k + w[i]) & m;
      e := d; d := c; c := ((b << 30) | (b >> 2)) & m; b := a; a := x;
    END LOOP;
    h := ARRAY[(h[1] + a) & m, (h[2] + b) & m, (h[3] + c) & m, (h[4] + d) & m, (h[5] + e) & m];
  END LOOP;
  RETURN pg_catalog.lpad(pg_catalog.to_hex(h[1]), 8, '0') || pg_catalog.lpad(pg_catalog.to_hex(h[2]), 8, '0') ||
    pg_catalog.lpad(pg_catalog.to_hex(h[3]), 8, '0') || pg_catalog.lpad(pg_catalog.to_hex(h[4]), 8, '0') || pg_catalog.lpad(pg_catalog.to_hex(h[5]), 8, '0');
END $$;
CREATE FUNCTION pg_catalog.func_sha1(text) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.sha1($1)';
CREATE FUNCTION pg_catalog.sha(text) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.sha1($1)';
CREATE FUNCTION pg_catalog.sha2(text, int4) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE CASE $2 WHEN 0 THEN 256 ELSE $2 END ${sha2} END::varchar $$;
-- The polynomial is Castagnoli's.
CREATE FUNCTION pg_catalog.crc32(text) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.lpad(pg_catalog.to_hex(pg_catalog.crc32c(pg_catalog."~convert_to"($1, 'UTF8'))), 8, '0') $$`;
