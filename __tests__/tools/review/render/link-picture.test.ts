import { EVERY_AUTH_MODE, TARGETS } from "../../../../testing/links/links";
import { elementTexts, textIn } from "../../../../testing/review-pages/read-page";
import {
  acceptedReport,
  cleanReport,
  managedReport,
  openedReport,
  sampleReport,
  uncheckedReport,
  unreadableReport,
} from "../../../../testing/review-pages/sample-reports";
import { stackWith } from "../../../../testing/tools/reviewed-stack";
import type { ReviewReport } from "../../../../tools/review/judge/report";
import { hopInWords, type LinkPicture, linkPicture } from "../../../../tools/review/render/link-picture";
import { reportMarkdown } from "../../../../tools/review/render/report-markdown";
import { reportPage } from "../../../../tools/review/render/report-page";

function pictureOf({ stacks: [stack] }: ReviewReport): LinkPicture {
  const picture = stack === undefined ? undefined : linkPicture(stack);
  if (picture === undefined) throw new Error("there is no picture");
  return picture;
}

const inWords = ({ runsAs, hop1, hop2 }: LinkPicture) => [runsAs, hop1, hop2].map(hopInWords);
const OWN = "follow, read and cancel statements of its own session";

test("each action of an arrow has its own answer: in managed mode only the batch is missing", async () => {
  const report = await managedReport();
  const picture = pictureOf(report);
  expect(inWords(picture)).toEqual(["allowed", "allowed", "4 of 5 allowed"]);
  expect(picture.hop2).toEqual({
    state: "partly allowed",
    actions: [
      { text: "run statements on cluster warehouse", answer: "allowed" },
      { text: "run batches of statements on cluster warehouse", answer: "denied" },
      { text: "read as db user analyst", answer: "allowed" },
      { text: "open database dev as a db user", answer: "allowed" },
      { text: OWN, answer: "allowed" },
    ],
    conditions: [],
  });
  const [hop2] = elementTexts(reportPage(report), "div", "arrow hop-2 partly-allowed");
  expect(hop2).toBe(
    `hop 2: 4 of 5 allowed ✓ run statements on cluster warehouse ✗ run batches of statements on cluster warehouse ✓ read as db user analyst ✓ open database dev as a db user ✓ ${OWN}`,
  );
});

test("the arrow of the function is its own: a query role that trusts somebody else is not run by Lambda", async () => {
  const trust = "data.aws_iam_policy_document.query_role_trust.statement.0.principals.0.identifiers";
  const report = await sampleReport({ now: stackWith({}, [trust, ["ec2.amazonaws.com"]]) });
  expect(inWords(pictureOf(report))).toEqual(["denied", "allowed", "allowed"]);
  expect(elementTexts(reportPage(report), "div", "arrow runs-as denied")).toEqual([
    "runs as: denied ✗ sts:AssumeRole",
  ]);
});

test("what was not decided is drawn as neither", async () => {
  const { hop2, ...picture } = pictureOf(await uncheckedReport());
  expect(inWords({ hop2, ...picture })).toEqual(["allowed", "allowed", "could not check"]);
  expect(new Set(hop2.actions.map(({ answer }) => answer))).toEqual(new Set(["could not check"]));
  const [stack] = (await cleanReport()).stacks;
  if (stack === undefined) throw new Error("there is no stack");
  expect(inWords(pictureOf({ source: "", changes: new Map(), stacks: [{ ...stack, access: [] }] }))).toEqual([
    "could not check",
    "could not check",
    "could not check",
  ]);
});

test("following, reading and cancelling stand apart as soon as their answers differ", async () => {
  const actions = "data.aws_iam_policy_document.data_role_redshift_data_api.statement.1.actions";
  const followed = ["redshift-data:DescribeStatement", "redshift-data:GetStatementResult"];
  const { hop2 } = pictureOf(await sampleReport({ now: stackWith({}, [actions, followed]) }));
  expect(hop2.actions.slice(-3)).toEqual([
    { text: "follow a statement of its own session", answer: "allowed" },
    { text: "read the result of a statement of its own session", answer: "allowed" },
    { text: "cancel a statement of its own session", answer: "denied" },
  ]);
});

