import { assumedRoleArn, parseIamArn } from "../../aws/iam";
import { clusterArn, dbNameArn, dbUserArn } from "../../aws/redshift";
import { OWNED_ACTIONS } from "../../aws/redshift-data";
import { type LinkContext, targetLocation } from "../link/link-context";
import { TYPE_WORDS } from "./engine-texts";

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

/** Where values are longer together they are not searched, and every piece may be one. */
const MAX_VALUE_CHARACTERS = 256 * 1024;

/** Longer pieces are no names: ARNs and names of Redshift are shorter. */
const MAX_PIECE_CHARACTERS = 256;

/** Shorter pieces are in any longer text: they count as a part of a value as a whole word only. */
const MIN_PART_CHARACTERS = 4;

/** Shorter values are in many names by chance: they count as held by a piece only if they are all of it. */
const MIN_HELD_CHARACTERS = 3;

const WORD = /[\p{L}\p{N}_]+/gu;
const TYPE = /^[a-z0-9 ,()[\]]+$/;

/** Actions and resources that a denial names, and the states of a statement. */
const NAMES_OF_AWS = [
  "redshift:GetClusterCredentials redshift:GetClusterCredentialsWithIAM redshift:CreateClusterUser redshift:JoinGroup",
  "redshift-serverless:GetCredentials redshift-data:ExecuteStatement redshift-data:BatchExecuteStatement",
  "secretsmanager:GetSecretValue kms:Decrypt * SUBMITTED PICKED STARTED FINISHED ABORTED FAILED",
  ...OWNED_ACTIONS,
].join(" ");

/** Work and memory are linear in SQL and values, and bounded: what is longer is not searched. */
export function createKnownPieces(texts: StatementTexts, link: LinkContext): KnownPieces {
  const values = createValueSearch((texts.parameters ?? []).map(({ value }) => value));
  const sql = plain(cut(texts.sqls, MAX_SQL_CHARACTERS).join("\n"));
  const names = (texts.parameters ?? []).slice(0, MAX_PIECE_CHARACTERS).map(({ name }) => name);
  const known = `${sql}\n${plain([...linkNames(link), ...names].join("\n"))}`;
  const words = new Set(known.match(WORD));

  function isKnown(piece: string): boolean {
    const text = plain(piece);
    if (text.length > MAX_PIECE_CHARACTERS) return false;
    return (isWritten(text) || isType(text)) && !values.mayHold(text);
  }

  function isWritten(text: string): boolean {
    const own = text.match(WORD) ?? [];
    // A comma or a bracket, which syntax errors name.
    const isShort = own.length > 0 || text.length <= 2;
    return isShort && own.every((word) => words.has(word)) && known.includes(text);
  }

  return {
    isKnown,
    mayBeParameter: (piece) => values.mayHold(plain(piece)),
    longestSql: Math.max(0, ...texts.sqls.map(({ length }) => length)),
  };
}

function isType(text: string): boolean {
  return TYPE.test(text) && (text.match(WORD) ?? []).every((word) => TYPE_WORDS.has(word));
}

interface ValueSearch {
  /** @param text in {@link plain} form */
  mayHold(text: string): boolean;
}

function createValueSearch(values: readonly string[]): ValueSearch {
  if (values.reduce((sum, { length }) => sum + length, 0) > MAX_VALUE_CHARACTERS)
    return { mayHold: () => true };
  const whole = new Set(values.map(plain));
  const all = [...whole].join("\n");
  const words = new Set(all.match(WORD));
  const lengths = [...new Set([...whole].map(({ length }) => length))].filter(
    (length) => length >= MIN_HELD_CHARACTERS && length <= MAX_PIECE_CHARACTERS,
  );
  const isHeldIn = (text: string) =>
    lengths.some((length) => {
      for (let at = 0; at + length <= text.length; at++) {
        if (whole.has(text.slice(at, at + length))) return true;
      }
      return false;
    });
  return {
    mayHold: (text) =>
      whole.has(text) ||
      words.has(text) ||
      (text.length >= MIN_PART_CHARACTERS && all.includes(text)) ||
      isHeldIn(text),
  };
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
    ...[ClusterIdentifier, WorkgroupName, Database, DbUser, SecretArn, NAMES_OF_AWS],
  ];
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

/** In lower case, white space made one space: the engine changes both. */
function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ").trim();
}
