import { MAX_TIMEOUT_SECONDS } from "../../aws/quotas";
import type { LinkSettings, StatementTarget } from "../../redshift-data/link/link-settings";
import { ENVIRONMENT } from "./contract";

/** Environment variables: name → value. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the infrastructure sets. The region the function runs in is Lambda's to tell. */
export type DeployedSettings = Omit<LinkSettings, "lambdaRegion">;

/** Settings as they are written, which need not be all, nor such that the function accepts them. */
export interface WrittenSettings extends Partial<Omit<LinkSettings, "target">> {
  readonly target: Partial<StatementTarget>;
}

/** What an environment says. */
export interface DecodedSettings {
  /** Every value that is there. An empty variable counts as absent, as does a timeout that is no number of seconds. */
  readonly written: WrittenSettings;
  /** Why the function refuses to load, each naming its variable and never its value; none when `settings` is there. */
  readonly problems: readonly string[];
  /** What the function works with. Absent when there are problems. */
  readonly settings?: LinkSettings;
}

type Text = string | undefined;

/** The settings as texts, by their names in {@link VARIABLES}. */
type Texts = { readonly [Name in keyof typeof VARIABLES]?: Text };

interface Variable {
  readonly name: string;
  /** Completes "expected …". Absent: any text will do, and none. */
  readonly expected?: string;
  readonly allowed?: (text: string) => boolean;
  /** The function cannot work without it. */
  readonly isRequired?: true;
}

const REGION = {
  allowed: (text) => /^[a-z0-9-]+$/.test(text),
  expected: "a region",
  isRequired: true,
} as const satisfies Omit<Variable, "name">;

/** Every variable that the function reads, in the order in which problems are told. */
const VARIABLES = {
  linkName: {
    name: ENVIRONMENT.linkName,
    allowed: (text) => /./.test(text),
    expected: "the name of the link",
    isRequired: true,
  },
  dataRoleArn: {
    name: ENVIRONMENT.dataRoleArn,
    allowed: (text) => /^arn:[\w-]+:iam::\d{12}:role\/\S+$/.test(text),
    expected: "the ARN of a role",
    isRequired: true,
  },
  roleSessionName: {
    name: ENVIRONMENT.roleSessionName,
    allowed: (text) => /^[\w+=,.@-]{2,64}$/.test(text),
    expected: "2 to 64 characters of letters, digits and _+=,.@-",
    isRequired: true,
  },
  externalId: { name: ENVIRONMENT.externalId },
  redshiftAccountId: {
    name: ENVIRONMENT.redshiftAccountId,
    allowed: (text) => /^\d{12}$/.test(text),
    expected: "twelve digits",
    isRequired: true,
  },
  redshiftRegion: { name: ENVIRONMENT.redshiftRegion, ...REGION },
  lambdaRegion: { name: "AWS_REGION", ...REGION },
  clusterIdentifier: { name: ENVIRONMENT.clusterIdentifier },
  workgroupName: { name: ENVIRONMENT.workgroupName },
  database: {
    name: ENVIRONMENT.database,
    allowed: (text) => /./.test(text),
    expected: "the name of a database",
    isRequired: true,
  },
  dbUser: { name: ENVIRONMENT.dbUser },
  secretArn: { name: ENVIRONMENT.secretArn },
  statementTimeoutSeconds: {
    name: ENVIRONMENT.statementTimeoutSeconds,
    allowed: (text) => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= MAX_TIMEOUT_SECONDS,
    expected: `a whole number of seconds from 1 to ${MAX_TIMEOUT_SECONDS}`,
  },
} as const satisfies Readonly<Record<keyof typeof ENVIRONMENT | "lambdaRegion", Variable>>;

/** Whether a variable's value may be shown: what the infrastructure sets, but for the external id. A user's own may not. */
export function isShownVariable(name: string): boolean {
  return name !== ENVIRONMENT.externalId && Object.values<string>(ENVIRONMENT).includes(name);
}

/** The settings as environment variables; {@link decodeSettings} reads them back. */
export function encodeSettings(settings: DeployedSettings): Readonly<Record<string, string>> {
  const { target, statementTimeoutSeconds, ...rest } = settings;
  const texts: Texts = {
    linkName: rest.linkName,
    dataRoleArn: rest.dataRoleArn,
    roleSessionName: rest.roleSessionName,
    externalId: rest.externalId,
    redshiftAccountId: rest.redshiftAccountId,
    redshiftRegion: rest.redshiftRegion,
    clusterIdentifier: target.ClusterIdentifier,
    workgroupName: target.WorkgroupName,
    database: target.Database,
    dbUser: target.DbUser,
    secretArn: target.SecretArn,
    statementTimeoutSeconds:
      statementTimeoutSeconds === undefined ? undefined : String(statementTimeoutSeconds),
  };
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) =>
      text === undefined ? [] : [[VARIABLES[key as keyof Texts].name, text]],
    ),
  );
}

/**
 * Reads the settings from environment variables. Never fails: who looks at a function that is deployed wrongly gets what
 * is written, and what is wrong with it.
 */
export function decodeSettings(environment: Environment): DecodedSettings {
  const texts: Texts = Object.fromEntries(
    Object.entries(VARIABLES).map(([key, { name }]) => [key, environment[name] || undefined]),
  );
  const written = writtenSettings(texts);
  const problems = [
    ...Object.entries<Variable>(VARIABLES).flatMap(([key, variable]) =>
      problemOf(variable, texts[key as keyof Texts]),
    ),
    ...targetProblems(written.target),
  ];
  const { linkName, dataRoleArn, roleSessionName, redshiftAccountId, redshiftRegion, lambdaRegion } = written;
  const required = {
    linkName,
    dataRoleArn,
    roleSessionName,
    redshiftAccountId,
    redshiftRegion,
    lambdaRegion,
  };
  const { Database } = written.target;
  if (problems.length > 0 || !areAll(required) || Database === undefined) return { written, problems };
  return {
    written,
    problems,
    settings: { ...written, ...required, target: { ...written.target, Database } },
  };
}

function writtenSettings(texts: Texts): WrittenSettings {
  const { clusterIdentifier, workgroupName, database, dbUser, secretArn, ...rest } = texts;
  const { statementTimeoutSeconds, ...others } = rest;
  const seconds = Number(statementTimeoutSeconds ?? Number.NaN);
  return {
    ...present(others),
    target: present({
      ClusterIdentifier: clusterIdentifier,
      WorkgroupName: workgroupName,
      Database: database,
      DbUser: dbUser,
      SecretArn: secretArn,
    }),
    ...(Number.isSafeInteger(seconds) && { statementTimeoutSeconds: seconds }),
  };
}

/** Without the members that are `undefined`. */
function present<K extends string>(texts: { readonly [P in K]?: Text }): { readonly [P in K]?: string } {
  const entries = Object.entries<Text>(texts).filter(([, text]) => text !== undefined);
  return Object.fromEntries(entries) as { readonly [P in K]?: string };
}

function areAll<K extends string>(
  texts: { readonly [P in K]: Text },
): texts is { readonly [P in K]: string } {
  return Object.values<Text>(texts).every((text) => text !== undefined);
}

function problemOf({ name, expected, allowed, isRequired }: Variable, text: Text): string[] {
  if (text === undefined) return isRequired ? [`${name} is absent, expected ${expected}`] : [];
  return allowed?.(text) === false ? [`${name} is malformed, expected ${expected}`] : [];
}

function targetProblems(target: WrittenSettings["target"]): string[] {
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
