import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOV_RULES, type CheckovRule, WITHOUT_RULES } from "../../testing/checkov/checkov-rules";
import { BUCKETS_LINK } from "../../testing/links/bucket-link";
import { DEMANDS, ENCRYPTED_OUTPUTS, EVERYTHING, SSM_OUTPUTS } from "../../testing/links/demanded-link";
import { linkWith } from "../../testing/links/links";
import { Synth } from "../../testing/links/synth-stack";

type Blocks = Readonly<Record<string, readonly Record<string, unknown>[]>>;

/** Every block of a synthesized link, by type; `provider` for the providers of AWS. */
function blocksOf(changes: object): Blocks {
  const { resource, data, provider } = new Synth(linkWith(changes)).json as Record<
    string,
    Record<string, object>
  >;
  const named = Object.entries({ ...resource, ...data }).map(([type, blocks]) => [
    type,
    Object.values(blocks),
  ]);
  return { ...Object.fromEntries(named), provider: Object.values(provider?.aws ?? {}) };
}

/** The rules that some block of a link does not meet. */
async function unmet(blocks: Blocks): Promise<readonly CheckovRule[]> {
  const asked = CHECKOV_RULES.map(async (rule) => {
    const met = await Promise.all((blocks[rule.type] ?? []).map(rule.isMet));
    return met.every(Boolean) ? [] : [rule];
  });
  return (await Promise.all(asked)).flat();
}
const idsOf = (rules: readonly CheckovRule[]) => rules.flatMap(({ ids }) => ids).sort();

/** All that a link may be asked for; trust is by role, and one way, unless a link says otherwise. */
const { trust: _, ...ALL_BUT_TRUST } = EVERYTHING;

test("a link with everything meets every rule of Checkov about what it writes", async () => {
  expect(idsOf(await unmet(blocksOf(ALL_BUT_TRUST)))).toEqual([]);
});

test("trust by account is under a condition, which one rule does not look at", async () => {
  expect(idsOf(await unmet(blocksOf(EVERYTHING)))).toEqual(["CKV_AWS_61"]);
});

test("a plain link, and one with buckets, lack just what a field would meet", async () => {
  const ofFunction = CHECKOV_RULES.filter(
    ({ field, type }) => field !== undefined && /^aws_(?:lambda|cloudwatch)/.test(type),
  );
  expect(idsOf(await unmet(blocksOf({})))).toEqual(idsOf(ofFunction));
  expect(idsOf(await unmet(blocksOf(BUCKETS_LINK)))).toEqual(idsOf(ofFunction));
  const outputs = async (more: object) => idsOf(await unmet(blocksOf({ ...more, function: DEMANDS })));
  const [plain, encrypted] = [await outputs(SSM_OUTPUTS), await outputs(ENCRYPTED_OUTPUTS)];
  expect(plain.filter((id) => !encrypted.includes(id))).toEqual(["CKV2_AWS_34"]);
});

test.each<[string, object, string]>([
  ["all actions", { actions: ["*"], resources: ["arn:aws:s3:::a"] }, "CKV_AWS_49"],
  ["all of IAM", { actions: ["iam:*"], resources: ["arn:aws:s3:::a"] }, "CKV2_AWS_40"],
  ["all resources", { actions: ["ec2:CreateNetworkInterface"], resources: ["*"] }, "CKV_AWS_356"],
  ["everybody", { principals: [{ type: "AWS", identifiers: ["*"] }] }, "CKV_AWS_60"],
  [
    "an account",
    { principals: [{ type: "AWS", identifiers: ["arn:aws:iam::111111111111:root"] }] },
    "CKV_AWS_61",
  ],
  ["an identity provider", { principals: [{ type: "Federated", identifiers: ["x"] }] }, "CKV_AWS_393"],
])("a document that allows %s does not meet a rule", async (_, statement, id) => {
  const found = await unmet({ aws_iam_policy_document: [{ statement: [statement] }] });
  expect(found.map(({ ids }) => ids.includes(id))).toEqual([true]);
  const denied = { ...statement, effect: "Deny" };
  expect(await unmet({ aws_iam_policy_document: [{ statement: [denied] }] })).toEqual([]);
});

test("a policy of administrators does not meet a rule, that of the article does", async () => {
  const managed = (managedPolicy?: string) =>
    blocksOf({ permissions: { mode: "managed", ...(managedPolicy === undefined ? {} : { managedPolicy }) } });
  const more = async (blocks: Blocks) => {
    const plain = idsOf(await unmet(blocksOf({})));
    return idsOf(await unmet(blocks)).filter((id) => !plain.includes(id));
  };
  expect(await more(managed())).toEqual([]);
  expect(await more(managed("IAMFullAccess"))).toEqual(["CKV2_AWS_56", "CKV_AWS_274"]);
});

test("every type that a link writes has rules, or is known to have none", () => {
  const types = [EVERYTHING, BUCKETS_LINK].flatMap((link) => Object.keys(blocksOf(link)));
  const known = [...CHECKOV_RULES.map(({ type }) => type), ...WITHOUT_RULES];
  expect([...new Set(types)].filter((type) => !known.includes(type))).toEqual([]);
});

test("docs/demands.md has a row for each rule, and no other", () => {
  const page = readFileSync(join(__dirname, "../../docs/demands.md"), "utf8");
  const written = [...page.matchAll(/CKV2?_AWS_\d+/g)].map(([id]) => id);
  expect([...new Set(written)].sort()).toEqual([...new Set(idsOf(CHECKOV_RULES))].sort());
});
