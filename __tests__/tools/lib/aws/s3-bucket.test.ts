import { defaultKeyIn, s3Bucket } from "../../../../tools/lib/aws/s3-bucket";

const SECRET = "secret-of-this-key";
const caller = {
  endpoint: "http://127.0.0.1:9",
  credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: SECRET },
};

/** What S3 answers, by path and query; and the requests in their order. */
function bucketOf(
  answers: Readonly<Record<string, readonly [status: number, body: string]>>,
  endpoint = caller,
) {
  const asked: { url: string; headers: Record<string, string> }[] = [];
  globalThis.fetch = async (url, init) => {
    asked.push({ url: String(url), headers: Object(init?.headers) });
    const [status, body] = answers[String(url).replace(/^https?:\/\/[^/]+/, "")] ?? [500, ""];
    return new Response(body, { status });
  };
  const options = { bucket: "my.states", sessionName: "s", signal: new AbortController().signal };
  return { asked, bucket: s3Bucket({ ...options, account: { region: "eu-west-1" }, caller: endpoint }) };
}
const { fetch } = globalThis;
afterEach(() => {
  globalThis.fetch = fetch;
});

const list = (prefix: string, token = "") =>
  `/my.states?list-type=2&encoding-type=url&delimiter=%2F&prefix=${prefix}${token}`;
const page = (body: string) =>
  [200, `<?xml version="1.0"?><ListBucketResult><Prefix></Prefix>${body}</ListBucketResult>`] as const;

test("names one level below a prefix, page by page: folders for a suffix with a slash, objects for one without", async () => {
  const { bucket, asked } = bucketOf({
    [list("")]: page(
      "<Contents><Key>a/terraform.tfstate</Key></Contents><CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes><NextContinuationToken>1+/=</NextContinuationToken>",
    ),
    [list("", "&continuation-token=1%2B%2F%3D")]: page(
      "<CommonPrefixes><Prefix>c+%C3%A9/</Prefix></CommonPrefixes>",
    ),
    [list("links%2F")]: page(
      "<Contents><Key>links/a.tfstate</Key><Size>1</Size></Contents><Contents><Key>links/.tfstate</Key></Contents><Contents><Key>links/b.json</Key></Contents><CommonPrefixes><Prefix>links/c.tfstate/</Prefix></CommonPrefixes>",
    ),
  });
  expect(await bucket.namesBelow("", "/terraform.tfstate")).toEqual(["b", "c é"]);
  expect(await bucket.namesBelow("links/", ".tfstate")).toEqual(["a"]);
  expect(asked).toHaveLength(3);
});

test("reads an object, signed for S3 and without its key in the clear; one that is not there is nothing", async () => {
  const { bucket, asked } = bucketOf({
    "/my.states/a%27b/terraform.tfstate": [200, "text"],
    "/my.states/c": [404, "<Error><Code>NoSuchKey</Code></Error>"],
  });
  expect([await bucket.read("a'b/terraform.tfstate"), await bucket.read("c")]).toEqual(["text", undefined]);
  expect(asked[0]?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/eu-west-1\/s3\/aws4_request, SignedHeaders=/,
  );
  expect(JSON.stringify(asked)).not.toContain(SECRET);
});

test.each<[number, string, string, string]>([
  [
    403,
    "<Error><Code>AccessDenied</Code><Message>not authorized</Message></Error>",
    "AccessDenied",
    "not authorized",
  ],
  [
    301,
    "<Error><Code>PermanentRedirect</Code><Message>use another</Message></Error>",
    "PermanentRedirect",
    "use another",
  ],
  [503, "<html>", "SyntaxError", "The answer of HTTP status 503 is none of the service"],
  [200, "<!DOCTYPE html><p>Sign in", "SyntaxError", "The answer of HTTP status 200 is none of the service"],
])("an answer of %d is an error with S3's code", async (status, body, name, message) => {
  const { bucket } = bucketOf({ "/my.states/c": [status, body], [list("")]: [status, body] });
  await expect(bucket.read("c")).rejects.toMatchObject({ name, message });
  await expect(bucket.namesBelow("", "")).rejects.toMatchObject({ name, message });
});

test.each([
  ["eu-west-1", {}, "https://s3.eu-west-1.amazonaws.com"],
  ["cn-north-1", {}, "https://s3.cn-north-1.amazonaws.com.cn"],
  ["eu-west-1", { AWS_ENDPOINT_URL: "http://127.0.0.1:1" }, "http://127.0.0.1:1"],
  [
    "eu-west-1",
    { AWS_ENDPOINT_URL: "http://a", AWS_ENDPOINT_URL_S3: "http://127.0.0.1:2" },
    "http://127.0.0.1:2",
  ],
])("a bucket of %s with %p is asked at %s", async (region, endpoints, expected) => {
  const { asked } = bucketOf({});
  const env = { ...process.env };
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b", ...endpoints });
  const options = { bucket: "b", sessionName: "s", signal: new AbortController().signal };
  await expect(s3Bucket({ ...options, account: { region } }).read("k")).rejects.toThrow();
  process.env = env;
  expect(asked.map(({ url }) => url)).toEqual([`${expected}/b/k`]);
});

test.each([
  ["a key of its own", "<KMSMasterKeyID>arn:aws:kms:eu-west-1:111111111111:key/a</KMSMasterKeyID>", "key/a"],
  ["S3's own key", "<SSEAlgorithm>AES256</SSEAlgorithm>", undefined],
  [
    "AWS's key, named",
    "<KMSMasterKeyID>arn:aws:kms:eu-west-1:111111111111:alias/aws/s3</KMSMasterKeyID>",
    undefined,
  ],
  ["AWS's key, by default", "<SSEAlgorithm>aws:kms</SSEAlgorithm>", undefined],
])("the default encryption of a bucket with %s", (_, rule, key) => {
  const page = `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>${rule}</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`;
  expect(defaultKeyIn(page)).toEqual(key === undefined ? undefined : expect.stringMatching(`:${key}$`));
});
