/** Links of which somebody else makes a part, as a user writes them: the four cases that `docs/parts.md` tells, and all at once. */
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
} as const;

/** Others make both roles, one policy is the link's, and the owner of the data role says what stands there. */
export const LINK_OF_OTHERS = {
  queryRole: { name: "runner", path: "/service/", existing: true, inlinePolicy: true },
  dataRole: {
    ...{ name: "reader", existing: true },
    policies: ["examples/existing-parts/policies/analyst-data.json"],
    trustPolicy: "examples/existing-parts/policies/analyst-data-trust.json",
  },
} as const;
