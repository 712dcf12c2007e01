import type { ErrorExample } from "./error-example";

/** The login to the database, and the connection to it, as the end of a statement. */
export const connectExamples: readonly ErrorExample[] = [
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: 'FATAL: password authentication failed for user "analyst"',
    code: "LOGIN_FAILED",
    hop: "connect",
    look: "redshift account → Redshift → query editor: `SELECT usename FROM pg_user`",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: 'FATAL: database "dev" does not exist',
    code: "DATABASE_NOT_FOUND",
    hop: "connect",
    look: "redshift account → Redshift → query editor: `SHOW DATABASES`",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: 'FATAL: permission denied for database "dev"',
    code: "PERMISSION_DENIED",
    hop: "connect",
    look: "redshift account → Redshift → query editor: `SHOW GRANTS ON DATABASE dev`; no policy is involved",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: 'FATAL: connection limit "500" exceeded for non-bootstrap users',
    code: "CONNECTIONS_EXCEEDED",
    hop: "connect",
    look: "redshift account → Redshift → query editor: `SELECT * FROM stv_sessions`",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: "FATAL: the database system is starting up",
    code: "DATABASE_UNREACHABLE",
    hop: "connect",
    look: "redshift account → Redshift → the cluster or workgroup → status",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: "FATAL: terminating connection due to administrator command",
    code: "CONNECTION_LOST",
    hop: "sql",
    look: "redshift account → Redshift → the cluster or workgroup → Maintenance, Events",
  },
];
