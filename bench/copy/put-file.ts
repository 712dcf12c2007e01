import { createReadStream, statSync } from "node:fs";
import { request } from "node:http";

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
  // The answer says that all of it has come. Moto then closes the connection, now and then before Node.js has told of its last write,
  // which a pipeline takes for a broken one.
  createReadStream(file)
    .once("error", (error) => sent.destroy(error))
    .pipe(sent);
  if ((await status) !== 200) throw new Error(`moto answered PUT ${path} with ${await status}, expected 200`);
}
