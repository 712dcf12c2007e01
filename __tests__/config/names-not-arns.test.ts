import { nameInArn } from "../../aws/arn";
import { problemsOfFile, withLine, withMore } from "../../testing/links/sample-file";

const ROLE = "expected 1 to 64 letters, digits and _+=,.@- (IAM's limit)";
const FUNCTION = "expected 2 to 64 letters, digits, _ and -";
const BUCKET =
  "expected 3 to 63 lowercase letters, digits, dots and hyphens, no IP address and no alias of an access point";
const CLUSTER =
  "expected 1 to 63 lowercase letters, digits and single hyphens that start with a letter and end with none";
const USER = "expected 1 to 127 letters, digits and _.@+- that start with a letter or _, not PUBLIC";
const ALONE = "write the name alone, not the ARN";

test.each([
  [
    withMore('    dataRole: { name: "arn:aws:iam::222222222222:role/team/reader" }'),
    `13:23 links[0].dataRole.name: is "arn:aws:iam::222222222222:role/team/reader", ${ROLE}; ${ALONE}: reader, and path: /team/`,
  ],
  [
    withMore('    function: { name: "arn:aws:lambda:eu-west-1:111111111111:function:report" }'),
    `13:23 links[0].function.name: is "arn:aws:lambda:eu-west-1:111111111111:function:report", ${FUNCTION}; ${ALONE}: report`,
  ],
  [
    withMore('    buckets: [{ name: "arn:aws:s3:::landing", copyFrom: [in/] }]'),
    `13:23 links[0].buckets[0].name: is "arn:aws:s3:::landing", ${BUCKET}; ${ALONE}: landing`,
  ],
  [
    withLine(11, "      cluster: arn:aws:redshift:eu-west-1:222222222222:namespace:Some_Id"),
    `11:16 links[0].target.cluster: is "arn:aws:redshift:eu-west-1:222222222222:namespace:Some_Id", ${CLUSTER}; ${ALONE}`,
  ],
  [
    withMore('    copyRole: { name: "loader/x" }', "    buckets: [{ name: landing, copyFrom: [in/] }]"),
    `13:23 links[0].copyRole.name: is "loader/x", ${ROLE}; shorten or correct it`,
  ],
])("an ARN in the place of a name is told the name (%#)", (text, problem) => {
  expect(problemsOfFile(text)).toEqual([`links.yaml:${problem}`]);
});

// https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html: the user of an IAM identity is had by naming none.
test.each(["IAMR:analytics-data", "iam:somebody"])("%s is had by leaving dbUser out", (dbUser) => {
  expect(problemsOfFile(withLine(12, `      database: dev\n      dbUser: "${dbUser}"`))).toEqual([
    `links.yaml:13:15 links[0].target.dbUser: is "${dbUser}", ${USER}; leave dbUser out: SQL then runs as the data role's own user, IAMR:<data role name>`,
  ]);
});

test.each([
  ["arn:aws:iam::111111111111:role/reader", { name: "reader", path: "/" }],
  ["arn:aws:iam::111111111111:role/a/b/reader", { name: "reader", path: "/a/b/" }],
  // With a qualifier, and with keys: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
  ["arn:aws:lambda:eu-west-1:111111111111:function:report:prod", { name: "report" }],
  ["arn:aws:s3:::landing/incoming/*", { name: "landing" }],
  ["arn:aws:redshift:eu-west-1:222222222222:cluster:warehouse", { name: "warehouse" }],
  // It has the id of the workgroup, a session's is of nothing that a link names, and a user is no role.
  [
    "arn:aws:redshift-serverless:eu-west-1:222222222222:workgroup/01234567-89ab-cdef-0123-456789abcdef",
    undefined,
  ],
  ["arn:aws:sts::111111111111:assumed-role/reader/session", undefined],
  ["arn:aws:iam::111111111111:user/somebody", undefined],
])("%s has the name %p", (arn, name) => {
  expect(nameInArn(arn)).toEqual(name);
});
