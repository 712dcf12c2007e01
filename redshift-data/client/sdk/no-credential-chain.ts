/**
 * Stands in the bundle where the SDK has its chain of credential providers (profiles, SSO, processes, web identity,
 * instance metadata): two fifths of the code, and nothing a Lambda function can use. Every client is given its
 * credentials, see environment-credentials.ts.
 */
export function defaultProvider(): () => Promise<never> {
  return async () => {
    throw new Error("this bundle has no chain of credential providers; give the client its credentials");
  };
}
