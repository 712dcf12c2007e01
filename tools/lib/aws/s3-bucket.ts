import { STSClient } from "@aws-sdk/client-sts";
import { SignatureV4 } from "@smithy/signature-v4";
import { dnsSuffix, partitionOf } from "../../../aws/partition";
import type { LinkAccount } from "../../../config/link";
import { clientConfig, type SessionOptions } from "./account-session";

/** What is read of a bucket. */
export interface ReadBucket {
  /**
   * Names of one level below a prefix, of objects whose key is `<prefix><name><suffix>`; of a suffix with a slash in it, names
   * that may be of one.
   *
   * @throws Error named after S3's code, such as `AccessDenied`
   */
  namesBelow(prefix: string, suffix: string): Promise<readonly string[]>;
  /** An object as text; `undefined`: there is none. @throws Error as above */
  read(key: string): Promise<string | undefined>;
}

/** Which bucket, and how it is reached. */
interface BucketOptions extends SessionOptions {
  readonly bucket: string;
  /** Region of the bucket, and the credentials to read it with: those of a role or a profile, or the caller's. */
  readonly account: Omit<LinkAccount, "id">;
  readonly signal: AbortSignal;
}

/**
 * A bucket that is read by two calls, ListObjectsV2 and GetObject. Its endpoint is the SDK's: `AWS_ENDPOINT_URL_S3`,
 * `AWS_ENDPOINT_URL`, or AWS's own. The path names the bucket, since a bucket with dots in its name has no certificate.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export function s3Bucket(options: BucketOptions): ReadBucket {
  return new S3Bucket(options);
}

class S3Bucket implements ReadBucket {
  private signer: Promise<SignatureV4> | undefined;

  constructor(private readonly options: BucketOptions) {}

  async namesBelow(prefix: string, suffix: string): Promise<readonly string[]> {
    const names: string[] = [];
    let token: string | undefined;
    do {
      const page = await this.get("", {
        "list-type": "2",
        "encoding-type": "url",
        delimiter: "/",
        prefix,
        ...(token === undefined ? {} : { "continuation-token": token }),
      });
      const found = suffix.includes("/") ? foldersIn(page) : keysIn(page);
      const end = suffix.includes("/") ? suffix.slice(0, suffix.indexOf("/") + 1) : suffix;
      names.push(
        ...found
          .filter((key) => key.endsWith(end) && key.length > prefix.length + end.length)
          .map((key) => key.slice(prefix.length, key.length - end.length)),
      );
      token = /<NextContinuationToken>([^<]+)</.exec(page)?.[1];
    } while (token !== undefined);
    return names;
  }

  async read(key: string): Promise<string | undefined> {
    try {
      return await this.get(key, {});
    } catch (error) {
      if (error instanceof Error && error.name === "NoSuchKey") return undefined;
      throw error;
    }
  }

  private async get(key: string, query: Readonly<Record<string, string>>): Promise<string> {
    const { bucket, account, signal, caller } = this.options;
    const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = process.env;
    const base = new URL(
      caller?.endpoint ||
        AWS_ENDPOINT_URL_S3 ||
        AWS_ENDPOINT_URL ||
        `https://s3.${account.region}.${dnsSuffix(partitionOf(account.region))}`,
    );
    const path = `/${[bucket, ...(key === "" ? [] : key.split("/"))].map(encoded).join("/")}`;
    this.signer ??= this.createSigner();
    // Credentials may be asked for over a network that does not answer.
    const signed = await beforeAbort(
      this.signer.then((signer) =>
        signer.sign({
          method: "GET",
          protocol: base.protocol,
          hostname: base.hostname,
          path,
          query: { ...query },
          headers: { host: base.host, "x-amz-content-sha256": SHA256_OF_NOTHING },
        }),
      ),
      signal,
    );
    const { host: _, ...headers } = signed.headers;
    const search = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
    const answer = await fetch(`${base.origin}${path}${search.length === 0 ? "" : `?${search.join("&")}`}`, {
      headers,
      signal,
    });
    const text = await answer.text();
    if (answer.ok) return text;
    // S3's text may name a bucket or key, and no content.
    const [, code = `Status${answer.status}`] = /<Code>([^<]+)</.exec(text) ?? [];
    const [, message = ""] = /<Message>([^<]+)</.exec(text) ?? [];
    throw Object.assign(new Error(message), { name: code });
  }

  private async createSigner(): Promise<SignatureV4> {
    const { account } = this.options;
    const { credentials, sha256 } = new STSClient(await clientConfig(account, this.options)).config;
    return new SignatureV4({
      service: "s3",
      region: account.region,
      credentials,
      sha256,
      uriEscapePath: false,
    });
  }
}

/** What the work comes to; what the signal was aborted with, where that is first. */
async function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

const SHA256_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** As the signature wants it: everything but RFC 3986's unreserved characters. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function keysIn(page: string): readonly string[] {
  return [...page.matchAll(/<Contents>.*?<Key>([^<]*)<\/Key>.*?<\/Contents>/gs)].map(([, key = ""]) =>
    decoded(key),
  );
}

function foldersIn(page: string): readonly string[] {
  return [...page.matchAll(/<CommonPrefixes>\s*<Prefix>([^<]*)<\/Prefix>/g)].map(([, key = ""]) =>
    decoded(key),
  );
}

/** `encoding-type=url` writes a space as a plus. */
function decoded(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}
