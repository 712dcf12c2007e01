import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { formatProblem } from "../../config/problem";
import { lockProblems } from "../../stacks/provider-lock";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { linkWith } from "../../testing/links/links";
import { Synth } from "../../testing/links/synth-stack";
import { judged, stackWith } from "../../testing/tools/reviewed-stack";

const folder = temporaryFolder();
const FILE = "analytics.terraform.lock.hcl";

const lockOf = (version: string, head = "", versions = ">= 5.100.0, < 7.0.0") =>
  `${head}# This file is maintained automatically by "terraform init".\n\nprovider "registry.terraform.io/hashicorp/random" {\n  version = "1.0.0"\n}\n\nprovider "registry.terraform.io/hashicorp/aws" {\n  version     = "${version}"\n  constraints = "${versions}"\n  hashes = [\n    "h1:a=",\n  ]\n}\n`;

/** The lines of a report about the link whose lock file holds that text, from behind its name. */
function problems(changes: object, text: string | undefined, name = FILE): readonly string[] {
  const file = join(folder, name);
  if (text !== undefined) writeFileSync(file, text);
  const found = lockProblems(
    { ...linkWith(changes), ...(name === FILE ? {} : { environment: "prod" }) },
    folder,
  );
  rmSync(file, { force: true });
  return found.map(({ place, path, message }) =>
    formatProblem("links.yaml", { ...place, path: path.join("."), message }).replace(
      `${relative("", folder)}/`,
      "",
    ),
  );
}

const PINNED = { provider: { version: "6.25.0" } };
const NODE_24 = { function: { runtime: "nodejs24.x" } };
const AGAIN = "write it anew by npm run lock -- analytics, and commit it";

test.each<[string, object, string | undefined]>([
  ["none", PINNED, undefined],
  ["one of a version that the link may have", {}, lockOf("6.25.0")],
  ["one with the line ends of Windows", PINNED, lockOf("6.25.0", "", "6.25.0").replaceAll("\n", "\r\n")],
  [
    "one that OpenTofu wrote",
    PINNED,
    lockOf("6.25.0", "", "6.25.0").replaceAll("registry.terraform.io", "registry.opentofu.org"),
  ],
  ["one of the version that it pins", PINNED, lockOf("6.25.0", "", "6.25.0")],
  ["one for the runtime", NODE_24, lockOf("6.19.0", "", ">= 6.19.0, < 7.0.0")],
  [
    "one with the platforms that are asked for, and others",
    { provider: { platforms: ["linux_arm64"] } },
    lockOf("6.25.0", "# platforms: darwin_arm64 linux_arm64\n"),
  ],
])("a lock file is taken: %s", (_, changes, text) => {
  expect(problems(changes, text)).toEqual([]);
});

test.each<[string, object, string, string]>([
  [
    "of another version than the pinned one",
    PINNED,
    lockOf("6.24.0"),
    `${FILE}:8:1 provider.version: locks hashicorp/aws 6.24.0, expected = 6.25.0, which provider.version says; ${AGAIN}`,
  ],
  [
    "of a version that refuses the runtime",
    NODE_24,
    lockOf("5.100.0"),
    `${FILE}:8:1 provider.version: locks hashicorp/aws 5.100.0, expected >= 6.19.0, < 7.0.0, which is what the link may be deployed with; ${AGAIN}`,
  ],
  [
    "of a version past the range",
    {},
    lockOf("7.0.0"),
    `${FILE}:8:1 provider.version: locks hashicorp/aws 7.0.0, expected >= 5.100.0, < 7.0.0, which is what the link may be deployed with; ${AGAIN}`,
  ],
  [
    "of a version that is none",
    {},
    lockOf("6.25.0-beta1"),
    `${FILE}:8:1 provider.version: locks hashicorp/aws 6.25.0-beta1, expected >= 5.100.0, < 7.0.0, which is what the link may be deployed with; ${AGAIN}`,
  ],
  [
    "of other providers alone",
    {},
    'provider "registry.terraform.io/hashicorp/random" {\n  version = "6.25.0"\n}\n',
    `${FILE}:1:1 provider.version: names no version, expected >= 5.100.0, < 7.0.0, which is what the link may be deployed with; ${AGAIN}`,
  ],
  [
    "of a registry that the stack does not ask",
    {},
    'provider "registry.example.com/hashicorp/aws" {\n  version = "6.25.0"\n}\n',
    `${FILE}:1:1 provider.version: names no version, expected >= 5.100.0, < 7.0.0, which is what the link may be deployed with; ${AGAIN}`,
  ],
  [
    "that was made for one version, where the link no longer pins it",
    {},
    lockOf("6.25.0", "", "6.25.0"),
    `${FILE}:8:1 provider.version: is made for hashicorp/aws 6.25.0, expected >= 5.100.0, < 7.0.0, which is what the link asks for; ${AGAIN}`,
  ],
  [
    "that was made for any version, where the link pins one",
    PINNED,
    lockOf("6.25.0"),
    `${FILE}:8:1 provider.version: is made for hashicorp/aws >= 5.100.0, < 7.0.0, expected = 6.25.0, which is what the link asks for; ${AGAIN}`,
  ],
  [
    "without a platform that is asked for",
    { provider: { platforms: ["linux_arm64", "darwin_arm64"] } },
    lockOf("6.25.0", "# platforms: darwin_arm64 linux_amd64\n"),
    `${FILE}:9:1 provider.platforms: is of darwin_arm64, linux_amd64, expected linux_arm64 too; add the checksums by npm run lock -- analytics, and commit it`,
  ],
  [
    "that does not say of which platforms it is",
    { provider: { platforms: ["linux_arm64"] } },
    lockOf("6.25.0"),
    `${FILE}:8:1 provider.platforms: does not say of which platforms, expected linux_arm64 too; add the checksums by npm run lock -- analytics, and commit it`,
  ],
])("a lock file is refused: %s", (_, changes, text, problem) => {
  expect(problems(changes, text)).toEqual([problem]);
});

test("each environment has a lock file of its own, and the command names it", () => {
  expect(problems(PINNED, lockOf("6.24.0"), `prod.${FILE}`)).toEqual([
    `prod.${FILE}:8:1 provider.version: locks hashicorp/aws 6.24.0, expected = 6.25.0, which provider.version says; write it anew by npm run lock -- analytics --env prod, and commit it`,
  ]);
});

test("the stack asks for the pinned version alone, and the review knows it", async () => {
  expect(new Synth(linkWith(PINNED)).json).toMatchObject({
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "= 6.25.0" } } },
  });
  expect(await judged("unexpected-part", stackWith(PINNED))).toEqual([]);
});

test.each(["= 4.67.0", "= 7.0.0", "= 6.25", ">= 6.25.0", "!= 6.25.0", "= 6.25.0, < 7.0.0"])(
  "the review finds what no link pins: %s",
  async (version) => {
    const stack = stackWith(PINNED, ["terraform.required_providers.aws.version", version]);
    expect(await judged("unexpected-part", stack)).toEqual([
      {
        address: "terraform",
        message: "required_providers of terraform has a value or an expression that no link has",
      },
    ]);
  },
);

test("a folder in the place of a lock file is a problem of the link", () => {
  mkdirSync(join(folder, FILE));
  const found = lockProblems(linkWith(PINNED), folder).map(({ message }) => message);
  rmSync(join(folder, FILE), { recursive: true });
  expect(found).toEqual([
    "cannot be read (EISDIR), expected a lock file of Terraform's; remove it, and write it anew by npm run lock -- analytics, and commit it",
  ]);
});
