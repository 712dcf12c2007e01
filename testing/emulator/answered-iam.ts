import { IAMClient, type ServiceOutputTypes } from "@aws-sdk/client-iam";

/** What IAM answers to an operation, for example `GetPolicy`; or throws. */
type IamAnswer = (operation: string, input: Readonly<Record<string, unknown>>) => object;

/** A client of an IAM that answers from a function, and sends nothing. */
export function answeredIam(answer: IamAnswer): IAMClient {
  const client = new IAMClient({
    region: "us-east-1",
    endpoint: "http://127.0.0.1:1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  client.middlewareStack.add(
    (_next, { commandName = "" }) =>
      async ({ input }) => ({
        output: answer(commandName.replace(/Command$/, ""), { ...input }) as ServiceOutputTypes,
        response: undefined,
      }),
    { step: "initialize" },
  );
  return client;
}
