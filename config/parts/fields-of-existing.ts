/** A role of a link; the last two only with buckets. */
export const ROLE_PARTS = ["queryRole", "dataRole", "copyRole", "bucketRole"] as const;

export type RolePart = (typeof ROLE_PARTS)[number];

/** A part of a link that somebody else may make. */
export type Part = RolePart | "function";

const KNOWN_OF_ROLE = ["name", "path", "existing", "policies", "trustPolicy"];

/** What a link has to know of a part that somebody else makes. Every other field would set something that is not the link's. */
export const KNOWN_OF_EXISTING: Readonly<Record<Part, readonly string[]>> = {
  queryRole: [...KNOWN_OF_ROLE, "inlinePolicy"],
  dataRole: KNOWN_OF_ROLE,
  // Whose statements may use the role is of the link: what its owner is asked for names the user.
  copyRole: [...KNOWN_OF_ROLE, "dbUser"],
  bucketRole: KNOWN_OF_ROLE,
  function: ["name", "existing", "roleSessionName", "statementTimeoutSeconds", "sampleEvent"],
};

/** Whether somebody gives the ARN of what is there, of which a link knows name and path. */
export function isArnOfPart(field: string): boolean {
  return /^(?:role|function)?arn$/i.test(field);
}

/** What says something of an existing role, and of no other. */
export const ONLY_OF_EXISTING: readonly string[] = ["inlinePolicy", "policies", "trustPolicy"];

/** Fields of a link about what is in its function's archive. */
export const OF_THE_ARCHIVE: readonly string[] = ["queries", "rawSql"];
