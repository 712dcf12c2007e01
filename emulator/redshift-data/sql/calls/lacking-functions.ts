import { lackError } from "../refusals/lack";
import type { Layout } from "../sql-layout";

/** Functions of Redshift that the local accounts lack, by what goes instead of them. */
const WAYS_ROUND: readonly (readonly [pattern: RegExp, wayRound: string])[] = [
  [/^(?:hll|hll_.*)$/, "Count with COUNT(DISTINCT …), which is exact here."],
  [/^object_transform$/, "Make the object with OBJECT and the attributes that it keeps."],
  [/^text_to_(?:int|numeric)_alt$/, "Cast the text, its sign written as a sign."],
  [
    /^(?:st_(?:point|makepoint|distance|distancesphere|within|dwithin|contains|intersects|geom.*|as(?:text|binary|geojson|ew.*)|polygon|srid|setsrid|transform|buffer|centroid|envelope)|h3_.*)$/,
    "Test what is spatial against a warehouse.",
  ],
  [/^array_union$/, "Take ARRAY_DISTINCT of ARRAY_CONCAT."],
  [/^arrays_overlap$/, "Take the length of ARRAY_INTERSECTION."],
  [/^(?:lower|upper)_attribute_names$/, "Write the attributes so when the value is made."],
  [
    /^(?:change_(?:query|session|user)_priority|reboot_cluster|last_user_query_id)$/,
    "There is no workload to manage here.",
  ],
  [
    /^(?:current_session_arn|default_iam_role|pg_get_(?:grantee_by_iam_role|iam_role_by_user|session_roles))$/,
    "Ask it of the deployed link.",
  ],
  [/^(?:role|user)_is_member_of$/, "Ask pg_group and svv_user_grants."],
  [/^checksum$/, "Take FNV_HASH or MD5, which are Redshift's here."],
  [/^collate$/, "Compare with LOWER on both sides."],
];

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
    if (word === "" || solid[position + 1]?.text !== "(" || solid[position - 1]?.text === ".") continue;
    if (NAMES_FOLLOW.has(words[position - 1] ?? "")) continue;
    const found = WAYS_ROUND.find(([pattern]) => pattern.test(word));
    if (found !== undefined) return lackError(`the function ${word.toUpperCase()}`, found[1]);
  }
  return undefined;
}
