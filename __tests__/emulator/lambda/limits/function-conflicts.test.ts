import { checkFunctionConflicts } from "../../../../emulator/lambda/limits/check-conflicts";
import { lambdaRoute } from "../../../../emulator/protocol/lambda-route";
import { signedRequest } from "../../../../testing/emulator/signed-requests";

const RECORDED =
  "https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/lambda_/test_lambda_api.snapshot.json";
const DELETE = "https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html";
const URL_AUTH = "https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html";

const ARN = "arn:aws:lambda:eu-west-1:111111111111:function:f";
const FUNCTIONS = "/2015-03-31/functions";
const URLS = "/2021-10-31/functions";
const Configuration = { CodeSha256: "sha", RevisionId: "latest", PackageType: "Zip", Runtime: "nodejs22.x" };
const LIVE = { Name: "live", FunctionVersion: "1", RevisionId: "of-live" };
const SPLIT = {
  ...{ Name: "split", FunctionVersion: "2", RevisionId: "of-split" },
  RoutingConfig: { AdditionalVersionWeights: { 3: 0.1 } },
};
const STATEMENT = { Sid: "there", Effect: "Allow", Principal: "*", Action: "lambda:InvokeFunction" };

/** What moto has: the function `f` with versions 1 to 4, aliases, a statement and a URL; `g` with nothing of it. */
const STORED: Readonly<Record<string, object>> = {
  [`${FUNCTIONS}/f`]: { Configuration },
  [`${FUNCTIONS}/f?Qualifier=2`]: { Configuration },
  [`${FUNCTIONS}/f/aliases`]: { Aliases: [LIVE, SPLIT] },
  [`${FUNCTIONS}/f/aliases/live`]: LIVE,
  [`${FUNCTIONS}/f/policy`]: { Policy: JSON.stringify({ Statement: [STATEMENT] }) },
  [`${URLS}/f/url`]: { FunctionUrl: "https://x" },
  [`${FUNCTIONS}/g/aliases`]: { Aliases: [] },
};

const moto = {
  call: async ({ path = "" }: { path?: string }) => {
    const stored = STORED[path];
    // As moto does.
    const found = /aliases\/./.test(path) ? 201 : 200;
    return { status: stored === undefined ? 404 : found, headers: {}, body: JSON.stringify(stored ?? {}) };
  },
};

type Request = readonly [method: string, url: string, input?: object];

async function refusalOf([method, url, input = {}]: Request): Promise<unknown> {
  const request = signedRequest({ service: "lambda", method, url, body: JSON.stringify(input) });
  try {
    await checkFunctionConflicts(request, lambdaRoute(request), moto);
  } catch (error) {
    return error;
  }
  return undefined;
}

const permission = (input: object, query = ""): Request => [
  "POST",
  `${FUNCTIONS}/f/policy${query}`,
  { StatementId: "new", Action: "lambda:InvokeFunction", Principal: "222222222222", ...input },
];
const weights = (AdditionalVersionWeights: object) => ({ RoutingConfig: { AdditionalVersionWeights } });
const newAlias = (FunctionVersion: string, more: object): Request => [
  "POST",
  `${FUNCTIONS}/f/aliases`,
  { Name: "new", FunctionVersion, ...more },
];
const alias = (input: object): Request => ["PUT", `${FUNCTIONS}/f/aliases/live`, input];
const publish = (input: object): Request => ["POST", `${FUNCTIONS}/f/versions`, input];
const deleteVersion = (version: string): Request => ["DELETE", `${FUNCTIONS}/f?Qualifier=${version}`];
const tags = (arn: string, method = "POST"): Request => [
  method,
  `/2017-03-31/tags/${encodeURIComponent(arn)}`,
  { Tags: { a: "b" } },
];

const INVALID = "InvalidParameterValueException";
const CONFLICT = "ResourceConflictException";
const STALE = "PreconditionFailedException";
const REVISION =
  "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id";
const NO_PRINCIPAL = "The provided principal was invalid. Please check the principal and try again.";
const URL_ONLY = "FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action";
const NO_TAGS = "Tags on function aliases and versions are not supported. Please specify a function ARN.";
const THERE =
  "The statement id (there) provided already exists. Please provide a new statement id, or remove the existing statement.";
const referenced = (name: string) =>
  `Unable to delete version because the following aliases reference it: [${name}]`;

