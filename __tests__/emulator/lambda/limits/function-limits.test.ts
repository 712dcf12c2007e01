import { strToU8, zipSync } from "fflate";
import { checkFunctionLimits } from "../../../../emulator/lambda/limits/check-limits";
import { lambdaRoute } from "../../../../emulator/protocol/lambda-route";
import { signedRequest } from "../../../../testing/emulator/signed-requests";

const RECORDED =
  "https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/lambda_/test_lambda_api.snapshot.json";
const QUOTAS = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
const VARIABLES = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html";
const RESERVED_KEYS = "https://github.com/mattermost/mattermost-cloud-monitoring/pull/264";
const API = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html";
const NO_OBJECT = "https://github.com/getmoto/moto/blob/5.2.1/tests/test_awslambda/test_lambda.py";
const MOTO = "https://github.com/getmoto/moto/blob/5.2.1/moto/awslambda/exceptions.py";

const ZIP = Buffer.from(zipSync({ "index.js": strToU8("x") })).toString("base64");
const FUNCTION = {
  ...{
    FunctionName: "f",
    Role: "arn:aws:iam::111111111111:role/r",
    Runtime: "nodejs22.x",
    Handler: "index.handler",
  },
  Code: { ZipFile: ZIP },
};

/** Functions of the account that have a reservation. */
const RESERVED: Readonly<Record<string, number>> = { f: 700, other: 300 };

const moto = {
  call: async ({ path = "", service }: { path?: string; service: string }) => {
    if (service === "s3") {
      const code = /^\/b\//.test(path) ? "NoSuchKey" : "NoSuchBucket";
      const isThere = path === "/b/folder/k%20.zip";
      return { status: isThere ? 206 : 404, headers: {}, body: isThere ? "P" : `<Code>${code}</Code>` };
    }
    const [, name = ""] = /functions\/([^/]+)\/concurrency$/.exec(path) ?? [];
    const answer = path.includes("/concurrency")
      ? { ReservedConcurrentExecutions: RESERVED[name] }
      : { Functions: ["f", "other", "free"].map((FunctionName) => ({ FunctionName })) };
    return { status: 200, headers: {}, body: JSON.stringify(answer) };
  },
};

async function refusalOf(method: string, url: string, input: object): Promise<unknown> {
  const request = signedRequest({ service: "lambda", method, url, body: JSON.stringify(input) });
  try {
    await checkFunctionLimits(request, lambdaRoute(request), moto);
  } catch (error) {
    return error;
  }
  return undefined;
}

type Request = readonly [method: string, url: string, input: object];

const create = (members: object): Request => ["POST", "/2015-03-31/functions", { ...FUNCTION, ...members }];
const configure = (members: object): Request => ["PUT", "/2015-03-31/functions/f/configuration", members];
const upload = (members: object): Request => ["PUT", "/2015-03-31/functions/f/code", members];
const reserve = (count: number): Request => [
  "PUT",
  "/2017-10-31/functions/f/concurrency",
  { ReservedConcurrentExecutions: count },
];

const INVALID = "InvalidParameterValueException";
const TAKEN =
  "[nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2]";
const former = (runtime: string) =>
  `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`;
const unknown = (runtime: string) =>
  `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: ${TAKEN} or be a valid ARN`;
const UNABLE =
  "Lambda was unable to configure your environment variables because the environment variables you have provided";
const reserved = (...names: string[]) =>
  `${UNABLE} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${names.join(", ")}`;
const layer = (name: string, version = 1, region = "eu-west-1") =>
  `arn:aws:lambda:${region}:111111111111:layer:${name}:${version}`;
const variables = (Variables: object) => ({ Environment: { Variables } });
const NO_ZIP = "Could not unzip uploaded file. Please check your file, then try to upload again.";
const NO_SOURCE = "Please provide a source for function code.";
const MANDATORY =
  "Runtime and Handler are mandatory parameters for functions created with deployment packages.";
const CONCURRENCY =
  "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].";
const NAME = "a".repeat(65);

