import { isJson, type Json } from "../../../aws/json";
import { blocks } from "../json-record";

/** Whether a value is one that the stack of a link writes at its place. */
export type ValueCheck = (value: unknown) => boolean;

/** What may stand in a block: name → check. */
export type Arguments = Readonly<Record<string, ValueCheck>>;

/** What a block of a link says. */
export interface BlockForm {
  /** Arguments that the block always has: without one Terraform takes a default, or what it finds. */
  readonly required: Arguments;
  /** Arguments that it may have. Absent: none. */
  readonly optional?: Arguments;
  /** Arguments that the provider knows and no link gives a value: written as nothing, they say nothing. */
  readonly unset?: readonly string[];
}

/**
 * Where a stack comes from.
 *
 * - `synth`: `cdk.tf.json`, in which nothing stands that the synth does not write
 * - `plan-configuration`: the configuration that a plan was made of, which is that file without its section `terraform`
 * - `plan`: the values of a plan or a state, in which the provider fills in what nobody wrote, and which name no order
 */
export type StackOrigin = "synth" | "plan-configuration" | "plan";

/** An argument that is not as a link has it. */
export interface UnlikeArgument {
  readonly name: string;
  /** It is not there, or says nothing. Absent: it has another value than any link gives it. */
  readonly isMissing?: true;
}

/** Read and judged elsewhere, whatever it is. */
export const readElsewhere: ValueCheck = () => true;

/** A value without Terraform expressions, in its keys or in its texts. */
export const literal: ValueCheck = (value) => {
  if (typeof value === "string") return !/[$%]\{/.test(value.replace(/\$\$\{|%%\{/g, ""));
  if (Array.isArray(value)) return value.every(literal);
  if (isJson(value)) return Object.entries(value).every(([key, inner]) => literal(key) && literal(inner));
  return true;
};

/** A literal text. */
export const literalText: ValueCheck = (value) => typeof value === "string" && literal(value);

/** A map of literal texts. */
export const literalMap: ValueCheck = (value) =>
  isJson(value) && Object.entries(value).flat().every(literalText);

/** One of these values, and nothing else. */
export function anyOf(...values: readonly unknown[]): ValueCheck {
  return (value) => values.includes(value);
}

/** A whole number between two bounds, both included. Terraform also takes its digits as a text. */
export function integerBetween(min: number, max: number): ValueCheck {
  return (value) => {
    const number = typeof value === "string" && /^(?:0|[1-9]\d*)$/.test(value) ? Number(value) : value;
    return typeof number === "number" && Number.isInteger(number) && number >= min && number <= max;
  };
}

/** A literal text of this form. */
export function textLike(pattern: RegExp): ValueCheck {
  return (value) => typeof value === "string" && literal(value) && pattern.test(value);
}

/** A literal, or a reference of this form as the whole text. */
export function reference(pattern: RegExp): ValueCheck {
  return (value) => typeof value === "string" && value !== "" && (literal(value) || pattern.test(value));
}

export function listOf(check: ValueCheck): ValueCheck {
  return (value) => Array.isArray(value) && value.every(check);
}

/** A list with one entry. */
export function listOfOne(check: ValueCheck): ValueCheck {
  return (value) => Array.isArray(value) && value.length === 1 && value.every(check);
}

/** One block of this form, as an object or as a list of one. */
export function blockOf(form: BlockForm, origin: StackOrigin = "synth"): ValueCheck {
  return (value) => {
    const found = blocks(value);
    return found.length === 1 && found.every((block) => isOfForm(block, form, origin));
  };
}

export function isOfForm(block: Json, form: BlockForm, origin: StackOrigin = "synth"): boolean {
  return unlikeArguments(block, form, origin).length === 0;
}

/** Arguments that Terraform itself reads, so that even an empty value of one means something. */
const META_ARGUMENTS = ["count", "for_each", "lifecycle", "provisioner", "connection", "dynamic"];

/** The arguments of a block that are not as a link has them, those that are missing first. */
export function unlikeArguments(
  block: Json,
  { required, optional = {}, unset = [] }: BlockForm,
  origin: StackOrigin,
): readonly UnlikeArgument[] {
  const checkOf = (name: string) => [required, optional].find((known) => Object.hasOwn(known, name))?.[name];
  return [
    ...Object.keys(required)
      // `null` is how Terraform JSON leaves an argument out.
      .filter((name) => block[name] === undefined || block[name] === null)
      .map((name) => ({ name, isMissing: true }) as const),
    ...Object.entries(block)
      .filter(([name, value]) => {
        // A comment, in the body of any block.
        if (name === "//") return false;
        if (value === undefined || (value === null && !META_ARGUMENTS.includes(name))) return false;
        const isUnset = mayBeNothing(name, { required }) && (origin === "plan" || unset.includes(name));
        if (isUnset && isNothing(value)) return false;
        return checkOf(name)?.(value) !== true;
      })
      .map(([name]) => ({ name })),
  ];
}

/** How a plan, after a refresh, writes what nobody set: no value, an empty one, or a block of such values. */
export function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return true;
  if (Array.isArray(value)) return value.every((entry) => isJson(entry) && isNothing(entry));
  return isJson(value) && Object.values(value).every(isNothing);
}

/** Whether nothing, as the value of an argument, says nothing in a block of this form. */
export function mayBeNothing(name: string, { required }: Pick<BlockForm, "required">): boolean {
  return !Object.hasOwn(required, name) && !META_ARGUMENTS.includes(name);
}
