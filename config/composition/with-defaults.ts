import { isJson, type Json } from "../../aws/json";
import { KNOWN_OF_EXISTING, OF_THE_ARCHIVE, ONLY_OF_EXISTING, type Part } from "../parts/fields-of-existing";
import type { Path } from "../problem";

/** Fields of one map of a link: whoever writes one of the first has decided against those of the second. */
interface Exclusion {
  readonly chosen: readonly string[];
  readonly excludes: readonly string[];
}

const WAYS_IN: readonly Exclusion[] = [
  { chosen: ["deployRoleArn"], excludes: ["profile"] },
  { chosen: ["profile"], excludes: ["deployRoleArn"] },
];

/** No field of a link is a map below so many; with YAML's aliases a map can hold itself. */
const DEEPEST_MAP = 5;

/** By the name of the map in a link. */
const EXCLUSIONS: ReadonlyMap<string, readonly Exclusion[]> = new Map([
  ["lambdaAccount", WAYS_IN],
  ["redshiftAccount", WAYS_IN],
  [
    "target",
    [
      { chosen: ["cluster"], excludes: ["workgroup", "workgroupId"] },
      { chosen: ["workgroup", "workgroupId"], excludes: ["cluster", "dbUser"] },
      { chosen: ["dbUser"], excludes: ["secretArn", "secretKmsKeyArn"] },
      { chosen: ["secretArn"], excludes: ["dbUser"] },
    ],
  ],
  [
    "function",
    [
      { chosen: ["entry"], excludes: ["archive", "handler"] },
      { chosen: ["archive"], excludes: ["entry"] },
    ],
  ],
]);

/**
 * A link with the fields that it leaves to its defaults. Maps are merged, whatever their depth; everything else, lists too, is
 * the link's where the link has it. Of fields that exclude each other, the link's choice takes those of the defaults away.
 *
 * @param link as it is written; what is no map stays as it is, for the schema to refuse
 * @param defaults as they are written
 */
export function withDefaults(link: unknown, defaults: unknown): unknown {
  return merged(link, defaults, []);
}

function merged(own: unknown, defaults: unknown, path: Path): unknown {
  if (own === undefined) return defaults;
  if (!isJson(own) || !isJson(defaults) || path.length > DEEPEST_MAP) return own;
  const kept = Object.entries(defaults).filter(([key]) => !isExcluded(key, own, defaults, path));
  const names = new Set([...Object.keys(own), ...kept.map(([key]) => key)]);
  const fallback = new Map(kept);
  // Built from entries: a key `__proto__` stays a key.
  return Object.fromEntries(
    [...names].map((key) => [
      key,
      Object.hasOwn(own, key) ? merged(own[key], fallback.get(key), [...path, key]) : fallback.get(key),
    ]),
  );
}

function isExcluded(key: string, own: Json, defaults: Json, [map, ...deeper]: Path): boolean {
  // Who deploys the function has its archive.
  if (map === undefined) {
    return OF_THE_ARCHIVE.includes(key) && isJson(own.function) && own.function.existing === true;
  }
  if (deeper.length > 0) return false;
  // Of a part that somebody else makes the link sets nothing, and what is said of such a part is of no other.
  if (isPart(map) && own.existing === true) return !KNOWN_OF_EXISTING[map].includes(key);
  if (isPart(map) && own.existing === false) return ONLY_OF_EXISTING.includes(key);
  // Another kind of backend has other fields; the mode that attaches no policy names none.
  if (map === "backend") return Object.hasOwn(own, "type") && own.type !== defaults.type;
  if (map === "permissions") return key === "managedPolicy" && own.mode === "least-privilege";
  // The runtime of an archive is that of its language.
  if (
    map === "function" &&
    key === "runtime" &&
    Object.hasOwn(own, "entry") &&
    Object.hasOwn(defaults, "archive")
  )
    return true;
  const exclusions = EXCLUSIONS.get(String(map)) ?? [];
  return exclusions.some(
    ({ chosen, excludes }) => excludes.includes(key) && chosen.some((field) => Object.hasOwn(own, field)),
  );
}

function isPart(map: string | number): map is Part {
  return Object.hasOwn(KNOWN_OF_EXISTING, map);
}
