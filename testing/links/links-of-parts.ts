const BUCKETS = [{ name: "acme-landing", copyFrom: ["incoming/"], unloadTo: ["exports/"] }];
const EXISTING_COPY_ROLE = { name: "warehouse-copy", path: "/service/", existing: true };
const EXISTING_BUCKET_ROLE = { name: "lake-bucket", existing: true };

/** Links of which somebody else makes a part, as a user writes them: the cases that `docs/parts.md` tells, and all at once. */
export const LINKS_OF_PARTS = {
  "roles only": { function: { name: "reports", existing: true } },
  "execution role of another team": {
    queryRole: { name: "reporting-lambda", path: "/service/", existing: true },
  },
  "execution role of another team, with one policy of ours": {
    queryRole: { name: "reporting-lambda", path: "/service/", existing: true, inlinePolicy: true },
  },
  "lambda account only": { dataRole: { name: "analyst-data", existing: true } },
  "redshift account only": {
    queryRole: { name: "reporting-lambda", path: "/service/", existing: true },
    function: { name: "reports", existing: true },
  },
  "nothing but one policy": {
    queryRole: { name: "reporting-lambda", path: "/service/", existing: true, inlinePolicy: true },
    function: { name: "reports", existing: true },
    dataRole: { name: "analyst-data", existing: true },
  },
  "lambda account only, with buckets": {
    dataRole: { name: "analyst-data", existing: true },
    buckets: BUCKETS,
    copyRole: EXISTING_COPY_ROLE,
  },
  "redshift account only, with buckets": {
    queryRole: { name: "reporting-lambda", path: "/service/", existing: true },
    function: { name: "reports", existing: true },
    buckets: BUCKETS,
    bucketRole: EXISTING_BUCKET_ROLE,
  },
  "nothing but one policy, with buckets": {
    queryRole: { name: "reporting-lambda", path: "/service/", existing: true, inlinePolicy: true },
    function: { name: "reports", existing: true },
    dataRole: { name: "analyst-data", existing: true },
    buckets: BUCKETS,
    copyRole: EXISTING_COPY_ROLE,
    bucketRole: EXISTING_BUCKET_ROLE,
  },
} as const;

/** Others make every role, one policy is the link's, and the owner of the data role says what stands there. */
export const LINK_OF_OTHERS = {
  queryRole: { name: "runner", path: "/service/", existing: true, inlinePolicy: true },
  dataRole: {
    ...{ name: "reader", existing: true },
    policies: ["examples/existing-parts/policies/analyst-data.json"],
    trustPolicy: "examples/existing-parts/policies/analyst-data-trust.json",
  },
  buckets: BUCKETS,
  copyRole: EXISTING_COPY_ROLE,
  bucketRole: EXISTING_BUCKET_ROLE,
} as const;
