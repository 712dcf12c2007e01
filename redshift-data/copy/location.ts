import { type CopyBucket, type CopySettings, KEY_CHARACTERS } from "../link/copy-settings";
import type { MemberReader } from "./member-reader";

/** An object or prefix of a bucket of the link, written so that it means one thing. */
export interface BucketLocation {
  readonly bucket: CopyBucket;
  readonly key: string;
  /** `s3://bucket/key`. */
  readonly url: string;
}

/** What a location is for: which of a bucket's prefixes it must lie in. */
export type Direction = "copyFrom" | "unloadTo";

const LOCATION = /^s3:\/\/([a-z0-9.-]{3,63})\/(.*)$/;

/** Of an S3 key, in bytes. */
const MAX_KEY_CHARACTERS = 1024;

const EXPECTED =
  "s3://bucket/key, the key of letters, digits and -_./=+@,:~&()! without .. and //, and without a part that is . alone";

const DOING: Readonly<Record<Direction, string>> = { copyFrom: "load from", unloadTo: "unload to" };

/**
 * A location within the link's prefixes, read of a member. Anything else is refused before any call: there is one way to write a
 * location, so nothing that S3, Redshift or a policy reads in another way comes past.
 */
export function readLocation(
  reader: MemberReader,
  name: string,
  direction: Direction,
  { buckets }: CopySettings,
): BucketLocation | undefined {
  const value = reader.required(name, EXPECTED);
  if (value === undefined) return undefined;
  const location = typeof value === "string" ? parsed(value) : undefined;
  if (location === undefined) {
    reader.refuseValue(name, value, EXPECTED, "LOCATION_REFUSED");
    return undefined;
  }
  const bucket = buckets.find(
    (candidate) =>
      candidate.name === location.bucketName &&
      candidate[direction].some((prefix) => location.key.startsWith(prefix)),
  );
  if (bucket !== undefined) return { bucket, key: location.key, url: `s3://${bucket.name}/${location.key}` };
  reader.refuse(`${reader.path(name)} ${outside(direction, buckets)}`, "LOCATION_REFUSED");
  return undefined;
}

function outside(direction: Direction, buckets: readonly CopyBucket[]): string {
  const allowed = buckets.flatMap((bucket) =>
    bucket[direction].map((prefix) => `s3://${bucket.name}/${prefix}`),
  );
  return allowed.length === 0
    ? `is given, and the link has nothing to ${DOING[direction]}, expected ${direction} of one of its buckets to name prefixes`
    : `is outside of what the link may ${DOING[direction]}, expected a location that begins with ${allowed.join(" or ")}`;
}

function parsed(text: string): { readonly bucketName: string; readonly key: string } | undefined {
  const [, bucketName, key] = LOCATION.exec(text) ?? [];
  if (bucketName === undefined || key === undefined) return undefined;
  if (key.length > MAX_KEY_CHARACTERS || !KEY_CHARACTERS.test(key)) return undefined;
  const parts = key.split("/");
  // A slash at the end leaves an empty part, and one at the start or two in a row leave another.
  const isPlain = parts.every((part, index) => part !== "." && (part !== "" || index === parts.length - 1));
  return isPlain && !key.includes("..") ? { bucketName, key } : undefined;
}
