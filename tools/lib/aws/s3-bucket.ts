import type { LinkAccount } from "../../../config/link";
import { clientConfig, type SessionOptions } from "./account-session";
import { type SignedClient, signedClient, uriComponent } from "./signed-client";

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
  private client: Promise<SignedClient> | undefined;

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
    const { bucket } = this.options;
    this.client ??= this.createClient();
    const path = `/${[bucket, ...(key === "" ? [] : key.split("/"))].map(uriComponent).join("/")}`;
    return (await this.client).call({ method: "GET", path, query });
  }

  private async createClient(): Promise<SignedClient> {
    const { account, signal } = this.options;
    return signedClient({ service: "s3", config: await clientConfig(account, this.options), signal });
  }
}

/** Keys in an answer of ListObjectsV2 with `encoding-type=url`. */
export function keysIn(page: string): readonly string[] {
  return [...page.matchAll(/<Contents>.*?<Key>([^<]*)<\/Key>.*?<\/Contents>/gs)].map(([, key = ""]) =>
    decoded(key),
  );
}

/** The key that AWS manages for S3: any role of the bucket's account uses it through S3. */
const MANAGED_KEY = "alias/aws/s3";

/** The key of somebody's own in an answer of GetBucketEncryption, as the bucket names it: by ARN, id or alias. */
export function defaultKeyIn(page: string): string | undefined {
  const key = /<KMSMasterKeyID>([^<]+)</.exec(page)?.[1];
  return key?.endsWith(MANAGED_KEY) === true ? undefined : key;
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
