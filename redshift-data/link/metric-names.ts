/** Where the function counts what it does, in CloudWatch: per link, under this dimension. */
export const LINK_METRICS = { namespace: "CrossAccountRedshift", dimension: "link" } as const;
