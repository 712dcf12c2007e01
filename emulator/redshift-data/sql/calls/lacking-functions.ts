import { lackError } from "../refusals/lack";
import type { Layout } from "../sql-layout";
import { SPATIAL_FUNCTIONS } from "./spatial-functions";

const TRY_SPATIAL = "Test what is spatial against a warehouse.";
const ASK_DEPLOYED = "Ask it of the deployed link.";

/** Functions of Redshift that the local accounts lack, by what goes instead of them. */
const WAYS_ROUND: readonly (readonly [pattern: RegExp, wayRound: string])[] = [
  [/^(?:hll|hll_.*)$/, "Count with COUNT(DISTINCT …), which is exact here."],
  [/^try_cast$/, "Cast what CASE has chosen as castable."],
  [/^object_transform$/, "Make the object with OBJECT and the attributes that it keeps."],
  [/^text_to_(?:int|numeric)_alt$/, "Cast the text, its sign written as a sign."],
  [/^h3_.*$/, TRY_SPATIAL],
  [/^array_union$/, "Take ARRAY_DISTINCT of ARRAY_CONCAT."],
  [/^arrays_overlap$/, "Take the length of ARRAY_INTERSECTION."],
  [/^(?:lower|upper)_attribute_names$/, "Write the attributes so when the value is made."],
  [
    /^(?:change_(?:query|session|user)_priority|reboot_cluster|last_user_query_id)$/,
    "There is no workload to manage here.",
  ],
  [
    /^(?:current_session_arn|default_iam_role|pg_get_(?:grantee_by_iam_role|iam_role_by_user|session_roles))$/,
    ASK_DEPLOYED,
  ],
  [/^(?:role|user)_is_member_of$/, "Ask pg_group and svv_user_grants."],
  [/^(?:checksum|farmfingerprint64|murmur3_32_hash)$/, "Take FNV_HASH or MD5, which are Redshift's here."],
  [/^size$/, "Take JSON_SIZE, which counts what is printed."],
  [/^(?:explain_model|proc_is_rls_safe)$/, ASK_DEPLOYED],
  [/^collate$/, "Compare with LOWER on both sides."],
];

/** Those without parentheses. */
const BARE: ReadonlySet<string> = new Set(["current_aws_account", "current_namespace"]);

/** Words before the name of something that is made or filled: a list of columns follows it. */
const NAMES_FOLLOW: ReadonlySet<string> = new Set([
  "table",
  "exists",
  "into",
  "view",
  "function",
  "procedure",
  "with",
  "references",
]);

/** Why a statement that calls such a function fails. A function in a schema of one's own is none of them. */
export function lackingFunction({ solid, words }: Layout): string | undefined {
  for (const [position, word] of words.entries()) {
    if (word === "" || solid[position - 1]?.text === ".") continue;
    const isCall = solid[position + 1]?.text === "(" && !NAMES_FOLLOW.has(words[position - 1] ?? "");
    const wayRound = isCall ? wayRoundOf(word) : isBare(word, words[position - 1]) ? ASK_DEPLOYED : undefined;
    if (wayRound !== undefined) return lackError(`the function ${word.toUpperCase()}`, wayRound);
  }
  return undefined;
}

function wayRoundOf(name: string): string | undefined {
  if (SPATIAL_FUNCTIONS.has(name)) return TRY_SPATIAL;
  return WAYS_ROUND.find(([pattern]) => pattern.test(name))?.[1];
}

function isBare(name: string, before: string | undefined): boolean {
  return BARE.has(name) && before !== "as";
}
