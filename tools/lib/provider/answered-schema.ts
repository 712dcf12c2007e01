import type { GuardedOptions } from "../process/run-guarded";
import { providerExecutable, providerFolder } from "./installed-provider";
import { type CallAnswer, EMPTY_ANSWER, NOT_OFFERED } from "./provider-calls";
import { schemaOfTypes } from "./provider-schema";
import { withReattached } from "./reattached";
import { startProvider } from "./start-provider";

const SCHEMA_CALL = "/tfplugin5.Provider/GetSchema";

/**
 * Runs a Terraform that asks its provider for nothing but the schema, such as `terraform show -json`. It is answered from here, with
 * the types that are used: Terraform takes most of such a run to read those that are not. A provider that would be configured is
 * refused, so that no account's role ever meets this process.
 *
 * @param stackFolder initialized
 * @param isUsed whether a type may be named in what Terraform reads; it refuses one that it gets no schema of
 * @param options of the provider, which is asked for its schema and stopped
 * @param work with the environment of Terraform
 * @throws Error when the stack has not exactly one provider, or that cannot be started or asked
 */
export async function withAnsweredSchema<T>(
  stackFolder: string,
  isUsed: (type: string) => boolean,
  options: GuardedOptions,
  work: (env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const { env = process.env, signal } = options;
  const schema = schemaOf(providerExecutable(providerFolder(stackFolder)), isUsed, options);
  // Told to Terraform, when that asks.
  schema.answer.catch(() => undefined);
  const answer = (call: string) => {
    if (call === SCHEMA_CALL) return schema.answer;
    return Promise.resolve(call.endsWith("/Stop") ? EMPTY_ANSWER : NOT_OFFERED);
  };
  try {
    return await withReattached(
      stackFolder,
      () => ({ answer }),
      async (variables) => {
        signal?.throwIfAborted();
        return await work({ ...env, ...variables });
      },
    );
  } finally {
    await schema.gone;
  }
}

/** `gone`: resolves once nothing of the provider runs, and never rejects. */
function schemaOf(executable: string, isUsed: (type: string) => boolean, options: GuardedOptions) {
  let gone: Promise<void> = Promise.resolve();
  const ask = async (): Promise<CallAnswer> => {
    const { connection, stop } = await startProvider(executable, options);
    try {
      const signal = options.signal ?? new AbortController().signal;
      const answer = await connection.call(SCHEMA_CALL, EMPTY_ANSWER.body, signal);
      return answer.status === "0" ? { ...answer, body: schemaOfTypes(answer.body, isUsed) } : answer;
    } finally {
      gone = stop();
    }
  };
  const answer = ask();
  const whenGone = () => gone;
  return { answer, gone: answer.then(whenGone, whenGone) };
}
