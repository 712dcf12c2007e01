import { NoSuchEntityException } from "@aws-sdk/client-iam";
import { checkIamLimits } from "../../../../emulator/iam/limits/check-limits";
import { answeredIam } from "../../../../testing/emulator/answered-iam";

const QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const RECORDED =
  "https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/iam/test_iam.snapshot.json";
const BOUNDARY = "https://github.com/mjgriffin1113/vf-call-history-viewer";

const policy = (name: string) => `arn:aws:iam::111111111111:policy/${name}`;
const documentOf = (characters: number) => JSON.stringify({ Id: "x".repeat(characters - 9) });
const NOBODY = new NoSuchEntityException({ message: "nobody", $metadata: {} });

/** IAM with the policies `p0` to `p9` attached to all that exist, and an inline policy of 1,000 characters in each. */
function answer(operation: string, input: Readonly<Record<string, unknown>>): object {
  const { PolicyArn, RoleName, UserName, GroupName } = input;
  if (operation === "GetPolicy" && !/policy\/p\d+$/.test(String(PolicyArn))) throw NOBODY;
  if ([RoleName, UserName, GroupName].includes("nobody")) throw NOBODY;
  if (/^ListAttached/.test(operation))
    return {
      AttachedPolicies: Array.from({ length: 10 }, (_, index) => ({ PolicyArn: policy(`p${index}`) })),
    };
  if (/^List/.test(operation)) return { PolicyNames: ["kept"] };
  return { PolicyDocument: encodeURIComponent(documentOf(1000)) };
}

async function refusalOf(operation: string, parameters: Record<string, string>): Promise<unknown> {
  try {
    await checkIamLimits(answeredIam(answer), operation, new URLSearchParams(parameters));
  } catch (error) {
    return error;
  }
  return undefined;
}

const attach = (kind: "Group" | "Role" | "User", name: string, PolicyArn: string) =>
  [`Attach${kind}Policy`, { [`${kind}Name`]: name, PolicyArn }] as const;
const put = (kind: "Group" | "Role" | "User", characters: number, PolicyName = "new") =>
  [`Put${kind}Policy`, { [`${kind}Name`]: "a", PolicyName, PolicyDocument: documentOf(characters) }] as const;
const bound = (PermissionsBoundary: string) =>
  ["CreateRole", { RoleName: "r", PermissionsBoundary }] as const;

type Request = readonly [operation: string, parameters: Record<string, string>];
const MISSING = `${policy("missing")} does not exist or is not attachable.`;
const UNPARSED = "Invalid ARN:  Could not be parsed!";

it.each<[what: string, request: Request, code: string, message: string, status: number, source: string]>([
  [
    "an eleventh policy of a role",
    attach("Role", "a", policy("p10")),
    "LimitExceeded",
    "Cannot exceed quota for PoliciesPerRole: 10",
    409,
    QUOTAS,
  ],
  [
    "an eleventh policy of a user",
    attach("User", "a", policy("p10")),
    "LimitExceeded",
    "Cannot exceed quota for PoliciesPerUser: 10",
    409,
    QUOTAS,
  ],
  [
    "an eleventh policy of a group",
    attach("Group", "a", policy("p10")),
    "LimitExceeded",
    "Cannot exceed quota for PoliciesPerGroup: 10",
    409,
    QUOTAS,
  ],
  [
    "a policy that does not exist",
    attach("Role", "a", policy("missing")),
    "NoSuchEntity",
    `Policy ${MISSING}`,
    404,
    RECORDED,
  ],
  [
    "a policy that is no ARN",
    attach("Role", "a", "longpolicynamebutnoarn"),
    "ValidationError",
    UNPARSED,
    400,
    RECORDED,
  ],
  [
    "inline policies beyond a role's quota",
    put("Role", 9241),
    "LimitExceeded",
    "Maximum policy size of 10240 bytes exceeded for role a",
    409,
    QUOTAS,
  ],
  [
    "inline policies beyond a user's quota",
    put("User", 1049),
    "LimitExceeded",
    "Maximum policy size of 2048 bytes exceeded for user a",
    409,
    QUOTAS,
  ],
  [
    "inline policies beyond a group's quota",
    put("Group", 4121),
    "LimitExceeded",
    "Maximum policy size of 5120 bytes exceeded for group a",
    409,
    QUOTAS,
  ],
  [
    "a managed policy beyond the quota",
    ["CreatePolicy", { PolicyDocument: documentOf(6145) }],
    "LimitExceeded",
    "Cannot exceed quota for PolicySize: 6144",
    409,
    QUOTAS,
  ],
  [
    "a version beyond it",
    ["CreatePolicyVersion", { PolicyDocument: documentOf(6145) }],
    "LimitExceeded",
    "Cannot exceed quota for PolicySize: 6144",
    409,
    QUOTAS,
  ],
  [
    "a boundary that does not exist",
    bound(policy("missing")),
    "NoSuchEntity",
    `Scope ARN: ${MISSING}`,
    404,
    BOUNDARY,
  ],
  [
    "another boundary that does not exist",
    ["PutRolePermissionsBoundary", { RoleName: "r", PermissionsBoundary: policy("missing") }],
    "NoSuchEntity",
    `Scope ARN: ${MISSING}`,
    404,
    BOUNDARY,
  ],
  [
    "a user's boundary that does not exist",
    ["CreateUser", { UserName: "u", PermissionsBoundary: policy("missing") }],
    "NoSuchEntity",
    `Scope ARN: ${MISSING}`,
    404,
    BOUNDARY,
  ],
  [
    "a boundary that is no policy",
    bound("arn:aws:iam::111111111111:role/r"),
    "ValidationError",
    UNPARSED,
    400,
    RECORDED,
  ],
])("IAM refuses %s", async (_, request, code, message, httpStatus) => {
  expect(await refusalOf(...request)).toMatchObject({ code, message, httpStatus });
});

it.each<[what: string, request: Request]>([
  ["a policy that is attached already", attach("Role", "a", policy("p9"))],
  ["inline policies of a role's quota", put("Role", 9240)],
  ["another text of the inline policy that is there", put("Role", 10_240, "kept")],
  [
    "white space beyond the quota",
    ["CreatePolicy", { PolicyDocument: `${documentOf(6144)}${" ".repeat(500)}` }],
  ],
  ["a boundary that exists", bound(policy("p1"))],
  ["a role without a boundary", ["CreateRole", { RoleName: "r" }]],
])("IAM takes %s", async (_, request) => {
  expect(await refusalOf(...request)).toBeUndefined();
});

it("who does not exist is left to IAM itself", async () => {
  expect(await refusalOf(...attach("User", "nobody", policy("p1")))).toBeUndefined();
  const sent = { RoleName: "nobody", PolicyName: "p", PolicyDocument: documentOf(20_000) };
  expect(await refusalOf("PutRolePolicy", sent)).toBeUndefined();
});
