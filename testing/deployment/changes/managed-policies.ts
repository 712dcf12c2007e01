import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  type IAMClient,
  SetDefaultPolicyVersionCommand,
} from "@aws-sdk/client-iam";
import type { OutsideChange } from "./outside-change";

/** A policy that lets everything through, to bound roles with. */
const EVERYTHING = { Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" };

const text = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

/** Creates a customer managed policy. @param statements default: one that allows everything */
export async function createPolicy(
  iam: IAMClient,
  PolicyName: string,
  statements: readonly object[] = [EVERYTHING],
): Promise<void> {
  await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: text(...statements) }));
}

/** Changes the text of a policy, as whoever owns it would. */
export async function rewritePolicy(
  iam: IAMClient,
  PolicyArn: string,
  ...statements: object[]
): Promise<OutsideChange> {
  const version = { PolicyArn, PolicyDocument: text(...statements), SetAsDefault: true };
  const { PolicyVersion } = await iam.send(new CreatePolicyVersionCommand(version));
  return {
    undo: async () => {
      await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: "v1" }));
      await iam.send(
        new DeletePolicyVersionCommand({ PolicyArn, VersionId: PolicyVersion?.VersionId ?? "" }),
      );
    },
  };
}
