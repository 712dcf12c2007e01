import {
  at,
  type ConstraintRow,
  least,
  longest,
  most,
  NOT_NULL,
  pattern,
  shortest,
  testRefusals,
} from "../../../testing/emulator/constraint-texts";
import { queryRequest } from "../../../testing/emulator/signed-requests";

const LOCALSTACK =
  "https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/";
const RECORDED_STS = `${LOCALSTACK}sts/test_sts.snapshot.json`;
const STS = "botocore 1.43.11, sts/2011-06-15";
const assume = (parameters: Record<string, string>) =>
  queryRequest("sts", "AssumeRole", {
    RoleArn: "arn:aws:iam::1:role/reader",
    RoleSessionName: "me",
    ...parameters,
  });
const NUMBERS = Array.from({ length: 51 }, (_, index) => index + 1);
const TAGS = Object.fromEntries(
  NUMBERS.flatMap((number) => [
    [`Tags.member.${number}.Key`, `k${number}`],
    [`Tags.member.${number}.Value`, "v"],
  ]),
);
const WRITTEN_TAGS = `'[${NUMBERS.map((number) => `{Key=k${number}, Value=v}`).join(", ")}]'`;
const LONG = "a".repeat(65);

const STS_ROWS: readonly ConstraintRow[] = [
  [
    "a session name with a colon",
    assume({ RoleSessionName: "Session1:2" }),
    [at("roleSessionName", pattern("[\\w+=,.@-]*"), "'Session1:2'")],
    RECORDED_STS,
  ],
  [
    "a short session name",
    assume({ RoleSessionName: "a" }),
    [at("roleSessionName", shortest(2), "'a'")],
    STS,
  ],
  [
    "a long session name",
    assume({ RoleSessionName: LONG }),
    [at("roleSessionName", longest(64), `'${LONG}'`)],
    STS,
  ],
  ["a short ARN", assume({ RoleArn: "x" }), [at("roleArn", shortest(20), "'x'")], STS],
  ["a short session", assume({ DurationSeconds: "899" }), [at("durationSeconds", least(900), "'899'")], STS],
  [
    "a long session",
    assume({ DurationSeconds: "43201" }),
    [at("durationSeconds", most(43_200), "'43201'")],
    STS,
  ],
  [
    "a short external id, which is not shown",
    assume({ ExternalId: "x" }),
    [at("externalId", shortest(2))],
    STS,
  ],
  [
    "an external id with a space, which is not shown",
    assume({ ExternalId: "a secret!" }),
    [at("externalId", pattern("[\\w+=,.@:\\/-]*"))],
    STS,
  ],
  [
    "a long external id, which is not shown",
    assume({ ExternalId: "x".repeat(1225) }),
    [at("externalId", longest(1224))],
    STS,
  ],
  [
    "a source identity of AWS's own",
    assume({ SourceIdentity: "aws:me" }),
    [at("sourceIdentity", pattern("[\\w+=,.@-]*"), "'aws:me'")],
    STS,
  ],
  [
    "a short source identity",
    assume({ SourceIdentity: "a" }),
    [at("sourceIdentity", shortest(2), "'a'")],
    STS,
  ],
  [
    "a long source identity",
    assume({ SourceIdentity: LONG }),
    [at("sourceIdentity", longest(64), `'${LONG}'`)],
    STS,
  ],
  [
    "a long tag",
    assume({ "Tags.member.1.Key": "k".repeat(129), "Tags.member.1.Value": "v".repeat(257) }),
    [
      at("tags.1.member.key", longest(128), `'${"k".repeat(129)}'`),
      at("tags.1.member.value", longest(256), `'${"v".repeat(257)}'`),
    ],
    STS,
  ],
  [
    "a tag without a value",
    assume({ "Tags.member.1.Key": "k" }),
    [at("tags.1.member.value", NOT_NULL, "null")],
    STS,
  ],
  ["51 tags", assume(TAGS), [at("tags", longest(50), WRITTEN_TAGS)], STS],
  [
    "a short session of a user",
    queryRequest("sts", "GetSessionToken", { DurationSeconds: "899" }),
    [at("durationSeconds", least(900), "'899'")],
    STS,
  ],
  [
    "a long session of a user",
    queryRequest("sts", "GetSessionToken", { DurationSeconds: "129601" }),
    [at("durationSeconds", most(129_600), "'129601'")],
    STS,
  ],
  [
    "a short name and a long session of a federated user",
    queryRequest("sts", "GetFederationToken", { Name: "b", DurationSeconds: "129601" }),
    [at("name", shortest(2), "'b'"), at("durationSeconds", most(129_600), "'129601'")],
    STS,
  ],
  [
    "a federated user without a name",
    queryRequest("sts", "GetFederationToken", {}),
    [at("name", NOT_NULL, "null")],
    STS,
  ],
  [
    "a key id with a dash",
    queryRequest("sts", "GetAccessKeyInfo", { AccessKeyId: "AKIA-AAAAAAAAAAAAA" }),
    [at("accessKeyId", pattern("[\\w]*"), "'AKIA-AAAAAAAAAAAAA'")],
    STS,
  ],
  [
    "a source identity with a space",
    assume({ SourceIdentity: "a b" }),
    [at("sourceIdentity", pattern("[\\w+=,.@-]*"), "'a b'")],
    STS,
  ],
  [
    "no role and no session",
    queryRequest("sts", "AssumeRole", {}),
    [at("roleArn", NOT_NULL, "null"), at("roleSessionName", NOT_NULL, "null")],
    STS,
  ],
];

testRefusals("STS", "ValidationError", STS_ROWS);
