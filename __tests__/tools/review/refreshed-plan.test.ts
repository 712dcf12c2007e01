import { configuredStackJson } from "../../../access/terraform/configured-stack";
import { reviewedPlanJson } from "../../../access/terraform/reviewed-plan";
import type { Json } from "../../../aws/json";
import {
  moduleOf,
  type Names,
  namesOfBindings,
  OLDEST,
  readNamesOfBindings,
} from "../../../testing/provider-schemas/provider-names";
import { reviewedPlan } from "../../../testing/tools/review-catalogue/plan-mutations";
import { reviewInput } from "../../../tools/review/judge/review-inputs";

type Values = Record<string, unknown>;

/** The parts of `terraform show -json` that a refresh fills in. */
interface Shown extends Json {
  readonly planned_values: { readonly root_module: { readonly resources: readonly PlannedResource[] } };
  readonly resource_changes: readonly {
    readonly address: string;
    readonly change: { readonly after: Values; readonly after_unknown: Values };
  }[];
  readonly configuration: {
    readonly root_module: {
      readonly resources: readonly { readonly address: string; readonly expressions: Values }[];
    };
  };
}

interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly values: Values;
}

/** An output shows it, so that a plan always has it. */
const SHOWN = "arn";

/** What a provider may write where nobody set anything, for an attribute and for a block. */
const NOTHING: readonly (readonly [what: string, fill: (names: Names | true) => unknown])[] = [
  ["null", () => null],
  ["an empty list", () => []],
  ["an empty map", () => ({})],
  ["an empty text", () => ""],
  ["false", () => false],
  ["blocks of nothing", (names) => (names === true ? null : [blockOfNothing(names)])],
  ["objects of nothing", (names) => (names === true ? [] : blockOfNothing(names))],
];

function blockOfNothing(names: Names): Values {
  const fills = [null, "", [], false];
  return Object.fromEntries(
    Object.entries(names).map(([name, inner], index) => [
      name,
      inner === true ? fills[index % fills.length] : [blockOfNothing(inner)],
    ]),
  );
}

/** Every attribute and block of a type, in any version of the provider that is known here. */
function namesOf(type: string): Names {
  const bindings = [...namesOfBindings(moduleOf(type)), ...readNamesOfBindings(moduleOf(type))];
  return {
    ...Object.fromEntries(bindings.map((name) => [name, true as const])),
    ...(OLDEST.resource[type] as Names),
  };
}

/** A plan of a deployed link in which everything that no configuration writes is filled in; and how much that was. */
function refreshed(name: "after" | "replaced", fill: (names: Names | true) => unknown) {
  const plan = structuredClone(reviewedPlan(name)) as Shown;
  let filled = 0;
  for (const { address, type, values } of plan.planned_values.root_module.resources) {
    const written = plan.configuration.root_module.resources.find((found) => found.address === address);
    const { after = {}, after_unknown: unknown = {} } =
      plan.resource_changes.find((found) => found.address === address)?.change ?? {};
    for (const [attribute, names] of Object.entries(namesOf(type))) {
      if (attribute === SHOWN || written?.expressions[attribute] !== undefined) continue;
      // Worked out by the apply: no refresh has filled it in.
      if (unknown[attribute] !== undefined) continue;
      const nothing = fill(names);
      values[attribute] = nothing;
      after[attribute] = nothing;
      filled += 1;
    }
  }
  return { plan, filled };
}

async function saidOf(plan: Json): Promise<readonly string[]> {
  const { findings, unchecked } = await reviewInput(
    { name: "plan", json: reviewedPlanJson(plan), configured: configuredStackJson(plan), origin: "plan" },
    "2026-06-15",
  );
  return [
    ...findings.map(({ message }) => message),
    ...unchecked.map(({ what, reason }) => `${what}: ${reason}`),
  ];
}

describe.each(["after", "replaced"] as const)("plan %s", (name) => {
  test.each(NOTHING)(
    "what a refresh fills with %s is nothing, whichever attribute it is",
    async (_, fill) => {
      const { plan, filled } = refreshed(name, fill);
      expect(filled).toBeGreaterThan(70);
      expect(await saidOf(plan)).toEqual(await saidOf(reviewedPlan(name)));
    },
  );
});

test.each([["arn:aws:lambda:x"], [""], [null], [{ a: 1 }], [{ a: [0] }]].map((list) => [list]))(
  "layers that are %j are not nothing",
  async (layers) => {
    const plan = structuredClone(reviewedPlan("after")) as Shown;
    const ofFunction = ({ address }: { readonly address: string }) =>
      address.startsWith("aws_lambda_function.");
    Object.assign(plan.planned_values.root_module.resources.find(ofFunction)?.values ?? {}, { layers });
    Object.assign(plan.resource_changes.find(ofFunction)?.change.after ?? {}, { layers });
    expect(await saidOf(plan)).toEqual([
      expect.stringMatching(/^layers of aws_lambda_function.query_function has a value/),
      expect.stringMatching(/layers of aws_lambda_function.query_function, which nobody wrote is not read/),
    ]);
  },
);
