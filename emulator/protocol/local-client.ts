/**
 * What an SDK client of the local accounts is told beside endpoint, region and keys, so that it looks for nothing in this
 * process's environment or the user's AWS configuration: FIPS there, for example, excludes an endpoint of one's own.
 */
export const LOCAL_CLIENT = {
  useFipsEndpoint: false,
  useDualstackEndpoint: false,
  maxAttempts: 3,
  retryMode: "standard",
  defaultsMode: "standard",
} as const;
