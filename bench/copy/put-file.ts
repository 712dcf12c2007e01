import { createReadStream, statSync } from "node:fs";
import { request } from "node:http";
import { pipeline } from "node:stream/promises";

/**
 * Puts a file into a bucket of moto's, past the gateway and without ever holding it: memory is measured afterwards.
 *
 * @param path of the object, `/bucket/key`
 */
export async function putFile(
  socketPath: string,
  { accountId, region, path }: { readonly accountId: string; readonly region: string; readonly path: string },
  file: string,
): Promise<void> {
  const sent = request({
    ...{ socketPath, method: "PUT", path },
    headers: {
      host: "localhost",
      authorization: `AWS4-HMAC-SHA256 Credential=BENCH/20200101/${region}/s3/aws4_request`,
      "content-length": statSync(file).size,
      "x-moto-account-id": accountId,
    },
  });
  const status = new Promise<number | undefined>((resolve, reject) => {
    sent.once("error", reject).once("response", (answer) => {
      answer.resume().once("end", () => resolve(answer.statusCode));
    });
  });
  await pipeline(createReadStream(file), sent);
  if ((await status) !== 200) throw new Error(`moto answered PUT ${path} with ${await status}, expected 200`);
}
