import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../../testing/deployment/temporary-folder";
import { storedLinkState, storedResource } from "../../../testing/links/link-state";
import { BASE, linkWith } from "../../../testing/links/links";
import { lookAtStates, unreadLocalStates } from "../../../tools/states/look-at-states";

const S3 = { type: "s3", bucket: "states", region: "eu-west-1" } as const;
const s3Link = (name: string, more: object = {}) => linkWith({ name, backend: S3, ...more });
const inAccount = (id: string) => ({
  ...BASE.redshiftAccount,
  id,
  deployRoleArn: `arn:aws:iam::${id}:role/deployer`,
});

const denied = Object.assign(new Error("not authorized"), { name: "AccessDenied" });
const stateOf = (name: string) => JSON.stringify(storedLinkState(linkWith({ name })));

const readNothing = async () => {
  throw new Error("no address is read");
};

/** What a look at these links finds where the bucket holds these objects, or refuses to be listed. */
async function found(
  links: ReturnType<typeof linkWith>[],
  objects: Readonly<Record<string, string | Error>>,
  { chosen = links, isListed = true } = {},
) {
  const asked: string[] = [];
  const look = await lookAtStates({
    links,
    chosen,
    linksFile: "/project/links.yaml",
    folder: "/project-that-is-not-there",
    readAddress: readNothing,
    openBucket: ({ bucket, roleArn }) => ({
      async namesBelow(prefix, suffix) {
        if (!isListed) throw denied;
        return Object.keys(objects)
          .filter((key) => key.startsWith(prefix) && key.endsWith(suffix))
          .map((key) => key.slice(prefix.length, key.length - suffix.length));
      },
      async read(key) {
        asked.push(`${bucket}/${key}${roleArn === undefined ? "" : ` as ${roleArn}`}`);
        const content = objects[key];
        if (content instanceof Error) throw content;
        return content;
      },
    }),
  });
  const problems = links.flatMap((link) =>
    look.check(link).map(({ path, message }) => `${link.name} ${path}: ${message}`),
  );
  return { problems, warnings: look.warnings, unread: look.unread, asked };
}

const NOTHING = { problems: [], warnings: [], unread: [] };

test("a state of other accounts refuses its link by name, and says what it holds and where", async () => {
  const links = [
    s3Link("analytics", { redshiftAccount: inAccount("333333333333") }),
    s3Link("billing"),
    s3Link("stock"),
    linkWith({ name: "local" }),
  ];
  const objects = {
    "analytics/terraform.tfstate": stateOf("analytics"),
    "billing/terraform.tfstate": stateOf("billing"),
  };
  expect(await found(links, objects)).toEqual({
    ...NOTHING,
    problems: [
      `analytics name: is "analytics", expected a name whose state is of the link's accounts; s3://states/analytics/terraform.tfstate holds aws_iam_role.data_role in account 222222222222, not in redshift account 333333333333; each environment needs a state of its own: give this link another name, backend.key or bucket. Only if the link itself moves to other accounts: npm run destroy -- analytics with the old ones first`,
    ],
    asked: [
      "states/analytics/terraform.tfstate",
      "states/billing/terraform.tfstate",
      "states/stock/terraform.tfstate",
    ],
  });
});

test("only the chosen links' own states are read, with the credentials of their backend", async () => {
  const roleArn = "arn:aws:iam::111111111111:role/state";
  const other = s3Link("analytics", { redshiftAccount: inAccount("333333333333") });
  const chosen = s3Link("billing", { backend: { ...S3, key: "of/billing", roleArn } });
  const objects = { "analytics/terraform.tfstate": stateOf("analytics") };
  expect(await found([other, chosen], objects, { chosen: [chosen] })).toEqual({
    ...NOTHING,
    asked: [`states/of/billing as ${roleArn}`],
  });
});