it.each<[what: string, request: Request, code: string, message: string, source: string]>([
  ["a statement of an id that is there", permission({ StatementId: "there" }), CONFLICT, THERE, RECORDED],
  ["a principal that is none", permission({ Principal: "nobody" }), INVALID, NO_PRINCIPAL, RECORDED],
  ["a principal of a bucket", permission({ Principal: "arn:aws:s3:::b" }), INVALID, NO_PRINCIPAL, RECORDED],
  [
    "a statement for $LATEST",
    permission({}, "?Qualifier=$LATEST"),
    INVALID,
    "We currently do not support adding policies for $LATEST.",
    RECORDED,
  ],
  [
    "a URL's authentication of another action",
    permission({ FunctionUrlAuthType: "NONE" }),
    INVALID,
    URL_ONLY,
    URL_AUTH,
  ],
  [
    "an alias of three versions",
    newAlias("1", weights({ 2: 0.1, 3: 0.1 })),
    INVALID,
    "Number of items in AdditionalVersionWeights cannot be greater than 1",
    RECORDED,
  ],
  [
    "an alias of one version twice",
    newAlias("2", weights({ 2: 0.1 })),
    INVALID,
    "Invalid function version 2. Function version 2 is already included in routing configuration.",
    RECORDED,
  ],
  [
    "an alias that is given its own version",
    alias(weights({ 1: 0.1 })),
    INVALID,
    "Invalid function version 1. Function version 1 is already included in routing configuration.",
    RECORDED,
  ],
  [
    "an alias of $LATEST and another",
    newAlias("$LATEST", weights({ 2: 0.1 })),
    INVALID,
    "$LATEST is not supported for an alias pointing to more than 1 version",
    RECORDED,
  ],
  [
    "an alias of a second version that is not there",
    newAlias("1", weights({ 9: 0.1 })),
    "ResourceNotFoundException",
    `Function not found: ${ARN}:9`,
    RECORDED,
  ],
  ["another revision of an alias", alias({ RevisionId: "latest" }), STALE, REVISION, RECORDED],
  [
    "another revision of a configuration",
    ["PUT", `${FUNCTIONS}/f/configuration`, { RevisionId: "old" }],
    STALE,
    REVISION,
    RECORDED,
  ],
  [
    "another revision of code",
    ["PUT", `${FUNCTIONS}/f/code`, { RevisionId: "old" }],
    STALE,
    REVISION,
    RECORDED,
  ],
  ["to publish another revision", publish({ RevisionId: "old" }), STALE, REVISION, RECORDED],
  [
    "to publish other code",
    publish({ CodeSha256: "other" }),
    INVALID,
    "CodeSHA256 (other) is different from current CodeSHA256 in $LATEST (sha). Please try again with the CodeSHA256 in $LATEST.",
    RECORDED,
  ],
  [
    "an image as code of an archive",
    ["PUT", `${FUNCTIONS}/f/code`, { ImageUri: "x" }],
    INVALID,
    "Please don't provide ImageUri when updating a function with packageType Zip.",
    RECORDED,
  ],
  ["to delete a version of an alias", deleteVersion("1"), CONFLICT, referenced("live"), DELETE],
  ["to delete an alias's second version", deleteVersion("3"), CONFLICT, referenced("split"), DELETE],
  [
    "to delete an alias as a version",
    deleteVersion("live"),
    INVALID,
    "Deletion of aliases is not currently supported.",
    RECORDED,
  ],
  [
    "a second URL",
    ["POST", `${URLS}/f/url`, { AuthType: "NONE" }],
    CONFLICT,
    `Failed to create function url config for [functionArn = ${ARN}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    RECORDED,
  ],
  [
    "to delete a URL that is not there",
    ["DELETE", `${URLS}/g/url`],
    "ResourceNotFoundException",
    "The resource you requested does not exist.",
    RECORDED,
  ],
  [
    "snapshots of a runtime that has none",
    ["PUT", `${FUNCTIONS}/f/configuration`, { SnapStart: { ApplyOn: "PublishedVersions" } }],
    INVALID,
    "nodejs22.x is not supported for SnapStart enabled functions.",
    RECORDED,
  ],
  ["tags of a version", tags(`${ARN}:1`), INVALID, NO_TAGS, RECORDED],
  ["to take tags from an alias", tags(`${ARN}:live`, "DELETE"), INVALID, NO_TAGS, RECORDED],
])("Lambda refuses %s", async (_, request, code, message) => {
  expect(await refusalOf(request)).toMatchObject({ code, message });
});

it.each<[what: string, request: Request]>([
  ["a statement of a new id", permission({})],
  ["a service as principal", permission({ Principal: "events.amazonaws.com" })],
  ["a service of a region", permission({ Principal: "logs.eu-west-1.amazonaws.com" })],
  [
    "everybody",
    permission({ Principal: "*", Action: "lambda:InvokeFunctionUrl", FunctionUrlAuthType: "NONE" }),
  ],
  ["a role", permission({ Principal: "arn:aws:iam::222222222222:role/r" })],
  [
    "a statement of an alias, by the id of the function's",
    permission({ StatementId: "there" }, "?Qualifier=live"),
  ],
  ["an alias of two versions", newAlias("1", weights({ 2: 0.5 }))],
  ["an alias of one version", newAlias("$LATEST", {})],
  ["an alias without further versions", alias(weights({}))],
  ["the revision of an alias", alias({ RevisionId: "of-live", FunctionVersion: "2" })],
  ["the revision of a configuration", ["PUT", `${FUNCTIONS}/f/configuration`, { RevisionId: "latest" }]],
  ["to publish the code that is there", publish({ CodeSha256: "sha", RevisionId: "latest" })],
  ["to publish", publish({})],
  ["to delete a version of no alias", deleteVersion("4")],
  ["to delete a function", ["DELETE", `${FUNCTIONS}/f`]],
  ["a first URL", ["POST", `${URLS}/g/url`, { AuthType: "NONE" }]],
  ["to delete a URL", ["DELETE", `${URLS}/f/url`]],
  ["tags of a function", tags(ARN)],
  [
    "what belongs to no function that is there",
    ["PUT", `${FUNCTIONS}/none/configuration`, { RevisionId: "x" }],
  ],
])("Lambda takes %s", async (_, request) => {
  expect(await refusalOf(request)).toBeUndefined();
});
