import {
  type GetPolicyVersionCommandInput,
  type GetPolicyVersionCommandOutput,
  IAMClient,
} from "@aws-sdk/client-iam";
import { managedPolicyText } from "../../access/iam/managed-policies";
import type { IamAccount } from "../../aws/iam";
import { globalServiceRegion } from "../../aws/partition";
import { LOCAL_CLIENT } from "../protocol/local-client";
import { MOTO_HOST, motoAgent } from "./moto-socket";

/**
 * IAM of one account as moto has it, asked past the gateway: no signature is checked and no policy is evaluated. AWS's managed
 * policies, which moto has as in partition `aws`, are answered as the account's partition has them.
 *
 * @param options.socket moto's Unix socket
 */
export function motoIamClient({
  socket,
  accountId,
  region,
}: {
  readonly socket: string;
  readonly accountId: string;
  readonly region: string;
}): IAMClient {
  const client = new IAMClient({
    ...LOCAL_CLIENT,
    endpoint: `http://${MOTO_HOST}`,
    region,
    requestHandler: { httpAgent: motoAgent(socket) },
    // Moto does not check signatures; a fixed pair keeps the SDK from looking for the user's own.
    credentials: { accessKeyId: "gateway", secretAccessKey: "gateway" },
  });
  client.middlewareStack.add(
    (next) => (args) => {
      const { request } = args as { request: { headers: Record<string, string> } };
      request.headers["x-moto-account-id"] = accountId;
      return next(args);
    },
    { step: "build", name: "motoAccount" },
  );
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next(args);
        if (commandName !== "GetPolicyVersionCommand") return result;
        const { PolicyArn = "" } = args.input as GetPolicyVersionCommandInput;
        const { PolicyVersion } = result.output as GetPolicyVersionCommandOutput;
        if (PolicyVersion?.Document !== undefined)
          PolicyVersion.Document = managedPolicyText(PolicyArn, PolicyVersion.Document);
        return result;
      },
    { step: "initialize", name: "managedPolicyTexts" },
  );
  return client;
}

/** The same for any account, in the region that IAM has in its partition. */
export function motoIamOf(socket: string): (account: IamAccount) => IAMClient {
  return ({ accountId, partition }) =>
    motoIamClient({ socket, accountId, region: globalServiceRegion(partition) });
}
