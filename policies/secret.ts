import { secretsManagerService } from "../aws/secrets-manager";

import type { Statement } from "./statement";

/** Read the current value of one secret, and nothing about any other. */
export function readOneSecret(secretArn: string): Statement {
  return { sid: "ReadOneSecret", actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] };
}

/** Decrypt with one customer managed key, and only through Secrets Manager in the secret's region. */
export function decryptSecret(props: { kmsKeyArn: string; partition: string; region: string }): Statement {
  return {
    sid: "DecryptSecret",
    actions: ["kms:Decrypt"],
    resources: [props.kmsKeyArn],
    conditions: [
      {
        test: "StringEquals",
        variable: "kms:ViaService",
        values: [secretsManagerService(props)],
      },
    ],
  };
}
