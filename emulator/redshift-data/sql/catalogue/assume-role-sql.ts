/**
 * Who may use which IAM role in COPY and UNLOAD (the ASSUMEROLE privilege). At first everybody may use every role; a superuser takes that
 * away with `REVOKE ASSUMEROLE ON ALL FROM PUBLIC FOR ALL`. A superuser keeps it. A role is a literal of GRANT, so a chain is one; `ALL` and
 * `default` stand for themselves.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT-usage-notes.html
 */
export const ASSUME_ROLE_SQL = `
CREATE TABLE pg_internal.assume_role_grants (iam_role text NOT NULL, command text NOT NULL, grantee oid NOT NULL, UNIQUE (iam_role, command, grantee));
INSERT INTO pg_internal.assume_role_grants
  SELECT 'ALL', unnest(ARRAY['COPY', 'UNLOAD', 'EXTERNAL FUNCTION', 'CREATE MODEL']), 0;

CREATE FUNCTION pg_internal.grant_assume_role(is_granted boolean, iam_roles text[], grantees text[], commands text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE one text; found oid;
BEGIN
  IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = pg_internal.caller()) THEN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'must be superuser to grant or revoke ASSUMEROLE';
  END IF;
  FOREACH one IN ARRAY grantees LOOP
    found := CASE WHEN one = 'public' THEN 0 ELSE (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = one) END;
    IF found IS NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format(
        CASE WHEN one LIKE '~group:%' THEN 'group' WHEN one LIKE '~role:%' THEN 'role' ELSE 'user' END || ' "%s" does not exist',
        regexp_replace(one, '^~(group|role):', ''));
    END IF;
    IF is_granted THEN
      INSERT INTO pg_internal.assume_role_grants SELECT r, c, found FROM unnest(iam_roles) r, unnest(commands) c ON CONFLICT DO NOTHING;
    ELSE
      DELETE FROM pg_internal.assume_role_grants WHERE grantee = found AND command = ANY (commands)
        AND (iam_role = ANY (iam_roles) OR 'ALL' = ANY (iam_roles));
    END IF;
  END LOOP;
END $$;

CREATE FUNCTION pg_internal.may_assume_role(as_user name, iam_role text, command text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = $1) OR EXISTS (SELECT FROM pg_internal.assume_role_grants g
    WHERE g.iam_role IN ('ALL', $2) AND g.command = upper($3) AND (g.grantee = 0 OR pg_has_role($1, g.grantee, 'MEMBER')))
$$;

CREATE FUNCTION pg_catalog.has_assumerole_privilege(text, text, text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
  IF upper($3) NOT IN ('COPY', 'UNLOAD', 'EXTERNAL FUNCTION', 'CREATE MODEL') THEN RAISE EXCEPTION 'unrecognized privilege type: "%"', $3; END IF;
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = $1) THEN RAISE EXCEPTION 'user "%" does not exist', $1; END IF;
  IF $1 <> pg_internal.caller() AND NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = pg_internal.caller()) THEN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'must be superuser to view privileges of another user';
  END IF;
  RETURN pg_internal.may_assume_role($1::name, $2, $3);
END $$;
CREATE FUNCTION pg_catalog.has_assumerole_privilege(text, text) RETURNS boolean LANGUAGE sql STABLE
AS $$ SELECT pg_catalog.has_assumerole_privilege(pg_internal.caller()::text, $1, $2) $$`;

/** Whether the privilege was ever asked for: until then everybody has it. */
export const KNOWS_ASSUME_ROLE_SQL =
  "SELECT pg_catalog.to_regclass('pg_internal.assume_role_grants') IS NOT NULL";
