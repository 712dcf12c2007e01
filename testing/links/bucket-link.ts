/** Buckets as a user writes them: one for both directions with everything, one of another region to load from. */
export const BUCKETS = [
  {
    name: "acme-landing",
    copyFrom: ["incoming/"],
    unloadTo: ["exports/"],
    kmsKeyArn: "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef",
    cleanPath: true,
  },
  { name: "acme-lake", region: "eu-west-1", copyFrom: ["lake/a/", "lake/b/"] },
] as const;

/** A link with them, and with all that its roles may say. */
export const BUCKETS_LINK = {
  buckets: BUCKETS,
  copyRole: {
    ...{ name: "landing-copy", path: "/links/" },
    permissionsBoundaryArn: "arn:aws:iam::222222222222:policy/boundary",
  },
  bucketRole: {
    ...{ name: "landing-bucket", path: "/links/" },
    permissionsBoundaryArn: "arn:aws:iam::111111111111:policy/boundary",
  },
} as const;
