import {
  at,
  type ConstraintRow,
  detected,
  each,
  enumOf,
  inputRefusal,
  least,
  longest,
  most,
  NOT_NULL,
  pattern,
  shortest,
  testRefusals,
} from "../../../testing/emulator/constraint-texts";
import { queryRequest } from "../../../testing/emulator/signed-requests";

const LONG_ROLE = "https://github.com/faizanbashir/python-ses-dynamodb-contactform/issues/4";
const IAM = "botocore 1.43.11, iam/2010-05-08";
const trust = { AssumeRolePolicyDocument: "{}" };
const iam = (operation: string, parameters: Record<string, string>) =>
  queryRequest("iam", operation, parameters);
const role = (parameters: Record<string, string>) =>
  iam("CreateRole", { RoleName: "r", ...trust, ...parameters });
const NAME = pattern("[\\w+=,.@-]+");
const TAG_KEY = pattern("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+");
const LATIN = pattern("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*");
const DOCUMENT = pattern("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
const LONG = "a".repeat(65);

const IAM_ROWS: readonly ConstraintRow[] = [
  ["a long role name", role({ RoleName: LONG }), [at("roleName", longest(64), `'${LONG}'`)], LONG_ROLE],
  ["a role name with a slash", role({ RoleName: "a/b" }), [at("roleName", NAME, "'a/b'")], IAM],
  [
    "an empty role name",
    role({ RoleName: "" }),
    [at("roleName", shortest(1), "''"), at("roleName", NAME, "''")],
    IAM,
  ],
  ["no role name", iam("CreateRole", trust), [at("roleName", NOT_NULL, "null")], IAM],
  [
    "no document",
    iam("CreateRole", { RoleName: "r" }),
    [at("assumeRolePolicyDocument", NOT_NULL, "null")],
    IAM,
  ],
  [
    "a path without slashes",
    role({ Path: "links" }),
    [at("path", pattern("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"), "'links'")],
    IAM,
  ],
  [
    "a long path",
    role({ Path: `/${"a".repeat(511)}/` }),
    [at("path", longest(512), `'/${"a".repeat(511)}/'`)],
    IAM,
  ],
  [
    "a private key, which only the model calls sensitive",
    iam("CreateSAMLProvider", { Name: "n", SAMLMetadataDocument: "m".repeat(1000), AddPrivateKey: "\u0001" }),
    [at("addPrivateKey", DOCUMENT)],
    IAM,
  ],
  [
    "a short session",
    role({ MaxSessionDuration: "3599" }),
    [at("maxSessionDuration", least(3600), "'3599'")],
    IAM,
  ],
  [
    "a long session",
    role({ MaxSessionDuration: "43201" }),
    [at("maxSessionDuration", most(43200), "'43201'")],
    IAM,
  ],
  [
    "a description with a dash of its own",
    role({ Description: "a — b" }),
    [at("description", LATIN, "'a — b'")],
    IAM,
  ],
  [
    "a long description",
    role({ Description: "a".repeat(1001) }),
    [at("description", longest(1000), `'${"a".repeat(1001)}'`)],
    IAM,
  ],
  [
    "a short boundary",
    role({ PermissionsBoundary: "arn" }),
    [at("permissionsBoundary", shortest(20), "'arn'")],
    IAM,
  ],
  [
    "a document with other characters",
    role({ AssumeRolePolicyDocument: "✓" }),
    [at("assumeRolePolicyDocument", DOCUMENT)],
    IAM,
  ],
  [
    "a document beyond all limits",
    role({ AssumeRolePolicyDocument: "a".repeat(131_073) }),
    [at("assumeRolePolicyDocument", longest(131_072))],
    IAM,
  ],
  [
    "a tag key of a character that is none",
    role({ "Tags.member.1.Key": "a#", "Tags.member.1.Value": "b" }),
    [at("tags.1.member.key", TAG_KEY, "'a#'")],
    IAM,
  ],
  [
    "the second tag without a value",
    role({ "Tags.member.1.Key": "a", "Tags.member.1.Value": "", "Tags.member.2.Key": "b" }),
    [at("tags.2.member.value", NOT_NULL, "null")],
    IAM,
  ],
  [
    "a long tag key among the keys to remove",
    iam("UntagRole", { RoleName: "r", "TagKeys.member.1": "k".repeat(129) }),
    [at("tagKeys", each(longest(128), shortest(1), TAG_KEY), `'[${"k".repeat(129)}]'`)],
    IAM,
  ],
  [
    "a policy name with a space",
    iam("PutRolePolicy", { RoleName: "r", PolicyName: "a b", PolicyDocument: "{}" }),
    [at("policyName", NAME, "'a b'")],
    IAM,
  ],
  [
    "a short policy ARN",
    iam("AttachRolePolicy", { RoleName: "r", PolicyArn: "x" }),
    [at("policyArn", shortest(20), "'x'")],
    IAM,
  ],
  ["no policy ARN", iam("AttachRolePolicy", { RoleName: "r" }), [at("policyArn", NOT_NULL, "null")], IAM],
  [
    "a long user name",
    iam("CreateUser", { UserName: LONG }),
    [at("userName", longest(64), `'${LONG}'`)],
    IAM,
  ],
  [
    "a key's state that is none",
    iam("UpdateAccessKey", { AccessKeyId: "AKIA0000000000000000", Status: "On" }),
    [at("status", enumOf("Active", "Inactive", "Expired"), "'On'")],
    IAM,
  ],
  ["too many items", iam("ListRoles", { MaxItems: "1001" }), [at("maxItems", most(1000), "'1001'")], IAM],
  ["no items", iam("ListRoles", { MaxItems: "0" }), [at("maxItems", least(1), "'0'")], IAM],
  [
    "a version that is none",
    iam("GetPolicyVersion", { PolicyArn: "arn:aws:iam::1:policy/abc", VersionId: "1" }),
    [at("versionId", pattern("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?"), "'1'")],
    IAM,
  ],
  [
    "a password with other characters, which is not shown",
    iam("ChangePassword", { OldPassword: "a", NewPassword: "✓" }),
    [at("newPassword", DOCUMENT)],
    IAM,
  ],
];

testRefusals("IAM", "ValidationError", IAM_ROWS);

it("counts every violation of a request, in the order of the model", () => {
  const request = role({ RoleName: `${LONG}/`, Path: "x", MaxSessionDuration: "1" });
  expect(inputRefusal(request)).toMatchObject({
    message: detected([
      at("path", pattern("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"), "'x'"),
      at("roleName", longest(64), `'${LONG}/'`),
      at("roleName", NAME, `'${LONG}/'`),
      at("maxSessionDuration", least(3600), "'1'"),
    ]),
  });
});
