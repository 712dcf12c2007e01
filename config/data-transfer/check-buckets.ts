import { partitionOf } from "../../aws/partition";
import type { LinkDraft } from "../link-draft";
import { type LinkProblem, shownValue } from "../problem";

type BucketDraft = NonNullable<LinkDraft["buckets"]>[number];

/** Buckets are there where their roles are, each once and with something to do, and somebody's statements may use them. */
export function checkBuckets(link: LinkDraft): LinkProblem[] {
  // A key that is there without a value was refused by the schema.
  if (!("buckets" in link)) {
    return (["copyRole", "bucketRole"] as const)
      .filter((role) => role in link)
      .map((role) => ({
        path: [role],
        message: "is there without buckets, expected both or none; name a bucket in buckets, or take it out",
      }));
  }
  const buckets = Object.values(link.buckets ?? {});
  const names = buckets.map((bucket) => bucket?.name);
  return [
    ...databaseUserProblems(link),
    ...commaProblems(link),
    ...buckets.flatMap((bucket, index) =>
      bucketProblems(bucket, link)
        .concat(sameName(names, index))
        .map((problem) => ({
          ...problem,
          path: ["buckets", index, ...problem.path],
        })),
    ),
  ];
}

function sameName(names: readonly (string | undefined)[], index: number): LinkProblem[] {
  const name = names[index];
  if (name === undefined || names.indexOf(name) === index) return [];
  const message = `is ${shownValue(name)}, expected each bucket once; write its prefixes in one place`;
  return [{ path: ["name"], message }];
}

function bucketProblems(bucket: BucketDraft, { lambdaAccount }: LinkDraft): LinkProblem[] {
  if (bucket === undefined) return [];
  const { region, cleanPath } = bucket;
  const problems: LinkProblem[] = [];
  if (!("copyFrom" in bucket) && !("unloadTo" in bucket)) {
    const message =
      "has neither copyFrom nor unloadTo, expected one of them; say what SQL does with the bucket";
    problems.push({ path: [], message });
  }
  if (cleanPath === true && !("unloadTo" in bucket)) {
    const message = "is true without unloadTo, expected both; name what UNLOAD may clean, or take it out";
    problems.push({ path: ["cleanPath"], message });
  }
  const own = lambdaAccount?.region;
  if (region !== undefined && own !== undefined && partitionOf(region) !== partitionOf(own)) {
    const message = `is ${shownValue(region)}, expected a region of partition ${partitionOf(own)} as the lambda account; correct it`;
    problems.push({ path: ["region"], message });
  }
  return [
    ...problems,
    ...(["copyFrom", "unloadTo"] as const).flatMap((field) => coveredPrefixes(bucket, field)),
  ];
}

/** A prefix within another of its list says nothing, and the role's policy would say it all the same. */
function coveredPrefixes(bucket: NonNullable<BucketDraft>, field: "copyFrom" | "unloadTo"): LinkProblem[] {
  const prefixes = Object.values(bucket[field] ?? {});
  return prefixes.flatMap((prefix, index) => {
    const other = prefixes.findIndex(
      (wider, at) =>
        at !== index && wider !== undefined && prefix?.startsWith(wider) && (wider !== prefix || at < index),
    );
    if (other === -1) return [];
    const message = `is ${shownValue(prefix)}, which begins with ${shownValue(prefixes[other])} of the same list, expected each place once; take one of the two out`;
    return [{ path: [field, index], message }];
  });
}

/** COPY names both roles in one text, with a comma between. */
function commaProblems(link: LinkDraft): LinkProblem[] {
  return (["copyRole", "bucketRole"] as const).flatMap((role) =>
    (["name", "path"] as const).flatMap((field) => {
      const value = link[role]?.[field];
      if (value === undefined || !value.includes(",")) return [];
      const message = `is ${shownValue(value)}, expected one without a comma, which parts the roles in COPY's IAM_ROLE; rename it`;
      return [{ path: [role, field], message }];
    }),
  );
}

/** Redshift names the database user when it assumes the copy role. A secret does not show its own. */
function databaseUserProblems({ target, copyRole }: LinkDraft): LinkProblem[] {
  if (target === undefined) return [];
  const isHidden = "secretArn" in target;
  const isGiven = copyRole !== undefined && "dbUser" in copyRole;
  if (isHidden === isGiven) return [];
  const message = isHidden
    ? "is absent, expected the database user of target.secretArn, whose COPY and UNLOAD alone may use the role; write its name"
    : "is there without target.secretArn, expected it with a secret alone: the user is known from target; take it out";
  return [{ path: ["copyRole", "dbUser"], message }];
}
