import { assumedRoleArn, parseIamArn } from "../../aws/iam";
import { clusterArn, dbNameArn, dbUserArn } from "../../aws/redshift";
import { OWNED_ACTIONS } from "../../aws/redshift-data";
import type { CopySettings } from "../link/copy-settings";
import { type LinkContext, targetLocation } from "../link/link-context";
import { TYPE_WORDS } from "./engine-texts";
import { createValueSearch, foldText, MAX_PIECE_CHARACTERS, WORD } from "./value-search";

/** A parameter of a statement, by the name that its SQL uses. */
interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** What is known of the statements that an error may be about. */
export interface StatementTexts {
  /** The SQL as it was sent; empty where it is not known. */
  readonly sqls: readonly string[];
  /** Absent: not known, so there may be some. */
  readonly parameters?: readonly NamedValue[];
}

/** Tells pieces of AWS's texts that nobody needs to hide from those that may be data. */
export interface KnownPieces {
  /** True for a piece of the SQL as it was sent, a name of the link or a type, if no parameter can be behind it. */
  isKnown(piece: string): boolean;
  /** True when the piece is, holds, or is a part of the value of a parameter, in any case. */
  mayBeParameter(piece: string): boolean;
  /** Characters of the longest statement. */
  readonly longestSql: number;
}

/** So much SQL is searched for names; the Data API takes 100 KB. */
const MAX_SQL_CHARACTERS = 128 * 1024;

const TYPE = /^[a-z0-9 ,()[\]]+$/;

/** What a denial names beside the link, and the states of a statement. */
const NAMES_OF_AWS = [
  "redshift:GetClusterCredentials redshift:GetClusterCredentialsWithIAM redshift:CreateClusterUser redshift:JoinGroup",
  "identity-based policy, resource-based policy, session policy, permissions boundary",
  "redshift-serverless:GetCredentials redshift-data:ExecuteStatement redshift-data:BatchExecuteStatement",
  "secretsmanager:GetSecretValue kms:Decrypt * SUBMITTED PICKED STARTED FINISHED ABORTED FAILED",
  ...OWNED_ACTIONS,
].join(" ");

/** Work and memory are linear in SQL and values, and bounded: what is longer is not searched. */
export function createKnownPieces(texts: StatementTexts, link: LinkContext): KnownPieces {
  const values = createValueSearch((texts.parameters ?? []).map(({ value }) => value));
  const sql = foldText(cut(texts.sqls, MAX_SQL_CHARACTERS).join("\n"));
  const names = (texts.parameters ?? []).slice(0, MAX_PIECE_CHARACTERS).map(({ name }) => name);
  const known = `${sql}\n${foldText([...linkNames(link), ...names].join("\n"))}`;
  const words = new Set(known.match(WORD));

  function isKnown(piece: string): boolean {
    const text = foldText(piece);
    if (text.length > MAX_PIECE_CHARACTERS) return false;
    return (isWritten(text) || isType(text)) && !values.mayHold(piece);
  }

  function isWritten(text: string): boolean {
    const own = text.match(WORD) ?? [];
    // A comma or a bracket, which syntax errors name.
    const isShort = own.length > 0 || text.length <= 2;
    return isShort && own.every((word) => words.has(word)) && known.includes(text);
  }

  return {
    isKnown,
    mayBeParameter: values.mayHold,
    longestSql: Math.max(0, ...texts.sqls.map(({ length }) => length)),
  };
}

function isType(text: string): boolean {
  return TYPE.test(text) && (text.match(WORD) ?? []).every((word) => TYPE_WORDS.has(word));
}

/** Names that the link itself brings into AWS's texts. The external id is none of them. */
function linkNames(link: LinkContext): string[] {
  const { settings, functionName, lambdaAccountId } = link;
  const { dataRoleArn, roleSessionName, redshiftAccountId, redshiftRegion, lambdaRegion, target } = settings;
  const { ClusterIdentifier = "", DbUser = "", Database, WorkgroupName = "", SecretArn = "" } = target;
  const role = parseIamArn(dataRoleArn);
  // A call with the credentials of the wrong account names the lambda account.
  const places = [redshiftAccountId, lambdaAccountId].map((accountId) => ({
    ...targetLocation(link),
    accountId,
  }));
  return [
    ...(role === undefined ? [] : [assumedRoleArn(role, roleSessionName)]),
    ...places.flatMap((at) => [
      clusterArn(at, ClusterIdentifier),
      dbUserArn(at, ClusterIdentifier, DbUser),
      dbNameArn(at, ClusterIdentifier, Database),
    ]),
    ...[dataRoleArn, roleSessionName, functionName, redshiftRegion, lambdaRegion],
    ...(settings.copy === undefined ? [] : copyNames(settings.copy)),
    ...[ClusterIdentifier, WorkgroupName, Database, DbUser, SecretArn, NAMES_OF_AWS],
  ];
}

function copyNames({ copyRoleArn, buckets }: CopySettings): string[] {
  return [copyRoleArn, ...buckets.flatMap(({ name, bucketRoleArn }) => [name, bucketRoleArn])];
}

/** The texts from the first on, as far as they have so many characters together. */
function cut(texts: readonly string[], characters: number): string[] {
  let left = characters;
  return texts.map((text) => {
    const part = text.slice(0, left);
    left -= part.length;
    return part;
  });
}
