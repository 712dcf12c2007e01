import { MAX_TIMEOUT_SECONDS } from "../../aws/quotas";
import type { StatementTarget } from "../../redshift-data/client/data-api";
import type { LinkSettings } from "../../redshift-data/client/link-settings";
import { QueryError } from "../../redshift-data/errors/query-error";
import { ENVIRONMENT } from "./contract";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Environment variables to settings; an empty variable counts as absent.
 *
 * @throws QueryError `CONFIGURATION_INVALID` that names every missing or bad variable
 */
export function readEnvironment(environment: Environment): LinkSettings {
  const problems: string[] = [];
  const optional = (name: string) => environment[name] || undefined;
  const required = (name: string, allowed: RegExp, expected: string) => {
    const value = optional(name);
    if (value === undefined) problems.push(`${name} is absent, expected ${expected}`);
    else if (!allowed.test(value)) problems.push(`${name} is malformed, expected ${expected}`);
    return value ?? "";
  };

  const settings: LinkSettings = {
    linkName: required(ENVIRONMENT.linkName, /./, "the name of the link"),
    dataRoleArn: required(ENVIRONMENT.dataRoleArn, /^arn:[\w-]+:iam::\d{12}:role\/\S+$/, "the ARN of a role"),
    roleSessionName: required(
      ENVIRONMENT.roleSessionName,
      /^[\w+=,.@-]{2,64}$/,
      "2 to 64 characters of letters, digits and _+=,.@-",
    ),
    ...given("externalId", optional(ENVIRONMENT.externalId)),
    redshiftAccountId: required(ENVIRONMENT.redshiftAccountId, /^\d{12}$/, "twelve digits"),
    redshiftRegion: required(ENVIRONMENT.redshiftRegion, /^[a-z0-9-]+$/, "a region"),
    lambdaRegion: required("AWS_REGION", /^[a-z0-9-]+$/, "a region"),
    target: {
      ...given("ClusterIdentifier", optional(ENVIRONMENT.clusterIdentifier)),
      ...given("WorkgroupName", optional(ENVIRONMENT.workgroupName)),
      Database: required(ENVIRONMENT.database, /./, "the name of a database"),
      ...given("DbUser", optional(ENVIRONMENT.dbUser)),
      ...given("SecretArn", optional(ENVIRONMENT.secretArn)),
    },
    ...statementTimeout(optional(ENVIRONMENT.statementTimeoutSeconds), problems),
  };
  problems.push(...targetProblems(settings.target));
  if (problems.length > 0) throw configurationError(problems);
  return settings;
}

function given<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: string });
}

function statementTimeout(
  value: string | undefined,
  problems: string[],
): Pick<LinkSettings, "statementTimeoutSeconds"> {
  if (value === undefined) return {};
  if (!/^[1-9]\d{0,2}$/.test(value) || Number(value) > MAX_TIMEOUT_SECONDS) {
    problems.push(
      `${ENVIRONMENT.statementTimeoutSeconds} is malformed, expected a whole number of seconds from 1 to ${MAX_TIMEOUT_SECONDS}`,
    );
  }
  return { statementTimeoutSeconds: Number(value) };
}

function targetProblems(target: StatementTarget): string[] {
  const { clusterIdentifier, workgroupName, dbUser, secretArn } = ENVIRONMENT;
  const problems: string[] = [];
  if ((target.ClusterIdentifier === undefined) === (target.WorkgroupName === undefined)) {
    const got = target.ClusterIdentifier === undefined ? "are absent" : "are both set";
    problems.push(`${clusterIdentifier} and ${workgroupName} ${got}, expected exactly one`);
  }
  if (target.DbUser !== undefined && target.SecretArn !== undefined) {
    problems.push(`${dbUser} and ${secretArn} are both set, expected at most one`);
  }
  if (target.DbUser !== undefined && target.WorkgroupName !== undefined) {
    problems.push(`${dbUser} is set, expected none beside ${workgroupName}`);
  }
  return problems;
}

function configurationError(problems: readonly string[]): QueryError {
  return new QueryError({
    code: "CONFIGURATION_INVALID",
    hop: "event",
    message: problems.join("; "),
    advice:
      "the function's environment is not what the project deploys: run the deployment of the link again",
  });
}