test("every grant beyond the link is drawn: those that a request shows, and those that only the text shows", async () => {
  const arn = "arn:aws:redshift:ap-northeast-1:222222222222:dbuser:warehouse/";
  const says = (what: string) => ({
    from: "redshift-data-api of the data role",
    verb: "says",
    allows: `statement ${what}`,
  });
  const dataRole = (allows: string) => ({ from: "the data role", verb: "can", allows });
  expect(pictureOf(await openedReport()).unwanted).toEqual([
    { from: "another function with the query role", verb: "can", allows: "assume the data role" },
    { from: "the query role outside Lambda", verb: "can", allows: "assume the data role" },
    dataRole("read as db user `admin`"),
    dataRole("read as db user `awsuser`"),
    dataRole("pass role `analytics-data`"),
    dataRole("read as db user `etl`"),
    says(
      `ConnectAsDbUser of redshift-data-api lets the data role redshift:GetClusterCredentials on ${arn}etl`,
    ),
    says(`ConnectAsDbUser of redshift-data-api lets the data role redshift:GetClusterCredentials on ${arn}*`),
    says("PassAnyRole of redshift-data-api lets the data role iam:PassRole on *"),
  ]);
  expect(pictureOf(await managedReport()).unwanted).toHaveLength(16);
  const policy = "arn:aws:iam::222222222222:policy/buckets";
  const text = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] };
  const attachment = { role: "analytics-data", policy_arn: policy };
  const attached = stackWith(
    {},
    ["resource.aws_iam_role_policy_attachment.more", attachment],
    ["//.policyTexts", { [policy]: text }],
  );
  expect(pictureOf(await sampleReport({ now: attached })).unwanted).toEqual([
    { from: "analytics-data", verb: "has", allows: `managed policy ${policy}` },
  ]);
});

test("the page draws one arrow for all that comes from one place, and says whether it is suppressed", async () => {
  const drawn = async (report: Promise<ReviewReport>) => {
    const [, lane = ""] = reportPage(await report).split('<div class="unwanted');
    const [figure = ""] = lane.split("</figure>");
    return [
      elementTexts(figure, "p")[0],
      ...elementTexts(figure.replaceAll(/<\/?ul>|<\/?li>/g, " "), "span", "node"),
    ];
  };
  expect(await drawn(openedReport())).toEqual([
    "✗ Unwanted: allowed beyond the link",
    "another function with the query role",
    "the query role outside Lambda",
    "the data role",
    "redshift-data-api of the data role",
  ]);
  expect(await drawn(acceptedReport())).toEqual([
    "! Allowed beyond the link, and suppressed",
    "another function with the query role",
    "the query role outside Lambda",
  ]);
  expect(reportPage(await cleanReport())).not.toContain('<div class="unwanted');
});

test.each(EVERY_AUTH_MODE)("a link that works has whole arrows and nothing unwanted: %s", async (mode) => {
  const picture = pictureOf(await sampleReport({ now: stackWith({ target: TARGETS[mode] }) }));
  expect([inWords(picture), picture.unwanted]).toEqual([["allowed", "allowed", "allowed"], []]);
});

test("a link without a target, and no link, have no picture, and the page says so", async () => {
  const report = await unreadableReport();
  expect(report.stacks.map(linkPicture)).toEqual([undefined, undefined]);
  const page = reportPage(report);
  expect(textIn(page).match(/There is no picture: the link could not be read/g)).toHaveLength(2);
  expect(reportMarkdown(report)).not.toContain("mermaid");
});

test("the pull request's picture has the same arrows", async () => {
  const [, mermaid = ""] = reportMarkdown(await openedReport()).split("```mermaid\n");
  const [picture = ""] = mermaid.split("\n```");
  expect(picture.split("\n").slice(-9)).toEqual([
    '  U0["another function with the query role"] == "✗ can" ==> X0["assume the data role"]',
    '  U1["the query role outside Lambda"] == "✗ can" ==> X1["assume the data role"]',
    '  U2["the data role"] == "✗ can" ==> X2["read as db user admin"]',
    '  U3["the data role"] == "✗ can" ==> X3["read as db user awsuser"]',
    '  U4["the data role"] == "✗ can" ==> X4["pass role analytics-data"]',
    '  U5["the data role"] == "✗ can" ==> X5["read as db user etl"]',
    expect.stringMatching(/^ {2}U6\["redshift-data-api of the data role"\] == "✗ says" ==> X6\["statement /),
    expect.stringMatching(/^ {2}U7\["redshift-data-api of the data role"\] == "✗ says" ==> X7\["statement /),
    '  more["✗ 1 more unwanted"]',
  ]);
  const managed = reportMarkdown(await managedReport());
  expect(managed).toContain(
    '-. "hop 2: 4 of 5 allowed<br/>✓ run statements on cluster warehouse<br/>✗ run batches of statements on cluster warehouse<br/>',
  );
});
