import { Readable } from "node:stream";
import type { RedshiftDataClientConfig } from "@aws-sdk/client-redshift-data";
import type { WirePage } from "./result-pages";

/** What a socket hands over at a time. */
const CHUNK_BYTES = 64 * 1024;

function chunks(body: Buffer): Buffer[] {
  const count = Math.ceil(body.length / CHUNK_BYTES);
  return Array.from({ length: count }, (_, index) =>
    body.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES),
  );
}

/** A transport that answers every request for a result with one of the pages: no network, no other process. */
export function servedPages(
  pages: readonly WirePage[],
  count: number,
): NonNullable<RedshiftDataClientConfig["requestHandler"]> {
  return {
    metadata: { handlerProtocol: "served-pages" },
    async handle({ body }: { body: Uint8Array }) {
      const { NextToken = "0" }: { NextToken?: string } = JSON.parse(new TextDecoder().decode(body));
      const next = Number(NextToken) + 1;
      const page = pages[Number(NextToken) % pages.length];
      const end = Buffer.from(next < count ? `,"NextToken":"${next}"}` : "}");
      const response = {
        statusCode: 200,
        headers: { "content-type": "application/x-amz-json-1.1" },
        body: Readable.from([...chunks(page?.body ?? Buffer.alloc(0)), end]),
      };
      return { response };
    },
  };
}
