/**
 * Reads states that a service keeps over HTTP, as Terraform's backend does: with the user and password of its environment variables.
 * A redirect is not followed, so that they are sent to nobody else.
 *
 * @param env holds `TF_HTTP_USERNAME` and `TF_HTTP_PASSWORD` where the service asks for them
 * @param signal ends what is asked
 * @see https://developer.hashicorp.com/terraform/language/backend/http
 */
export function httpStates(
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): (address: string) => Promise<string | undefined> {
  const { TF_HTTP_USERNAME: user = "", TF_HTTP_PASSWORD: password = "" } = env;
  const credentials = Buffer.from(`${user}:${password}`).toString("base64");
  const headers: Record<string, string> = user === "" ? {} : { authorization: `Basic ${credentials}` };
  return async (address) => {
    const answer = await fetch(address, { headers, signal, redirect: "manual" }).catch(notReached);
    if (answer.status === 404 || answer.status === 204) return undefined;
    // Its text is the service's own, and may quote what was sent.
    if (answer.status !== 200) throw new Error(`the answer has status ${answer.status}`);
    return answer.text();
  };
}

/** Node.js says "fetch failed", and keeps the reason apart. */
function notReached(error: unknown): never {
  const { cause } = Object(error) as { cause?: unknown };
  const { code } = Object(cause) as { code?: unknown };
  throw typeof code === "string" ? new Error(`there was no answer (${code})`) : error;
}
