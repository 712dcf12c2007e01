import { LinksFileError } from "../../config/links-file-error";
import { parseLinks } from "../../config/parse-links";
import { BUCKETS } from "../../testing/links/bucket-link";
import { BASE, linkWith } from "../../testing/links/links";

const QUERY = "arn:aws:iam::111111111111:policy/query-boundary";
const DATA = "arn:aws:iam::222222222222:policy/links/data-boundary";
const MANAGED = "arn:aws:iam::aws:policy/AmazonRedshiftReadOnlyAccess";
const DOCUMENT = {
  Version: "2012-10-17",
  Statement: [
    { Sid: "All", Effect: "Allow", Action: "*", Resource: "*" },
    {
      Effect: "Deny",
      NotAction: ["sts:AssumeRole"],
      NotResource: ["*"],
      Condition: {
        StringEquals: { "aws:PrincipalTag/team": ["data", "${aws:username}"] },
        Bool: { k: true },
      },
    },
  ],
};
const BOUNDED = {
  queryRole: { permissionsBoundaryArn: QUERY },
  dataRole: { permissionsBoundaryArn: DATA },
};

/** The messages of a file with these links. */
function refusals(...links: readonly object[]): readonly string[] {
  try {
    parseLinks(JSON.stringify({ links: links.map((link) => ({ ...BASE, ...link })) }), "links.yaml");
    return [];
  } catch (error) {
    if (!(error instanceof LinksFileError)) throw error;
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.replace(/^\s*links\.yaml:\d+:\d+ /, ""));
  }
}

test("a link has the texts of its boundaries and of its managed policy, as they are written", () => {
  const policyTexts = { [QUERY]: DOCUMENT, [DATA]: DOCUMENT, [MANAGED]: DOCUMENT };
  const permissions = { mode: "managed", managedPolicy: "AmazonRedshiftReadOnlyAccess" };
  expect(linkWith({ ...BOUNDED, permissions, policyTexts }).policyTexts).toEqual(policyTexts);
  expect(linkWith(BOUNDED).policyTexts).toEqual({});
});

test("a text of a policy that the link does not name is refused, with those it names", () => {
  const policyTexts = { [DATA]: DOCUMENT };
  expect(refusals({ policyTexts })).toEqual([
    `links[0].policyTexts["${DATA}"]: is the text of "${DATA}", expected none, because the link names no boundary and no managed policy; correct the ARN or remove the text`,
  ]);
  const queryRole = { permissionsBoundaryArn: QUERY };
  expect(refusals({ queryRole, permissions: { mode: "managed" }, policyTexts })).toEqual([
    `links[0].policyTexts["${DATA}"]: is the text of "${DATA}", expected that of one of ${QUERY}, arn:aws:iam::aws:policy/AmazonRedshiftFullAccess; correct the ARN or remove the text`,
  ]);
});

test.each<[string, unknown, string]>([
  ["an unknown element", { ...DOCUMENT, Statment: [] }, ".Statment: is not a known field"],
  ["no statement", { Statement: [] }, ".Statement: is an empty list, expected a list of statements"],
  ["no list", { Statement: DOCUMENT.Statement[0] }, ".Statement: is a map, expected a list of statements"],
  ["no effect", { Statement: [{ Action: "*" }] }, ".Statement[0].Effect: is missing, expected Allow or Deny"],
  [
    "a number where an account id may lose its zero",
    { Statement: [{ Effect: "Allow", Condition: { StringEquals: { k: 12 } } }] },
    ".Statement[0].Condition.StringEquals.k: is 12 (a number), expected a text or a list of texts; quote",
  ],
  [
    "a principal, which a policy of an identity has not",
    { Statement: [{ Effect: "Allow", Principal: "*" }] },
    ".Statement[0].Principal: is not a known field",
  ],
])("a document with %s is refused at its place", (_, document, message) => {
  const found = refusals({ ...BOUNDED, policyTexts: { [QUERY]: document } });
  expect(found).toEqual([expect.stringContaining(`links[0].policyTexts["${QUERY}"]${message}`)]);
});

test("two links that name one policy say the same text of it", () => {
  const other = { name: "etl", ...BOUNDED, policyTexts: { [QUERY]: { Statement: DOCUMENT.Statement } } };
  const names = { trust: {} };
  expect(refusals({ ...BOUNDED, policyTexts: { [QUERY]: DOCUMENT } }, { ...names, ...other })).toEqual([
    `links[1].policyTexts["${QUERY}"]: is another text than links[0].policyTexts["${QUERY}"], expected one text for one policy; write it once with an anchor, or correct one of the two`,
  ]);
  expect(
    refusals(
      { ...BOUNDED, policyTexts: { [QUERY]: DOCUMENT } },
      { ...other, policyTexts: { [QUERY]: DOCUMENT } },
    ),
  ).toEqual([]);
});

test("of the roles of buckets too, which have boundaries as the others have", () => {
  const roles = { copyRole: { permissionsBoundaryArn: DATA }, bucketRole: { permissionsBoundaryArn: QUERY } };
  const policyTexts = { [DATA]: DOCUMENT, [QUERY]: DOCUMENT };
  expect(linkWith({ buckets: BUCKETS, ...roles, policyTexts }).policyTexts).toEqual(policyTexts);
});
