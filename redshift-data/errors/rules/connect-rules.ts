import { connectionSays, serviceSays } from "../../../aws/failure/own-words";
import { databaseUser, type LinkContext, redshiftSide, targetName } from "../../link/link-context";
import { CONNECT_PHASES, DATA_API_PHASES } from "../error-codes";
import type { ErrorRule } from "../error-rule";
import { NEW_TOKEN } from "../repeat";

/** The target cannot be found or entered. These come from the submit call or as a failed statement. */
export const connectRules: readonly ErrorRule[] = [
  {
    code: "TARGET_NOT_FOUND",
    hop: "connect",
    summary: "the cluster or workgroup does not exist in this region of the redshift account",
    phases: CONNECT_PHASES,
    says: connectionSays("Redshift endpoint doesn't exist in this region", "Cluster \\S+ not found"),
    advice: (link) =>
      `${redshiftSide(link)}: ${targetName(link)} must exist under that name; otherwise correct cluster or workgroup and region of the link`,
  },
  {
    code: "SECRET_INVALID",
    hop: "connect",
    summary: "the secret holds no usable database credentials",
    phases: CONNECT_PHASES,
    says: connectionSays("username and password in secret cannot be empty"),
    advice: (link) =>
      `${redshiftSide(link)}: secret ${link.settings.target.SecretArn} must have the keys username and password`,
  },
  {
    code: "SECRET_NOT_FOUND",
    hop: "connect",
    summary: "the secret does not exist, or is to be deleted",
    phases: DATA_API_PHASES,
    says: serviceSays("can't find the specified secret", "marked for deletion"),
    advice: (link) =>
      `${redshiftSide(link)}, ${link.settings.redshiftRegion}: secret ${link.settings.target.SecretArn} must exist; restore it, or correct secretArn of the link`,
  },
  {
    code: "LOGIN_FAILED",
    hop: "connect",
    summary: "the database refused the login",
    phases: CONNECT_PHASES,
    says: connectionSays(
      "password authentication failed for user",
      "IAM authentication failed",
      "(?:user|role) .+ does not exist",
      "(?:user|role) .+ is not permitted to log in",
      "no pg_hba\\.conf entry for host",
    ),
    advice: (link) =>
      `${redshiftSide(link)}, ${targetName(link)}: the database user ${databaseUser(link)} must exist and be allowed to log in; GetClusterCredentials succeeds for a user that does not exist, the login then fails`,
  },
  {
    code: "DATABASE_NOT_FOUND",
    hop: "connect",
    summary: "the database does not exist",
    phases: CONNECT_PHASES,
    says: connectionSays("database .+ does not exist"),
    advice: (link) =>
      `${redshiftSide(link)}, ${targetName(link)}: database ${link.settings.target.Database} must exist; otherwise correct the database of the link`,
  },
  {
    code: "PERMISSION_DENIED",
    hop: "connect",
    summary: "the database user may not connect to the database",
    phases: CONNECT_PHASES,
    says: connectionSays("permission denied for database"),
    advice: (link) =>
      `${redshiftSide(link)}, ${targetName(link)}: GRANT the privilege that the engine names (USAGE on a database of a datashare) ON DATABASE ${link.settings.target.Database} TO ${databaseUser(link)}. IAM is not involved`,
  },
  {
    code: "CONNECTIONS_EXCEEDED",
    hop: "connect",
    summary: "the database has as many connections as it may have",
    phases: CONNECT_PHASES,
    says: connectionSays(
      "connection limit .+ exceeded",
      "too many connections for",
      "sorry, too many clients already",
      "remaining connection slots are reserved",
    ),
    advice: (link) =>
      `wait until connections end, then ${NEW_TOKEN}; if it lasts, ${redshiftSide(link)}, ${targetName(link)}: CONNECTION LIMIT of ${databaseUser(link)} and of the database, and lower the reserved concurrency of function ${link.functionName}`,
  },
  {
    code: "DATABASE_UNREACHABLE",
    hop: "connect",
    summary: "the database takes no connections at the moment",
    phases: CONNECT_PHASES,
    says: connectionSays(
      "the database system is (?:starting up|shutting down|in recovery mode)",
      "(?:The )?connection (?:attempt failed|to \\S+ refused|refused)",
    ),
    advice: (link) => `${targetUnavailable(link)}; then ${NEW_TOKEN}`,
  },
  {
    code: "CONNECTION_LOST",
    summary: "the connection to the database ended while the statement ran; what it wrote may have been kept",
    phases: CONNECT_PHASES,
    says: connectionSays(
      "terminating connection",
      "An I/O error occurred while sending to the backend",
      "This connection has been closed",
    ),
    advice: (link) =>
      `${redshiftSide(link)}, ${targetName(link)}: look whether the statement has taken effect before you ${NEW_TOKEN}; the session was ended by someone, or the cluster restarted, was resized or patched`,
  },
];

/** Advice where the target does not answer. */
export function targetUnavailable(link: LinkContext): string {
  return `${redshiftSide(link)}: ${targetName(link)} must be available, not paused or resizing`;
}
