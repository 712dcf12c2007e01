/**
 * Packages of the AWS SDK that this library never reaches → the files bundled in their place, which fail with a clear
 * error if it ever does. Each file says why. Relative to the repository root, for esbuild's `alias`.
 */
export const SDK_SUBSTITUTES = {
  "@aws-sdk/credential-provider-node": "./redshift-data/client/sdk/no-credential-chain.ts",
  "@aws-sdk/signature-v4-multi-region": "./redshift-data/client/sdk/one-region-signer.ts",
  "@smithy/core/event-streams": "./redshift-data/client/sdk/no-event-streams.ts",
} as const;

/** Of a handler that a user writes, which may use other clients of AWS's: only what is the same in Lambda is replaced. */
export const HANDLER_SUBSTITUTES = {
  "@aws-sdk/credential-provider-node": "./redshift-data/client/sdk/function-credentials.ts",
} as const;
