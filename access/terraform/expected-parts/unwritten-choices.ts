import type { Json } from "../../../aws/json";
import { jsonRecord, objectsIn } from "../json-record";
import { anyOf, blockOf, isNothing, type ValueCheck } from "./checks";
import type { UnexpectedPart } from "./unexpected-parts";

/** Arguments that AWS gives a value where a link writes none, and the provider plans nothing for: by type, with that value. */
const FILLED_IN: Readonly<Record<string, Readonly<Record<string, ValueCheck>>>> = {
  aws_lambda_function: {
    // None: AWS adds no layer by itself.
    layers: () => false,
    ephemeral_storage: blockOf({ required: { size: anyOf(512) } }),
    tracing_config: blockOf({ required: { mode: anyOf("PassThrough") } }),
  },
};

/** A resource with its values, and what the configuration writes of it. */
interface FilledResource {
  readonly address: string;
  readonly type: string;
  readonly values: Json;
  /** Argument → expression. */
  readonly written: Json;
}

/**
 * Values that a link may choose and this one does not write, and that are not what AWS gives by itself: somebody set them by hand,
 * and no plan takes them away.
 */
export function unwrittenChoices(resources: readonly FilledResource[]): readonly UnexpectedPart[] {
  return resources.flatMap(({ address, type, values, written }) =>
    Object.entries(Object.hasOwn(FILLED_IN, type) ? (FILLED_IN[type] ?? {}) : {})
      .filter(
        ([name, isDefault]) =>
          !Object.hasOwn(written, name) && !isNothing(values[name]) && !isDefault(values[name]),
      )
      .map(([argument]) => ({ address, argument })),
  );
}

/**
 * The same of what a plan leads to. A state says no configuration.
 *
 * @param show `terraform show -json`
 * @returns each in words
 */
export function unwrittenInPlan(show: Json): readonly string[] {
  if (show.planned_values === undefined) return [];
  const root = (section: unknown) => jsonRecord(jsonRecord(section, "section").root_module, "root_module");
  const written = new Map(
    objectsIn(root(show.configuration).resources).map(({ address, expressions }) => [
      address,
      jsonRecord(expressions, "expressions"),
    ]),
  );
  const planned = objectsIn(root(show.planned_values).resources).map(({ address, type, values }) => ({
    address: String(address),
    type: String(type),
    values: jsonRecord(values, "values"),
    written: written.get(address) ?? {},
  }));
  return unwrittenChoices(planned).map(
    ({ address, argument }) => `${argument} of ${address}, which nobody wrote`,
  );
}
