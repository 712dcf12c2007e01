import { rmSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import type { Deployment } from "./deployment";

/** As a link's `backend` names it. */
export const STATE_BACKEND = { type: "s3", bucket: "terraform-state", region: "ap-northeast-1" } as const;

/**
 * Keeps the state of every link where its `backend` says, in S3, where commands that synthesize anew find it. The
 * bucket is moto's, in the account whose operator's keys the environment has.
 */
export async function useStateBucket(deployment: Deployment, folder: string): Promise<void> {
  const { bucket, region } = STATE_BACKEND;
  const { motoSocket, operators } = deployment.accounts;
  const location = `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
  const status = await put(motoSocket, `/${bucket}`, location, {
    "x-moto-account-id": operators[0].caller.accountId,
    authorization: `AWS4-HMAC-SHA256 Credential=test/20200101/${region}/s3/aws4_request`,
  });
  if (status !== 200) throw new Error(`bucket ${bucket} was not created: status ${status}`);
  for (const { name } of deployment.links) {
    rmSync(join(folder, "cdktf.out", "stacks", name, "rehearsal_override.tf.json"));
  }
}

/** Puts an object beside the states of the links, as somebody else would. */
export async function putState(deployment: Deployment, key: string, text: string): Promise<void> {
  const { motoSocket, operators } = deployment.accounts;
  const status = await put(motoSocket, `/${STATE_BACKEND.bucket}/${key}`, text, {
    "x-moto-account-id": operators[0].caller.accountId,
    authorization: `AWS4-HMAC-SHA256 Credential=test/20200101/${STATE_BACKEND.region}/s3/aws4_request`,
  });
  if (status !== 200) throw new Error(`object ${key} was not put: status ${status}`);
}

function put(
  socketPath: string,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { socketPath, path, method: "PUT", headers: { ...headers, host: "localhost" } },
      (answer) => {
        answer.resume().once("end", () => resolve(answer.statusCode));
      },
    );
    sent.once("error", reject).end(body);
  });
}
