import { DEMANDS, ENCRYPTED_OUTPUTS, SSM_OUTPUTS } from "../../testing/links/demanded-link";
import { EVERY_AUTH_MODE, linkWith, TARGETS } from "../../testing/links/links";
import { Synth } from "../../testing/links/synth-stack";
import { moduleOf, type Names, namesOfBindings, OLDEST } from "../../testing/provider-schemas/provider-names";

/** Terraform's own, which no provider declares. */
const META = ["//", "alias", "depends_on", "lifecycle", "provider"];

const isBlock = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Places of what a version of the provider does not have. */
function unknownIn(value: unknown, names: Names | true | undefined, place: string): readonly string[] {
  if (names === undefined) return [place];
  // Of an attribute the value is the user's.
  if (names === true) return [];
  if (Array.isArray(value)) return value.flatMap((item) => unknownIn(item, names, place));
  if (!isBlock(value)) return [place];
  return Object.entries(value).flatMap(([name, part]) =>
    META.includes(name) ? [] : unknownIn(part, names[name], `${place}.${name}`),
  );
}

/** The same names at the places where the oldest version has them, if the bindings have them too. */
function alsoIn(bindings: readonly string[], names: Names): Names {
  return Object.fromEntries(
    Object.entries(names)
      .filter(([name]) => bindings.includes(name))
      .map(([name, inner]) => [name, inner === true ? true : alsoIn(bindings, inner)]),
  );
}

function problemsOf({ json }: Synth): readonly string[] {
  const inBoth = (names: true | Names | undefined, module: string) =>
    isBlock(names) ? alsoIn(namesOfBindings(module), names as Names) : undefined;
  return [
    ...json.provider.aws.flatMap((block) =>
      unknownIn(block, inBoth(OLDEST.provider, "provider"), "provider"),
    ),
    ...(["resource", "data"] as const).flatMap((section) =>
      Object.entries(json[section]).flatMap(([type, byName]) => {
        const names = inBoth(
          OLDEST[section][type],
          `${section === "data" ? "data-aws-" : ""}${moduleOf(type)}`,
        );
        return Object.values(byName).flatMap((block) => unknownIn(block, names, type));
      }),
    ),
  ];
}

const OPTIONS = {
  queryRole: { path: "/links/", permissionsBoundaryArn: "arn:aws:iam::111111111111:policy/boundary" },
  trust: { mode: "account", mutual: true, externalId: "x1", bindToFunction: false },
  permissions: { mode: "managed" },
  function: { reservedConcurrency: 2, architecture: "x86_64", environment: { LOG_LEVEL: "debug" } },
  tags: { team: "data" },
};

it.each<[string, object]>([
  ...EVERY_AUTH_MODE.map((auth): [string, object] => [auth, { target: TARGETS[auth] }]),
  ["every option", OPTIONS],
  ["every demand", { ...SSM_OUTPUTS, function: DEMANDS }],
  ["encrypted outputs", ENCRYPTED_OUTPUTS],
])("every block and attribute is in provider 5.100 and in the bindings' 6.25: %s", (_, options) => {
  expect(problemsOf(new Synth(linkWith(options)))).toEqual([]);
});

it("what one of them lacks is found, in a block too", () => {
  const synth = new Synth(linkWith());
  const [lambda] = Object.values(synth.json.resource.aws_lambda_function ?? {});
  Object.assign(lambda ?? {}, { durable_config: {}, logging_config: { log_format: "JSON", shape: "x" } });
  expect(problemsOf(synth)).toEqual([
    "aws_lambda_function.logging_config.shape",
    "aws_lambda_function.durable_config",
  ]);
});
