/**
 * Redshift's views of users, groups, roles and what they may do.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/svv_views.html
 */
export const PRIVILEGE_VIEWS_SQL = `
DROP VIEW pg_catalog.pg_user;
CREATE VIEW pg_catalog.pg_user AS
SELECT rolname AS usename, oid::int AS usesysid, rolcreatedb AS usecreatedb, rolsuper AS usesuper, false AS usecatupd, '********'::text AS passwd,
  rolvaliduntil AS valuntil, rolconfig AS useconfig
FROM pg_catalog.pg_roles WHERE rolname NOT LIKE 'pg\\_%' AND rolname NOT LIKE '~%';
DROP VIEW pg_catalog.pg_group;
CREATE VIEW pg_catalog.pg_group AS
SELECT substr(rolname, 8)::name AS groname, oid::int AS grosysid,
  ARRAY(SELECT member::int FROM pg_catalog.pg_auth_members WHERE roleid = pg_roles.oid) AS grolist
FROM pg_catalog.pg_roles WHERE rolname LIKE '~group:%';
CREATE VIEW pg_catalog.pg_user_info AS
SELECT u.*, r.rolconnlimit::text AS useconnlimit, NULL::text AS external_id
FROM pg_catalog.pg_user u JOIN pg_catalog.pg_roles r ON r.oid = u.usesysid::oid;
CREATE VIEW pg_catalog.svv_user_info AS
SELECT u.usename::text AS user_name, u.usesysid AS user_id, u.usecreatedb AS createdb, u.usesuper AS superuser, false AS catalog_update,
  CASE WHEN r.rolconnlimit < 0 THEN 'UNLIMITED' ELSE r.rolconnlimit::text END AS connection_limit, 'RESTRICTED'::text AS syslog_access,
  NULL::timestamp AS last_ddl_timestamp, 0 AS session_timeout, NULL::text AS external_user_id
FROM pg_catalog.pg_user u JOIN pg_catalog.pg_roles r ON r.oid = u.usesysid::oid;
CREATE VIEW pg_catalog.svl_user_info AS
SELECT user_name AS usename, user_id AS usesysid, createdb AS usecreatedb, superuser AS usesuper, catalog_update AS usecatupd,
  connection_limit AS useconnlimit, syslog_access AS syslogaccess, last_ddl_timestamp AS last_ddl_ts, session_timeout AS sessiontimeout,
  external_user_id AS external_id FROM pg_catalog.svv_user_info;
CREATE VIEW pg_catalog.svv_roles AS
SELECT oid::int AS role_id, substr(rolname, 7) AS role_name, NULL::text AS role_owner, NULL::text AS external_id
FROM pg_catalog.pg_roles WHERE rolname LIKE '~role:%';
CREATE VIEW pg_catalog.svv_user_grants AS
SELECT m.member::int AS user_id, u.rolname::text AS user_name, m.roleid::int AS role_id, substr(r.rolname, 7) AS role_name, m.admin_option
FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles r ON r.oid = m.roleid AND r.rolname LIKE '~role:%'
JOIN pg_catalog.pg_roles u ON u.oid = m.member AND u.rolname NOT LIKE '~%';
CREATE VIEW pg_catalog.svv_role_grants AS
SELECT u.oid::int AS role_id, substr(u.rolname, 7) AS role_name, r.oid::int AS granted_role_id, substr(r.rolname, 7) AS granted_role_name
FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles r ON r.oid = m.roleid AND r.rolname LIKE '~role:%'
JOIN pg_catalog.pg_roles u ON u.oid = m.member AND u.rolname LIKE '~role:%';

CREATE VIEW pg_catalog.svv_relation_privileges AS
SELECT r.schema_name AS namespace_name, r.table_name AS relation_name, a.privilege_type, a.grantee::int AS identity_id,
  pg_internal.identity_name(g.rolname) AS identity_name, pg_internal.identity_type(g.rolname) AS identity_type,
  a.is_grantable AS admin_option, 'TABLE'::text AS privilege_scope, pg_internal.identity_name(o.rolname) AS grantor_name
FROM pg_internal.visible_relations r CROSS JOIN LATERAL aclexplode(r.relacl) a
LEFT JOIN pg_catalog.pg_roles g ON g.oid = a.grantee LEFT JOIN pg_catalog.pg_roles o ON o.oid = a.grantor
WHERE r.schema_name NOT IN ('pg_catalog', 'information_schema') AND a.privilege_type <> 'MAINTAIN';
CREATE VIEW pg_catalog.svv_schema_privileges AS
SELECT n.nspname::text AS namespace_name, a.privilege_type, a.grantee::int AS identity_id, pg_internal.identity_name(g.rolname) AS identity_name,
  pg_internal.identity_type(g.rolname) AS identity_type, a.is_grantable AS admin_option, 'SCHEMA'::text AS privilege_scope
FROM pg_catalog.pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) a LEFT JOIN pg_catalog.pg_roles g ON g.oid = a.grantee
WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema';
CREATE VIEW pg_catalog.svv_default_privileges AS
SELECT n.nspname::text AS schema_name, CASE d.defaclobjtype WHEN 'r' THEN 'RELATION' WHEN 'f' THEN 'FUNCTION' END AS object_type,
  d.defaclrole::int AS owner_id, pg_get_userbyid(d.defaclrole)::text AS owner_name, 'user'::text AS owner_type, a.privilege_type,
  a.grantee::int AS grantee_id, pg_internal.identity_name(g.rolname) AS grantee_name, pg_internal.identity_type(g.rolname) AS grantee_type,
  a.is_grantable AS admin_option
FROM pg_catalog.pg_default_acl d LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
CROSS JOIN LATERAL aclexplode(d.defaclacl) a LEFT JOIN pg_catalog.pg_roles g ON g.oid = a.grantee
WHERE d.defaclobjtype IN ('r', 'f') AND a.privilege_type <> 'MAINTAIN'`;
