import { EVERYTHING } from "../../../testing/links/demanded-link";
import { BASE, linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { linkPolicies, type PolicyDocument } from "../../../tools/deploy-policy/judge/deploy-policies";
import { holderPolicies } from "../../../tools/deploy-policy/judge/merged-policies";
import { reportText } from "../../../tools/deploy-policy/render/report-text";

const DEPLOYER = "arn:aws:iam::111111111111:role/deployer";
const FUNCTION = "arn:aws:lambda:ap-northeast-1:111111111111:function:";
const ROLE = "arn:aws:iam::111111111111:role/";

const ofLinks = (...links: readonly object[]) =>
  linkPolicies(
    links.map((link) => {
      const read = linkWith(link);
      return { name: read.name, json: new Synth(read).json };
    }),
  );
const statement = (documents: readonly PolicyDocument[] = [], sid: string) =>
  documents.flatMap(({ Statement }) => Statement).find(({ Sid }) => Sid === sid);

/** Action and resource pairs, with the condition they are allowed under. */
const grants = (documents: readonly PolicyDocument[]) =>
  new Set(
    documents.flatMap(({ Statement }) =>
      Statement.flatMap(({ Action, Resource, Condition }) =>
        Action.flatMap((action) => Resource.map((arn) => JSON.stringify([action, arn, Condition]))),
      ),
    ),
  );

test("links that name one deploy role get one policy for it, which grants what theirs grant and no more", () => {
  const links = ofLinks({}, { name: "etl", permissions: { mode: "managed" } });
  const holders = holderPolicies(links);
  expect(holders.map(({ deployRoleArn, links: held }) => [deployRoleArn, held])).toEqual(
    (["lambda", "redshift"] as const).map((account) => [
      `arn:aws:iam::${account === "lambda" ? "111111111111" : "222222222222"}:role/deployer`,
      [
        { link: "analytics", account },
        { link: "etl", account },
      ],
    ]),
  );
  const [lambda] = holders;
  expect(lambda?.deploy).toHaveLength(1);
  expect(statement(lambda?.deploy, "WriteFunction")?.Resource).toEqual([
    `${FUNCTION}analytics-query`,
    `${FUNCTION}etl-query`,
  ]);
  for (const [index, holder] of holders.entries()) {
    for (const part of ["plan", "deploy", "doctor"] as const) {
      const own = links.flatMap(({ policies }) => policies[index]?.[part] ?? []);
      expect(grants(holder[part])).toEqual(grants(own));
    }
  }
});

test("statements that differ in more than what they are about stay apart, under ids of their own", () => {
  const [lambda] = holderPolicies(ofLinks({}, { name: "etl", function: { reservedConcurrency: 2 } }));
  const writing = (lambda?.deploy ?? []).flatMap(({ Statement }) =>
    Statement.filter(({ Sid }) => Sid.startsWith("WriteFunction")).map(({ Sid, Resource }) => [
      Sid,
      ...Resource,
    ]),
  );
  expect(writing).toEqual([
    ["WriteFunction", `${FUNCTION}analytics-query`],
    ["WriteFunction2", `${FUNCTION}etl-query`],
  ]);
});

test("one role of both accounts has one policy; without a deploy role each link has its own", () => {
  const account = { ...BASE.lambdaAccount, deployRoleArn: DEPLOYER };
  const same = { lambdaAccount: account, redshiftAccount: account, sameAccount: true };
  expect(
    holderPolicies(ofLinks(same)).map(({ links, plan }) => [links, statement(plan, "ReadRole")?.Resource]),
  ).toEqual([
    [
      [
        { link: "analytics", account: "lambda" },
        { link: "analytics", account: "redshift" },
      ],
      [
        `${ROLE}analytics-data`,
        `${ROLE}*/analytics-data`,
        `${ROLE}analytics-query`,
        `${ROLE}*/analytics-query`,
      ],
    ],
  ]);
  const { deployRoleArn: _, ...own } = BASE.lambdaAccount;
  const unnamed = holderPolicies(ofLinks({ lambdaAccount: own }, { name: "etl", lambdaAccount: own }));
  expect(unnamed.map(({ links }) => links.map(({ link }) => link))).toEqual([
    ["analytics"],
    ["analytics", "etl"],
    ["etl"],
  ]);
});

test("many links fill as few policies as IAM's size allows, and lose nothing", () => {
  const [link] = ofLinks({});
  if (link === undefined) throw new Error("no link");
  const rename = (index: number): typeof link =>
    JSON.parse(JSON.stringify(link).replaceAll("analytics", `a-rather-long-name-of-a-link-${index}`));
  const links = Array.from({ length: 60 }, (_, index) => rename(index));
  const [lambda] = holderPolicies(links);
  const sizes = (lambda?.deploy ?? []).map((document) => JSON.stringify(document).length);
  expect(sizes.length).toBeGreaterThan(3);
  expect(sizes.filter((size) => size > 6144)).toEqual([]);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(sizes.length).toBeLessThanOrEqual(2 * Math.ceil(total / 6144));
  expect(grants(lambda?.deploy ?? [])).toEqual(
    grants(links.flatMap(({ policies }) => policies[0]?.deploy ?? [])),
  );
  for (const { Statement } of lambda?.deploy ?? []) {
    const ids = Statement.map(({ Sid }) => Sid);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test("a link with all that may be demanded has policies that IAM takes, each statement in one of them", () => {
  const links = ofLinks(EVERYTHING);
  for (const [index, holder] of holderPolicies(links).entries()) {
    for (const part of ["plan", "deploy", "doctor"] as const) {
      const documents = holder[part];
      const own = links.flatMap(({ policies }) => policies[index]?.[part] ?? []);
      expect(documents.map((document) => JSON.stringify(document).length > 6144)).not.toContain(true);
      expect(grants(documents)).toEqual(grants(own));
      const ids = own.flatMap(({ Statement }) => Statement.map(({ Sid }) => Sid));
      expect(documents.flatMap(({ Statement }) => Statement.map(({ Sid }) => Sid))).toEqual(ids);
      expect(new Set(ids).size).toBe(ids.length);
    }
  }
});

test("a link with every demand is deployed with two policies, and the report says that the role needs both", () => {
  const links = ofLinks(EVERYTHING);
  const holders = holderPolicies(links);
  const [lambda] = holders;
  const sizes = (lambda?.deploy ?? []).map((document) => JSON.stringify(document).length);
  expect(sizes).toHaveLength(2);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(6144);
  expect(grants(lambda?.deploy ?? [])).toEqual(
    grants(links.flatMap(({ policies }) => policies[0]?.deploy ?? [])),
  );
  expect(reportText(holders).match(/(?<=# .*), policy.*$/gm)).toEqual(
    [1, 2].map((number) => `, policy ${number} of 2: a role needs them all`),
  );
});

test("a policy is divided where it would exceed IAM's 6,144 characters, and not one character sooner", () => {
  const { json } = new Synth(linkWith());
  const role = json.resource.aws_iam_role?.data_role ?? {};
  // The data role's path is named once.
  const lengths = (ofPath: number) => {
    role.path = `/${"p".repeat(ofPath)}/`;
    const [held] = holderPolicies(linkPolicies([{ name: "analytics", json }], ["redshift"]));
    return (held?.deploy ?? []).map((document) => JSON.stringify(document).length);
  };
  const [shortest = 0] = lengths(1);
  const reach = (wanted: number) => lengths(wanted - shortest + 1);
  expect(reach(6144)).toEqual([6144]);
  expect(reach(6145)).toHaveLength(2);
  expect(() => lengths(6144)).toThrow(
    /^the statement WriteRole alone makes a policy of \d{4} characters, expected at most 6144; shorten role names and paths$/,
  );
});

test("the doctor's policy reads what it looks at, and runs the function: no other change of anything", () => {
  const [link] = ofLinks({
    permissions: { mode: "managed" },
    dataRole: { permissionsBoundaryArn: "arn:aws:iam::222222222222:policy/boundary" },
  });
  const shown = (link?.policies ?? []).map(({ doctor }) =>
    doctor.Statement.map(({ Action, Resource }) => [Action.join(), ...Resource]),
  );
  const readRole = "iam:GetRole,iam:GetRolePolicy,iam:ListAttachedRolePolicies,iam:ListRolePolicies";
  expect(shown).toEqual([
    [
      [readRole, `${ROLE}analytics-query`, `${ROLE}*/analytics-query`],
      ["lambda:GetFunction,lambda:InvokeFunction", `${FUNCTION}analytics-query`],
      ["logs:DescribeLogGroups", "*"],
    ],
    [
      [
        readRole,
        "arn:aws:iam::222222222222:role/analytics-data",
        "arn:aws:iam::222222222222:role/*/analytics-data",
      ],
      [
        "iam:GetPolicy,iam:GetPolicyVersion",
        "arn:aws:iam::aws:policy/AmazonRedshiftFullAccess",
        "arn:aws:iam::222222222222:policy/boundary",
      ],
    ],
  ]);
});
