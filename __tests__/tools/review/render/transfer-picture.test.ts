import { BUCKETS } from "../../../../testing/links/bucket-link";
import { textIn } from "../../../../testing/review-pages/read-page";
import { cleanReport, sampleReport } from "../../../../testing/review-pages/sample-reports";
import { stackWith } from "../../../../testing/tools/reviewed-stack";
import { drawMermaid } from "../../../../tools/review/render/draw-mermaid";
import { linkPicture } from "../../../../tools/review/render/link-picture";
import { reportPage } from "../../../../tools/review/render/report-page";

const WITH_BUCKETS = { buckets: BUCKETS };

/** The page's picture: what stands where, in the order of the markup, each arrow with its answers. */
function drawnParts(page: string): readonly string[] {
  const [, picture = ""] = page.split('<figure class="picture">');
  const [figure = ""] = picture.split("</figure>");
  const parts =
    /<p class="(?:account-name|path-name|node [^"]*)">.*?<\/p>|<div class="arrow [^"]*">.*?<\/div>/gs;
  return (figure.match(parts) ?? []).map((part) => {
    const [, name = ""] = /^<div class="arrow ([^" ]*)/.exec(part) ?? [];
    return `${name === "" ? "" : `→ ${name} `}${textIn(part)}`;
  });
}

test("the page draws both ways: statements to Redshift, files back to the buckets, each account with what is in it", async () => {
  const parts = drawnParts(reportPage(await sampleReport({ now: stackWith(WITH_BUCKETS) })));
  const [lambda, redshift] = ["lambda account 111111111111", "redshift account 222222222222"];
  const target = "Redshift cluster warehouse · dev as analyst";
  expect(parts.map((part) => part.replace(/^(→ hop-[12]) .*/, "$1"))).toEqual([
    ...[lambda, "Lambda function analytics-query", "→ runs-as runs as", "query role analytics-query"],
    "→ hop-1",
    ...[redshift, "data role analytics-data", "→ hop-2", target],
    "COPY and UNLOAD",
    ...[redshift, target],
    "→ hop-3 hop 3: allowed ✓ assumed by service redshift.amazonaws.com for db user analyst",
    "copy role analytics-copy",
    "→ hop-4 hop 4: allowed ✓ sts:AssumeRole",
    ...[lambda, "bucket role analytics-bucket"],
    [
      "→ uses uses: allowed",
      ...["list incoming/", "read incoming/", "list exports/", "read exports/", "write below exports/"].map(
        (does) => `${does} of bucket acme-landing`,
      ),
      ...["delete below exports/ of", "decrypt with the key of", "encrypt with the key of"].map(
        (does) => `${does} bucket acme-landing`,
      ),
      ...["list lake/a/", "read lake/a/", "list lake/b/", "read lake/b/"].map(
        (does) => `${does} of bucket acme-lake`,
      ),
    ].join(" ✓ "),
    "buckets acme-landing · acme-lake",
  ]);
  expect(drawnParts(reportPage(await cleanReport())).join()).not.toMatch(/hop-[34]|bucket|COPY/);
});

test("an arrow that is not allowed has its own answer: the bucket role of a copy role that trusts nobody", async () => {
  const now = stackWith(WITH_BUCKETS, [
    "data.aws_iam_policy_document.copy_role_trust.statement.0.principals.0.identifiers",
    ["ec2.amazonaws.com"],
  ]);
  const parts = drawnParts(reportPage(await sampleReport({ now })));
  expect(parts.filter((part) => /^→ hop-[34]/.test(part))).toEqual([
    "→ hop-3 hop 3: denied ✗ assumed by service redshift.amazonaws.com for db user analyst",
    "→ hop-4 hop 4: allowed ✓ sts:AssumeRole",
  ]);
});

test("the pull request's picture has the roles and the buckets in their accounts, and nothing of them without buckets", async () => {
  const drawn = async (link: object) => {
    const [stack] = (await sampleReport({ now: stackWith(link) })).stacks;
    const picture = stack === undefined ? undefined : linkPicture(stack);
    return picture === undefined ? "" : drawMermaid(picture);
  };
  const [without, withBuckets] = [await drawn({}), await drawn(WITH_BUCKETS)];
  expect(without).not.toMatch(/hop 3|bucket/);
  const lines = withBuckets
    .split("\n")
    .map((line) => line.replace(/"(hop \d|runs as|uses): (\w+)<br\/>[^"]*"/g, '"$1: $2"'));
  expect(lines).toEqual([
    "```mermaid",
    "flowchart LR",
    '  subgraph L["lambda account 111111111111"]',
    '    F["function<br/>analytics-query"] -- "runs as: allowed" --> Q["query role<br/>analytics-query"]',
    '    B["bucket role<br/>analytics-bucket"] -- "uses: allowed" --> S[("buckets<br/>acme-landing<br/>acme-lake")]',
    "  end",
    '  subgraph R["redshift account 222222222222"]',
    '    D["data role<br/>analytics-data"] -- "hop 2: allowed" --> T[("cluster warehouse<br/>dev as analyst")]',
    '    T -- "hop 3: allowed" --> C["copy role<br/>analytics-copy"]',
    "  end",
    '  Q -- "hop 1: allowed" --> D',
    '  C -- "hop 4: allowed" --> B',
    "```",
  ]);
});
