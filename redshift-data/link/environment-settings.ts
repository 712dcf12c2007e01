import { presentMembers } from "../../aws/json";
import { MAX_TIMEOUT_SECONDS } from "../../aws/quotas";
import { decodeCopySettings, encodeCopySettings } from "./copy-settings";
import { ENVIRONMENT } from "./environment-names";
import type { LinkSettings, StatementTarget } from "./link-settings";

/** Environment variables: name → value. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the function works with: the link's, and its own. */
export interface RunQuerySettings extends LinkSettings {
  /** Whether an event may bring SQL of its own. Absent: it may. */
  readonly rawSql?: boolean;
}

/** What the infrastructure sets. The region the function runs in is Lambda's to tell. */
export type DeployedSettings = Omit<RunQuerySettings, "lambdaRegion">;

/** Settings as they are written, which need not be all, nor such that the function accepts them. */
interface WrittenSettings extends Partial<Omit<RunQuerySettings, "target">> {
  readonly target: Partial<StatementTarget>;
}

/** What an environment says. */
export interface DecodedSettings {
  /** Every value that is there. An empty variable counts as absent, as does a timeout that is no number of seconds. */
  readonly written: WrittenSettings;
  /** Why the function refuses to load, each naming its variable and never its value; none when `settings` is there. */
  readonly problems: readonly string[];
  /** What the function works with. Absent when there are problems. */
  readonly settings?: RunQuerySettings;
}

type Text = string | undefined;

/** Every variable that the function reads: those of its contract, and Lambda's own. */
const NAMES = { ...ENVIRONMENT, lambdaRegion: "AWS_REGION" } as const;

/** The settings as texts. */
type Texts = { readonly [Name in keyof typeof NAMES]?: string };

interface Rule {
  readonly isAllowed: (text: string) => boolean;
  /** Completes "expected …". */
  readonly expected: string;
  /** The function works without the variable too. */
  readonly isOptional?: true;
}

function required(pattern: RegExp, expected: string): Rule {
  return { isAllowed: (text) => pattern.test(text), expected };
}

const region = required(/^[a-z0-9-]+$/, "a region");

/** What variables must hold, in the order in which problems are told. The others may hold anything, or be absent. */
const RULES: { readonly [Name in keyof Texts]?: Rule } = {
  linkName: required(/./, "the name of the link"),
  dataRoleArn: required(/^arn:[\w-]+:iam::\d{12}:role\/\S+$/, "the ARN of a role"),
  roleSessionName: required(/^[\w+=,.@-]{2,64}$/, "2 to 64 characters of letters, digits and _+=,.@-"),
  redshiftAccountId: required(/^\d{12}$/, "twelve digits"),
  redshiftRegion: region,
  lambdaRegion: region,
  database: required(/./, "the name of a database"),
  statementTimeoutSeconds: {
    isAllowed: (text) => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= MAX_TIMEOUT_SECONDS,
    expected: `a whole number of seconds from 1 to ${MAX_TIMEOUT_SECONDS}`,
    isOptional: true,
  },
  rawSql: {
    isAllowed: (text) => text === "true" || text === "false",
    expected: "true or false",
    isOptional: true,
  },
  copyBuckets: {
    isAllowed: (text) => decodeCopySettings(text) !== undefined,
    expected: "JSON with copyRoleArn and buckets, as the project writes it",
    isOptional: true,
  },
};

/** Whether a variable's value may be shown: what the infrastructure sets, but for the external id. A user's own may not. */
export function isShownVariable(name: string): boolean {
  return name !== ENVIRONMENT.externalId && Object.values<string>(ENVIRONMENT).includes(name);
}

/** The settings as environment variables; {@link decodeSettings} reads them back. */
export function encodeSettings(settings: DeployedSettings): Readonly<Record<string, string>> {
  const { target, statementTimeoutSeconds, rawSql, copy, ...rest } = settings;
  const texts: { readonly [Name in keyof Texts]: Text } = {
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
    statementTimeoutSeconds: statementTimeoutSeconds?.toString(),
    rawSql: rawSql?.toString(),
    copyBuckets: copy && encodeCopySettings(copy),
  };
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) =>
      text === undefined ? [] : [[NAMES[key as keyof Texts], text]],
    ),
  );
}

/**
 * Reads the settings from environment variables. Never fails: who looks at a function that is deployed wrongly gets what
 * is written, and what is wrong with it.
 */
export function decodeSettings(environment: Environment): DecodedSettings {
  const texts: Texts = Object.fromEntries(
    Object.entries(NAMES).flatMap(([key, name]) => (environment[name] ? [[key, environment[name]]] : [])),
  );
  const written = writtenSettings(texts);
  const problems = [
    ...(Object.entries(RULES) as [keyof Texts, Rule][]).flatMap(([name, rule]) =>
      problemOf(NAMES[name], rule, texts[name]),
    ),
    ...targetProblems(written.target),
  ];
  // Without a problem nothing is absent that must be there.
  return { written, problems, ...(problems.length === 0 && { settings: written as RunQuerySettings }) };
}

function writtenSettings(texts: Texts): WrittenSettings {
  const {
    clusterIdentifier,
    workgroupName,
    database,
    dbUser,
    secretArn,
    statementTimeoutSeconds,
    rawSql,
    copyBuckets,
    ...others
  } = texts;
  const seconds = Number(statementTimeoutSeconds);
  return {
    ...others,
    target: presentMembers({
      ClusterIdentifier: clusterIdentifier,
      WorkgroupName: workgroupName,
      Database: database,
      DbUser: dbUser,
      SecretArn: secretArn,
    }),
    ...(Number.isSafeInteger(seconds) && { statementTimeoutSeconds: seconds }),
    ...(rawSql !== undefined && { rawSql: rawSql !== "false" }),
    ...presentMembers({ copy: copyBuckets === undefined ? undefined : decodeCopySettings(copyBuckets) }),
  };
}

function problemOf(name: string, { isAllowed, expected, isOptional }: Rule, text: Text): string[] {
  if (text === undefined) return isOptional ? [] : [`${name} is absent, expected ${expected}`];
  return isAllowed(text) ? [] : [`${name} is malformed, expected ${expected}`];
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
