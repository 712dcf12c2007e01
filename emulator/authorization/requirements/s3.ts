import { bucketArn } from "../../../aws/s3";
import { locationOf, type SignedRequest } from "../../authentication/signed-request";
import { otherRequirements } from "./other";
import type { Requirement } from "./requirement";

/** What a list of objects says of which it wants; whatever else a query names is another operation of the same path. */
const LIST_PARAMETERS: ReadonlySet<string> = new Set([
  ...["list-type", "prefix", "delimiter", "max-keys", "encoding-type"],
  ...["start-after", "continuation-token", "marker", "fetch-owner", "x-id"],
]);

/** Condition keys of a list, by the parameter that gives each (Service Authorization Reference, `s3:ListBucket`). */
const LIST_KEYS = { prefix: "s3:prefix", delimiter: "s3:delimiter", "max-keys": "s3:max-keys" } as const;

/** What a request to S3 needs: a list of a bucket and a look at its encryption are decided on it, everything else is for administrators. */
export async function s3Requirements(request: SignedRequest): Promise<readonly Requirement[]> {
  const { method, path, query } = request;
  const bucket = /^\/([^/]+)\/?$/.exec(path)?.[1];
  const isList = method === "GET" && [...query.keys()].every((name) => LIST_PARAMETERS.has(name));
  // A look at whether a bucket is there needs the same right.
  const isLook = method === "HEAD" && [...query.keys()].length === 0;
  const isEncryption = method === "GET" && [...query.keys()].join() === "encryption";
  if (bucket !== undefined && isEncryption) {
    const resource = bucketArn(locationOf(request).partition, bucket);
    return [{ action: "s3:GetEncryptionConfiguration", resource, context: {} }];
  }
  if (bucket === undefined || !(isList || isLook)) return otherRequirements("s3", undefined);
  const keys = Object.entries(LIST_KEYS).flatMap(([name, key]) => {
    const value = query.get(name);
    return value === null ? [] : [[key, value]];
  });
  return [
    {
      action: "s3:ListBucket",
      resource: bucketArn(locationOf(request).partition, bucket),
      context: Object.fromEntries(keys),
    },
  ];
}
