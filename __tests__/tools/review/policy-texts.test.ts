import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { LinkAnswers } from "../../../access/link/link-answers";
import { LinkStack } from "../../../stacks/link-stack";
import { linkWith } from "../../../testing/links/links";
import { stackWith } from "../../../testing/tools/reviewed-stack";
import { readLink } from "../../../tools/lib/link/read-link";
import { compareStacks } from "../../../tools/review/judge/comparison/compare-stacks";
import { differenceInWords } from "../../../tools/review/judge/policy-difference";
import { reviewStack } from "../../../tools/review/judge/review-stack";
import { RULES } from "../../../tools/review/judge/rule-list";
import { policyTextsIn, readPlanFile } from "../../../tools/review/read/read-input";

const QUERY = "arn:aws:iam::111111111111:policy/boundary";
const DATA = "arn:aws:iam::222222222222:policy/boundary";
const KEPT = "arn:aws:iam::aws:policy/AmazonRedshiftFullAccess";
const BOUNDED = {
  queryRole: { permissionsBoundaryArn: QUERY },
  dataRole: { permissionsBoundaryArn: DATA },
};
const allow = (Action: string | readonly string[]) => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "Bound", Effect: "Allow", Action, Resource: "*" }],
});
const bounded = (policyTexts: object, link: object = BOUNDED) => {
  const named = Object.fromEntries(Object.entries(policyTexts));
  // cdktf's test kit drops what stands under `//`; another test here sees that a stack writes it.
  return stackWith(link, ["//.policyTexts", named]);
};
const review = (json: unknown) => reviewStack("analytics", json, RULES, "2026-06-15", "synth");

test("a link with boundaries whose texts let it work is clean, with every request answered", async () => {
  const { findings, unchecked, access } = await review(bounded({ [QUERY]: allow("*"), [DATA]: allow("*") }));
  expect([findings, unchecked]).toEqual([[], []]);
  expect(access.length).toBeGreaterThan(40);
  expect(access.filter(({ answer, expected }) => answer !== expected)).toEqual([]);
});

test("a boundary that leaves out what the link needs is missing access", async () => {
  const { findings, unchecked } = await review(
    bounded({ [QUERY]: allow(["sts:*", "logs:*"]), [DATA]: allow("redshift-data:*") }),
  );
  expect(unchecked).toEqual([]);
  expect(new Set(findings.map(({ rule, address }) => `${rule} ${address}`))).toEqual(
    new Set(["missing-access aws_iam_role.data_role"]),
  );
  expect(findings.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/redshift:GetClusterCredentials.*permissions boundary/),
  );
});

test("without a text nothing that rests on it is checked, and the reason says where it is written", async () => {
  const { unchecked } = await review(bounded({ [QUERY]: allow("*") }));
  expect(new Set(unchecked.map(({ reason }) => reason))).toEqual(
    new Set([
      `text of managed policy ${DATA} of role analytics-data is not known; write it below policyTexts of the link in links.yaml`,
    ]),
  );
});

test("texts that nothing rests on are findings: nobody's policy, and one that the project keeps", async () => {
  const other = "arn:aws:iam::222222222222:policy/other";
  const managed = { permissions: { mode: "managed" } };
  const found = async (json: unknown) =>
    (await review(json)).findings.flatMap(({ address, message }) =>
      address === "policyTexts" ? [message] : [],
    );
  expect(await found(bounded({ [other]: allow("*"), [KEPT]: allow("redshift-data:*") }, managed))).toEqual([
    `policyTexts holds the text of ${other}, which no role of the link has`,
    `policyTexts holds the text of ${KEPT}, which AWS publishes and the project keeps`,
  ]);
});

test("a text of somebody's own does not make a kept policy say less", async () => {
  const managed = { permissions: { mode: "managed" } };
  const rules = async (json: unknown) => (await review(json)).findings.map(({ rule }) => rule);
  expect(await rules(bounded({ [KEPT]: allow("redshift-data:*") }, managed))).toEqual(
    expect.arrayContaining(await rules(stackWith(managed))),
  );
});

test("a changed text shows against the older state, with what it does to access", async () => {
  const answers = (texts: object) => new LinkAnswers(readLink(bounded(texts)));
  const change = await compareStacks(
    answers({ [QUERY]: allow("*"), [DATA]: allow("*") }),
    answers({ [QUERY]: allow("*"), [DATA]: allow("redshift-data:*") }),
  );
  expect(change.statements.map(differenceInWords)).toEqual([
    `- data role: permissions boundary ${DATA}: ${JSON.stringify(allow("*").Statement[0])}`,
    `+ data role: permissions boundary ${DATA}: ${JSON.stringify(allow("redshift-data:*").Statement[0])}`,
  ]);
  expect(change.unchecked).toEqual([]);
  expect(change.takesAway.length).toBeGreaterThan(0);
});

test("a stack carries the texts of its link where Terraform ignores them, and none when there is none", () => {
  const policyTexts = { [QUERY]: allow("*") };
  const comment = (link: object) => {
    const { "//": written } = new LinkStack(new App({ stackTraces: false }), linkWith(link)).toTerraform();
    return written;
  };
  expect(comment({ ...BOUNDED, policyTexts })).toMatchObject({ policyTexts });
  expect(comment(BOUNDED)).not.toHaveProperty("policyTexts");
});

describe("beside a plan, which carries none", () => {
  const folder = mkdtempSync(join(tmpdir(), "policy-texts-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  const plan = join(__dirname, "../../../testing/tools/reviewed-plans/first.json");

  test("a file of texts is read as links.yaml has them, and goes with both readings of the plan", () => {
    const texts = policyTextsIn(file("texts.json", { [DATA]: allow("*") }));
    expect(texts).toEqual({ [DATA]: allow("*") });
    const [input] = readPlanFile(plan, texts);
    const carried = { "//": { policyTexts: texts } };
    expect([input?.json, input?.configured]).toEqual([
      expect.objectContaining(carried),
      expect.objectContaining(carried),
    ]);
    expect(policyTextsIn(undefined)).toEqual({});
  });

  test("the stack of the link is read for the texts that it carries", () => {
    const terraform = { required_version: ">= 1.5.0" };
    const comment = { policyTexts: { [DATA]: allow("*") } };
    expect(policyTextsIn(file("cdk.tf.json", { terraform, "//": comment }))).toEqual(comment.policyTexts);
    expect(policyTextsIn(file("none.tf.json", { terraform }))).toEqual({});
  });

  test.each([
    [
      "a text in a stack that links.yaml would refuse",
      { terraform: {}, "//": { policyTexts: { [DATA]: {} } } },
      `${DATA}.Statement is not as policyTexts has it`,
    ],
    ["a document instead of a map", allow("*"), "Version is not as policyTexts has it, expected"],
    ["another element", { [DATA]: { Statement: "x" } }, `${DATA}.Statement is not as policyTexts has it`],
  ])("%s is refused with its place", (_, content, message) => {
    expect(() => policyTextsIn(file("refused.json", content))).toThrow(message);
  });

  test("a plan as Terraform saves it is told how its JSON is made", () => {
    const saved = join(__dirname, "../../../testing/tools/recorded-plan-files/analytics.tfplan");
    expect(() => readPlanFile(saved, {})).toThrow(
      `${saved} is a plan as Terraform saves it; pass its JSON: terraform show -json analytics.tfplan > plan.json`,
    );
  });
});