it.each<[what: string, request: Request, code: string, message: string, source: string]>([
  ["an unknown runtime", create({ Runtime: "nodejs99.x" }), INVALID, unknown("nodejs99.x"), RECORDED],
  ["a runtime in another case", create({ Runtime: "PYTHON3.9" }), INVALID, unknown("PYTHON3.9"), RECORDED],
  ["a former runtime", create({ Runtime: "nodejs14.x" }), INVALID, former("nodejs14.x"), RECORDED],
  ["a former runtime of Go", create({ Runtime: "go1.x" }), INVALID, former("go1.x"), RECORDED],
  [
    "an update to a former runtime",
    configure({ Runtime: "python3.7" }),
    INVALID,
    former("python3.7"),
    RECORDED,
  ],
  ["an update to an unknown one", configure({ Runtime: "node22" }), INVALID, unknown("node22"), RECORDED],
  ["no handler", create({ Handler: undefined }), INVALID, MANDATORY, API],
  ["no runtime", create({ Runtime: undefined }), INVALID, MANDATORY, API],
  [
    "a long name",
    create({ FunctionName: NAME }),
    INVALID,
    `1 validation error detected: Value '${NAME}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    RECORDED,
  ],
  [
    "more memory than there is",
    create({ MemorySize: 10_241 }),
    INVALID,
    "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240",
    QUOTAS,
  ],
  [
    "a region of its own",
    create(variables({ AWS_REGION: "x" })),
    INVALID,
    reserved("AWS_REGION"),
    RESERVED_KEYS,
  ],
  [
    "credentials of its own",
    configure(variables({ A1: "x", AWS_ACCESS_KEY_ID: "x", AWS_SECRET_ACCESS_KEY: "x" })),
    INVALID,
    reserved("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
    VARIABLES,
  ],
  [
    "variables of more than 4 KB, which are not shown",
    create(variables({ LARGE: "x".repeat(4096) })),
    INVALID,
    `${UNABLE} exceeded the 4KB limit. String measured: 4108 bytes`,
    RECORDED,
  ],
  ["what is no archive", create({ Code: { ZipFile: "eA==" } }), INVALID, NO_ZIP, RECORDED],
  ["an update to what is no archive", upload({ ZipFile: "eA==" }), INVALID, NO_ZIP, RECORDED],
  [
    "an archive without files",
    upload({ ZipFile: Buffer.from(zipSync({})).toString("base64") }),
    INVALID,
    "Uploaded file must be a non-empty zip",
    API,
  ],
  [
    "an archive that is not in the bucket",
    upload({ S3Bucket: "b", S3Key: "k" }),
    INVALID,
    "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.",
    NO_OBJECT,
  ],
  [
    "an archive in a bucket that is not there",
    create({ Code: { S3Bucket: "none", S3Key: "k" } }),
    INVALID,
    "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist",
    NO_OBJECT,
  ],
  ["no code", create({ Code: {} }), INVALID, NO_SOURCE, API],
  ["an update without code", upload({}), INVALID, NO_SOURCE, API],
  [
    "a role of another account",
    create({ Role: "arn:aws:iam::222222222222:role/r" }),
    "AccessDeniedException",
    "Cross-account pass role is not allowed.",
    MOTO,
  ],
  [
    "an update to a role of another account",
    configure({ Role: "arn:aws:iam::222222222222:role/r" }),
    "AccessDeniedException",
    "Cross-account pass role is not allowed.",
    MOTO,
  ],
  [
    "six layers",
    create({ Layers: [1, 2, 3, 4, 5, 6].map((number) => layer(`l${number}`)) }),
    INVALID,
    "Cannot reference more than 5 layers.",
    RECORDED,
  ],
  [
    "two versions of a layer",
    configure({ Layers: [layer("l"), layer("l", 2)] }),
    INVALID,
    `Two different versions of the same layer are not allowed to be referenced in the same function. ${layer("l")} and ${layer("l", 2)} are versions of the same layer.`,
    RECORDED,
  ],
  [
    "a layer of another region",
    configure({ Layers: [layer("l", 1, "us-east-1")] }),
    INVALID,
    "Layers are not in the same region as the function. Layers are expected to be in region eu-west-1.",
    RECORDED,
  ],
  [
    "snapshots of a runtime that has none",
    create({ SnapStart: { ApplyOn: "PublishedVersions" } }),
    INVALID,
    "nodejs22.x is not supported for SnapStart enabled functions.",
    RECORDED,
  ],
  ["more concurrency than the others leave", reserve(601), INVALID, CONCURRENCY, RECORDED],
])("Lambda refuses %s", async (_, request, code, message) => {
  expect(await refusalOf(...request)).toMatchObject({ code, message });
});

it("refuses an archive of more than 250 MB when unpacked, as its own list says", async () => {
  const archive = Buffer.from(ZIP, "base64");
  // The size of a file, unpacked, in the list at the archive's end (PKWARE's APPNOTE, 4.3.12).
  archive.writeUInt32LE(250 * 1024 * 1024, archive.indexOf("PK\u0001\u0002") + 24);
  expect(await refusalOf(...upload({ ZipFile: archive.toString("base64") }))).toMatchObject({
    code: INVALID,
    message: "Unzipped size must be smaller than 262144000 bytes",
  });
});

it("refuses an archive of more than 50 MB, which is too large as a request", async () => {
  const ZipFile = Buffer.alloc(50 * 1024 * 1024 + 1).toString("base64");
  expect(await refusalOf(...upload({ ZipFile }))).toMatchObject({
    code: "RequestEntityTooLargeException",
    message: "Zipped size must be smaller than 52428800 bytes",
    httpStatus: 413,
  });
});

it.each<[what: string, request: Request]>([
  ["a function of this project", create({})],
  ["the runtime that is next", create({ Runtime: "nodejs24.x" })],
  [
    "an image",
    create({ PackageType: "Image", Runtime: undefined, Handler: undefined, Code: { ImageUri: "x" } }),
  ],
  ["a change of nothing else", configure({ Timeout: 5 })],
  ["variables of 4 KB", create(variables({ LARGE: "x".repeat(4084) }))],
  ["an own variable of AWS's prefix", create(variables({ AWS_ENDPOINT_URL: "x", TZ: "UTC" }))],
  ["an archive in S3", upload({ S3Bucket: "b", S3Key: "folder/k .zip" })],
  ["five layers", create({ Layers: [1, 2, 3, 4, 5].map((number) => layer(`l${number}`)) })],
  ["no snapshots", create({ SnapStart: { ApplyOn: "None" } })],
  ["snapshots of Java", create({ Runtime: "java21", SnapStart: { ApplyOn: "PublishedVersions" } })],
  ["all that the others leave", reserve(600)],
])("Lambda takes %s", async (_, request) => {
  expect(await refusalOf(...request)).toBeUndefined();
});
