import {
  MAX_ENVIRONMENT_BYTES,
  MAX_INLINE_POLICIES_CHARACTERS,
  MAX_TRUST_POLICY_CHARACTERS,
} from "../aws/quotas";
import type { Link } from "../config/link";
import { countedCharacters, permissionDocument, trustDocument } from "../policies/document";
import { ENVIRONMENT } from "../redshift-data/link/environment-names";
import { bucketRolePolicies, copyRolePolicies, hasBuckets } from "./data-transfer";
import { functionEnvironment } from "./function-environment";
import { dataRolePolicies, queryRolePolicies, type RolePolicies } from "./link-policies";

/** A limit that what a link renders to exceeds; `path` is the part of the link's configuration to change. */
export interface SizeProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

function rolePolicyProblems(
  role: "queryRole" | "dataRole" | "copyRole" | "bucketRole",
  policies: RolePolicies,
): SizeProblem[] {
  const problems: SizeProblem[] = [];
  const trustCharacters = countedCharacters(trustDocument(policies.trust));
  if (trustCharacters > MAX_TRUST_POLICY_CHARACTERS) {
    problems.push({
      path: [role],
      message: `trust policy renders to ${trustCharacters} characters, expected at most ${MAX_TRUST_POLICY_CHARACTERS}; shorten the external id, role names or paths`,
    });
  }
  const inlineCharacters = Object.values(policies.inlinePolicies)
    .map((statements) => countedCharacters(permissionDocument(statements)))
    .reduce((sum, characters) => sum + characters, 0);
  if (inlineCharacters > MAX_INLINE_POLICIES_CHARACTERS) {
    problems.push({
      path: [role],
      message: `inline policies render to ${inlineCharacters} characters, expected at most ${MAX_INLINE_POLICIES_CHARACTERS}; ${role === "bucketRole" ? "name fewer or shorter prefixes" : "shorten the external id, role names or paths"}`,
    });
  }
  return problems;
}

function environmentProblems(link: Link): SizeProblem[] {
  const variables = functionEnvironment(link);
  const bytes = bytesOf(variables);
  if (bytes <= MAX_ENVIRONMENT_BYTES) return [];
  const found = `environment variables come to ${bytes} bytes, expected at most ${MAX_ENVIRONMENT_BYTES}`;
  // The project's own variable of the buckets has every prefix.
  const { [ENVIRONMENT.copyBuckets]: buckets = "" } = variables;
  return bytesOf(link.function.environment) >= Buffer.byteLength(buckets)
    ? [{ path: ["function", "environment"], message: `${found}; remove or shorten variables` }]
    : [
        {
          path: ["buckets"],
          message: `${found}: ${ENVIRONMENT.copyBuckets} alone to ${Buffer.byteLength(buckets)}; name fewer or shorter prefixes, or make two links of the buckets`,
        },
      ];
}

function bytesOf(variables: Readonly<Record<string, string>>): number {
  return Object.entries(variables).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
}

/** Checks what only the rendered documents show, before anything is written. Limits: IAM and Lambda quotas. */
export function sizeProblems(link: Link): readonly SizeProblem[] {
  return [
    ...rolePolicyProblems("queryRole", queryRolePolicies(link)),
    ...rolePolicyProblems("dataRole", dataRolePolicies(link)),
    ...(hasBuckets(link)
      ? [
          ...rolePolicyProblems("copyRole", copyRolePolicies(link)),
          // Its policy grows with the prefixes. It may be absent from the file, and the buckets are there.
          ...rolePolicyProblems("bucketRole", bucketRolePolicies(link)).map((problem) => ({
            ...problem,
            path: ["buckets"],
          })),
        ]
      : []),
    ...environmentProblems(link),
  ];
}
