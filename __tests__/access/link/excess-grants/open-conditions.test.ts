import { comparesItself, requires } from "../../../../access/iam/statements";
import { excessGrants } from "../../../../access/link/excess-grants/excess-grants";
import { TARGETS } from "../../../../testing/links/links";
import { stackWith } from "../../../../testing/tools/reviewed-stack";
import { readLink } from "../../../../tools/lib/link/read-link";

const VALUES = "data.aws_iam_policy_document.data_role_trust.statement.0.condition.0.values";
const STATEMENT = "data.aws_iam_policy_document.data_role_redshift_data_api.statement.3";
const SECRET = "arn:aws:secretsmanager:ap-northeast-1:222222222222:secret:a-AbCdEf";
const KEY = "arn:aws:kms:ap-northeast-1:222222222222:key/a";
const VIA = {
  test: "StringEquals",
  variable: "kms:ViaService",
  values: ["secretsmanager.ap-northeast-1.amazonaws.com"],
};
const excess = (json: unknown) => excessGrants(readLink(json)).map(({ what }) => what);

test.each(["${sts:ExternalId}", "${STS:externalid}", "a${ sts:ExternalId }", "${sts:ExternalId, 'none'}"])(
  "a value that is compared with itself holds nobody off: %s",
  (value) => {
    const statement = { Condition: { StringEquals: { "sts:ExternalId": value } } };
    expect(comparesItself("sts:ExternalId", value)).toBe(true);
    expect(requires(statement, /^sts:externalid$/i)).toBe(false);
    const json = stackWith({}, [VALUES, [value.replace("${", "&{")]]);
    expect(excess(json)).toEqual([expect.stringContaining("anyone may send any sts:ExternalId")]);
  },
);

test.each(["${aws:userid}", "sts:ExternalId", "$sts:ExternalId", "${sts:ExternalIdentity}"])(
  "another value is not compared with itself: %s",
  (value) => expect(comparesItself("sts:ExternalId", value)).toBe(false),
);

test("a trust that compares with what the caller has is not the link's", () => {
  const json = stackWith({}, [VALUES, ["&{aws:PrincipalTag/id}"]]);
  expect(excess(json)).toEqual([expect.stringContaining("compared with ${aws:PrincipalTag/id}")]);
});

test("a key without a secret", () => {
  const statement = {
    sid: "Key",
    effect: "Allow",
    actions: ["kms:Decrypt"],
    resources: [KEY],
    condition: [VIA],
  };
  expect(excess(stackWith({}, [STATEMENT, statement]))).toEqual([expect.stringContaining("kms:Decrypt")]);
  const target = TARGETS["cluster-secret"];
  expect(excess(stackWith({ target }))).toEqual([]);
});

test("a secret beside a database user, also when the function is told of it", () => {
  const read = { sid: "S", effect: "Allow", actions: ["secretsmanager:GetSecretValue"], resources: [SECRET] };
  const variable = "resource.aws_lambda_function.query_function.environment.variables.SECRET_ARN";
  expect(excess(stackWith({}, [STATEMENT, read], [variable, SECRET]))).toEqual([
    expect.stringContaining("secretsmanager:GetSecretValue"),
  ]);
});
