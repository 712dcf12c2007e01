import { isJson } from "../../aws/json";
import { satisfies } from "./java-pattern";
import { type ServiceModel, type ShapeModel, shapeOf } from "./service-model";

/** A member of an input and the constraint of its model that it breaks, in the words of AWS's services. */
export interface ConstraintViolation {
  /** For example `tags.1.member.key`. */
  readonly path: string;
  /** As AWS shows it, quoted; `null` when it is absent; `undefined` when it is not to be shown. */
  readonly shown: string | undefined;
  /** For example `Member must have length less than or equal to 64`. */
  readonly constraint: string;
}

/** Where a walk through an input is. */
interface Place {
  readonly model: ServiceModel;
  readonly path: string;
  /** Inside something that must not be shown. */
  readonly hidden: boolean;
  /** Names of members that must not be shown, whatever the model says. */
  readonly secrets: ReadonlySet<string>;
}

/**
 * Every constraint that an input breaks, in the order of the model.
 *
 * @param secrets members whose values no message shows, beside those that the model calls sensitive
 */
export function violationsOf(
  model: ServiceModel,
  inputShape: string,
  input: unknown,
  secrets: ReadonlySet<string>,
): readonly ConstraintViolation[] {
  return violations({ model, path: "", hidden: false, secrets }, inputShape, input);
}

function violations(place: Place, shapeName: string, value: unknown): ConstraintViolation[] {
  const shape = shapeOf(place.model, shapeName);
  const here = shape.sensitive === true ? { ...place, hidden: true } : place;
  switch (shape.type) {
    case "structure":
      return structureViolations(here, shape, value);
    case "list":
      return listViolations(here, shape, value);
    case "map":
      return mapViolations(here, shape, value);
    default:
      return brokenConstraints(shape, value).map((constraint) => violation(here, value, constraint));
  }
}

function structureViolations(place: Place, { members = {}, required = [] }: ShapeModel, value: unknown) {
  const present = isJson(value) ? value : {};
  return Object.entries(members).flatMap(([name, { shape }]) => {
    const written = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    const path = place.path === "" ? written : `${place.path}.${written}`;
    const at = { ...place, path, hidden: place.hidden || place.secrets.has(name) };
    const member = present[name] ?? undefined;
    if (member !== undefined) return violations(at, shape, member);
    return required.includes(name) ? [{ path, shown: "null", constraint: NOT_NULL }] : [];
  });
}

function listViolations(place: Place, shape: ShapeModel, value: unknown): ConstraintViolation[] {
  if (!Array.isArray(value)) return [];
  const own = lengthConstraints(shape, value.length).map((text) => violation(place, value, text));
  const name = shape.member?.shape ?? "";
  const element = shapeOf(place.model, name);
  if (isContainer(element)) {
    const nested = value.flatMap((item, index) =>
      violations({ ...place, path: `${place.path}.${index + 1}.member` }, name, item ?? undefined),
    );
    return [...own, ...nested];
  }
  const at = hiddenBy(place, element);
  return value.every((item) => isFine(element, item))
    ? own
    : [
        ...own,
        violation(at, value, `Member must satisfy constraint: [${allConstraints(element).join(", ")}]`),
      ];
}

function mapViolations(place: Place, shape: ShapeModel, value: unknown): ConstraintViolation[] {
  if (!isJson(value)) return [];
  const own = lengthConstraints(shape, Object.keys(value).length).map((text) =>
    violation(place, value, text),
  );
  const [key, content] = [shape.key, shape.value].map((member) =>
    shapeOf(place.model, member?.shape ?? ""),
  ) as [ShapeModel, ShapeModel];
  const at = hiddenBy(hiddenBy(place, key), content);
  if (!Object.keys(value).every((name) => isFine(key, name)))
    own.push(violation(at, value, `Map keys must satisfy constraint: [${allConstraints(key).join(", ")}]`));
  if (isContainer(content)) {
    for (const [name, item] of Object.entries(value))
      own.push(
        ...violations({ ...at, path: `${place.path}.${name}.member` }, shape.value?.shape ?? "", item),
      );
  } else if (!Object.values(value).every((item) => isFine(content, item)))
    own.push(
      violation(at, value, `Map value must satisfy constraint: [${allConstraints(content).join(", ")}]`),
    );
  return own;
}

const NOT_NULL = "Member must not be null";

function isContainer({ type }: ShapeModel): boolean {
  return type === "structure" || type === "list" || type === "map";
}

function isFine(shape: ShapeModel, value: unknown): boolean {
  return value !== null && value !== undefined && brokenConstraints(shape, value).length === 0;
}

function hiddenBy(place: Place, { sensitive }: ShapeModel): Place {
  return sensitive === true ? { ...place, hidden: true } : place;
}

/** Of a text, a number or bytes. */
function brokenConstraints(shape: ShapeModel, value: unknown): string[] {
  switch (shape.type) {
    case "string": {
      const text = String(value);
      // AWS counts UTF-16 units, as Java and JavaScript do.
      const broken = lengthConstraints(shape, text.length);
      if (shape.pattern !== undefined && !satisfies(shape.pattern, text))
        broken.push(patternText(shape.pattern));
      if (shape.enum?.includes(text) === false) broken.push(enumText(shape.enum));
      return broken;
    }
    case "blob":
      return lengthConstraints(shape, Buffer.from(String(value), "base64").length);
    case "boolean":
    case "timestamp":
      return [];
    default:
      return rangeConstraints(shape, Number(value));
  }
}

function lengthConstraints({ min, max }: ShapeModel, length: number): string[] {
  return [
    ...(max !== undefined && length > max ? [`Member must have length less than or equal to ${max}`] : []),
    ...(min !== undefined && length < min ? [`Member must have length greater than or equal to ${min}`] : []),
  ];
}

function rangeConstraints({ min, max }: ShapeModel, value: number): string[] {
  return [
    ...(max !== undefined && value > max ? [`Member must have value less than or equal to ${max}`] : []),
    ...(min !== undefined && value < min ? [`Member must have value greater than or equal to ${min}`] : []),
  ];
}

/** What AWS lists of an element's shape when one element breaks it, whether or not this one breaks all. */
function allConstraints(shape: ShapeModel): string[] {
  const isNumber = shape.type !== "string" && shape.type !== "blob";
  const measure = isNumber ? "value" : "length";
  const { min, max, pattern } = shape;
  return [
    ...(max === undefined ? [] : [`Member must have ${measure} less than or equal to ${max}`]),
    ...(min === undefined ? [] : [`Member must have ${measure} greater than or equal to ${min}`]),
    ...(pattern === undefined ? [] : [patternText(pattern)]),
    ...(shape.enum === undefined ? [] : [enumText(shape.enum)]),
    // As recorded: after enumerations and numbers, not after patterns.
    ...(pattern === undefined ? [NOT_NULL] : []),
  ];
}

function patternText(pattern: string): string {
  return `Member must satisfy regular expression pattern: ${pattern}`;
}

function enumText(values: readonly string[]): string {
  return `Member must satisfy enum value set: [${values.join(", ")}]`;
}

function violation({ path, hidden }: Place, value: unknown, constraint: string): ConstraintViolation {
  return { path, shown: hidden ? undefined : `'${written(value)}'`, constraint };
}

/** As AWS's services write values: lists `[a, b]`, maps `{a=b}`. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  if (!isJson(value)) return String(value);
  return `{${Object.entries(value)
    .map(([name, item]) => `${name}=${written(item)}`)
    .join(", ")}}`;
}
