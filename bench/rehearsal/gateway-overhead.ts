import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { motoIamClient } from "../../emulator/moto/moto-iam-client";
import type { LocalAccounts } from "../../rehearsal/local-accounts";
import type { Figure } from "../report/measurement";
import { figureOf, inTurns } from "../report/pairs";

/** A role that is there from the start: the first link's deploy role. */
const ROLE_NAME = "deployer";

/** The same request of IAM, signed and checked through the gateway, and to moto alone. */
export async function gatewayOverhead(
  accounts: LocalAccounts,
  pairs: number,
  signal: AbortSignal,
): Promise<Figure> {
  const [{ accessKeyId, secretAccessKey, caller }] = accounts.operators;
  const region = "us-east-1";
  const credentials = { accessKeyId, secretAccessKey };
  const through = new IAMClient({ endpoint: accounts.url, region, credentials });
  const alone = motoIamClient({ socket: accounts.motoSocket, accountId: caller.accountId, region });
  const timed = (client: IAMClient) => async () => {
    const startedAt = performance.now();
    await client.send(new GetRoleCommand({ RoleName: ROLE_NAME }), { abortSignal: signal });
    return performance.now() - startedAt;
  };
  try {
    const subjects = { through: timed(through), alone: timed(alone) };
    await inTurns(3, subjects, signal);
    const values = await inTurns(pairs, subjects, signal);
    const label = {
      what: "one request of IAM",
      unit: "ms",
      subject: "through the gateway",
      reference: "moto alone",
    } as const;
    return figureOf(label, values.through, values.alone);
  } finally {
    through.destroy();
    alone.destroy();
  }
}
