import { isJson } from "../../../aws/json";
import type { Link } from "../../../config/link";
import type { AccountSession } from "../../lib/aws/account-session";
import { defaultKeyIn, keysIn } from "../../lib/aws/s3-bucket";
import { parsedAnswer, signedClient } from "../../lib/aws/signed-client";
import { warehouseRoles } from "../../lib/aws/warehouse-roles";
import type { AccountSide } from "./sides";
import type { TransferFacts } from "./transfer-facts";

/** S3's code for a bucket of before 2023 that nobody has set anything for. */
const NOT_ENCRYPTED = "ServerSideEncryptionConfigurationNotFoundError";

/** The facts from AWS, with the deploy credentials of each account. */
export function awsTransferFacts(
  { target }: Link,
  configOf: (side: AccountSide) => Promise<AccountSession["config"]>,
  signal: AbortSignal,
): TransferFacts {
  return {
    async attachedRoles() {
      return warehouseRoles({ target, config: await configOf("redshift account"), signal }).list();
    },
    async oneObjectBelow({ name, region }, prefix) {
      const config = { ...(await configOf("lambda account")), region };
      const query = { "list-type": "2", "encoding-type": "url", "max-keys": "1", prefix };
      const page = await signedClient({ service: "s3", config, signal }).call({
        ...{ method: "GET", path: `/${name}`, query },
      });
      return keysIn(page)[0];
    },
    async defaultKey({ name, region }) {
      const config = { ...(await configOf("lambda account")), region };
      const request = { method: "GET", path: `/${name}`, query: { encryption: "" } } as const;
      try {
        return defaultKeyIn(await signedClient({ service: "s3", config, signal }).call(request));
      } catch (error) {
        if (error instanceof Error && error.name === NOT_ENCRYPTED) return undefined;
        throw error;
      }
    },
    async keyState(keyArn) {
      const [, , , region = ""] = keyArn.split(":");
      const config = { ...(await configOf("lambda account")), region };
      const text = await signedClient({ service: "kms", config, signal }).call({
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": "TrentService.DescribeKey",
        },
        body: JSON.stringify({ KeyId: keyArn }),
      });
      const answer = parsedAnswer(text);
      const metadata = isJson(answer) ? answer.KeyMetadata : undefined;
      return isJson(metadata) ? String(metadata.KeyState) : "not told";
    },
  };
}