test("a state that no link owns is a warning with what to do; what is somebody's is none", async () => {
  const elsewhere = storedResource("aws_iam_role.data_role", "redshift_account", {
    arn: "arn:aws:iam::999999999999:role/old-data",
  });
  const { problems, warnings, unread } = await found([s3Link("analytics")], {
    "old/terraform.tfstate": stateOf("old"),
    "gone/terraform.tfstate": "",
    "others/terraform.tfstate": JSON.stringify({ version: 4, resources: [elsewhere] }),
  });
  expect({ problems, warnings, unread }).toEqual({
    ...NOTHING,
    warnings: [
      "s3://states/old/terraform.tfstate is the state of no link of links.yaml and still holds 4 resources in accounts 111111111111, 222222222222, which nothing plans, changes or removes. If link old was removed: put it back, npm run destroy -- old, remove it again. If it was renamed: set backend.key: old/terraform.tfstate on the link with the new name, before the new name is deployed",
    ],
  });
});

test.each<[string, string | Error, string]>([
  ["may not be read", denied, "s3:GetObject: AccessDenied: not authorized"],
  ["is encrypted", JSON.stringify({ encrypted_data: "secret" }), "it is encrypted"],
  ["is none of Terraform's", "secret", "it is no state in Terraform's format 4"],
])("a state that %s is a note, not a refusal", async (_, content, why) => {
  const link = s3Link("analytics", { redshiftAccount: inAccount("333333333333") });
  const { problems, warnings, unread } = await found([link], { "analytics/terraform.tfstate": content });
  expect({ problems, warnings, unread }).toEqual({
    ...NOTHING,
    unread: [
      `s3://states/analytics/terraform.tfstate, the state of link analytics, could not be read: ${why}`,
    ],
  });
});

test("a bucket that may not be listed is a note with the action that is missing", async () => {
  const { problems, warnings, unread } = await found([s3Link("analytics")], {}, { isListed: false });
  expect({ problems, warnings, unread }).toEqual({
    ...NOTHING,
    unread: [
      'which states are in s3://states/: could not look (s3:ListBucket on bucket states, prefix ""): AccessDenied: not authorized',
    ],
  });
});

test("what only Terraform reads is said to be unread", async () => {
  const gcs = linkWith({ backend: { type: "gcs", bucket: "states" } });
  const { unread } = await lookAtStates({
    ...{ links: [gcs], chosen: [gcs], linksFile: "links.yaml", folder: "/nowhere" },
    readAddress: readNothing,
    openBucket: () => {
      throw new Error("no bucket is looked into");
    },
  });
  expect(unread).toEqual([
    "the state of link analytics is kept by backend gcs, which only Terraform reads: npm run doctor -- analytics compares its accounts",
  ]);
});

const localFolder = temporaryFolder();

test("a local state that nobody can read is told, and is no state of the link's accounts", () => {
  const texts: Readonly<Record<string, string>> = {
    damaged: '{"version": 4,',
    older: '{"version": 3}',
    shapeless: '{"version": 4, "resources": "none"}',
    encrypted: '{"encrypted_data": "…"}',
    empty: "",
    fresh: '{"version": 4, "resources": []}',
  };
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(join(localFolder, `terraform.${name}.tfstate`), text);
  }
  mkdirSync(join(localFolder, "terraform.folder.tfstate"));
  const links = [...Object.keys(texts), "folder", "absent"].map((name) => linkWith({ name }));
  const format = (name: string) =>
    `terraform.${name}.tfstate, the state of link ${name}, could not be read: it is no state in Terraform's format 4`;
  expect(unreadLocalStates(localFolder, [...links, s3Link("damaged")])).toEqual([
    format("damaged"),
    format("older"),
    format("shapeless"),
    "terraform.encrypted.tfstate, the state of link encrypted, could not be read: it is encrypted",
    "terraform.folder.tfstate, the state of link folder, could not be read: terraform.folder.tfstate cannot be opened (EISDIR)",
  ]);
});
