import { z } from "zod";
import { nameInArn, parseArn } from "../../aws/arn";

/**
 * Builders of the schema's fields. Every error text is the second half of a message, `<allowed>; <what to do>`:
 * the reporter puts `is <found>, expected ` in front of it.
 */

/** The last part of an error text: what to do. */
const ADVICE = /; [^;]*$/;

/** A text of one shape. */
export function text(pattern: RegExp, allowed: string) {
  return z.string({ error: allowed }).regex(pattern, { error: allowed });
}

/** A text that names what also has an ARN: whoever writes that one instead is told the name. */
export function name(pattern: RegExp, allowed: string) {
  const error = ({ input }: { readonly input?: unknown }) => {
    if (typeof input !== "string" || parseArn(input) === undefined) return allowed;
    const { name: own, path = "/" } = nameInArn(input) ?? {};
    const meant = own === undefined ? "" : `: ${own}${path === "/" ? "" : `, and path: ${path}`}`;
    return `${allowed.replace(ADVICE, "")}; write the name alone, not the ARN${meant}`;
  };
  return z.string({ error: allowed }).regex(pattern, { error });
}

/** Path of an object in a store: no part of it is empty, `.` or `..`, which Terraform refuses, or somebody on the way takes out. */
export function objectPath(maxCharacters: number) {
  return text(
    new RegExp(`^(?!/)(?!.*//)(?!(?:.*/)?\\.{1,2}(?:/|$))[\\w!.()'+=@,/-]{1,${maxCharacters}}(?<!/)$`),
    `up to ${maxCharacters} letters, digits and _!.()'+=@,/-, with one slash between its parts, none of them . or ..; correct it`,
  );
}

/** A whole number between two bounds, both included. */
export function wholeNumber(min: number, max: number, allowed: string) {
  return z.int({ error: allowed }).min(min, { error: allowed }).max(max, { error: allowed });
}

const FLAG = "true or false";

/** What YAML 1.1 reads as one of the two, and YAML 1.2, which links files are in, as a text. */
const FORMER_FLAGS: ReadonlyMap<string, boolean> = new Map([
  ...["yes", "on", "y"].map((word) => [word, true] as const),
  ...["no", "off", "n"].map((word) => [word, false] as const),
]);

/** true or false, unquoted. */
export function flag() {
  return z.boolean({
    error: ({ input }) => {
      const word = typeof input === "string" ? input.trim().toLowerCase() : "";
      const meant = FORMER_FLAGS.get(word);
      if (meant !== undefined) return `${FLAG}; write ${meant}, because ${word} is a text in YAML 1.2`;
      if (word === "true" || word === "false") return `${FLAG}; write ${word} without quotes`;
      return `${FLAG}; write one of the two`;
    },
  });
}

/** One of a list of words. */
export function oneOf<const Words extends readonly string[]>(...words: Words) {
  return z.enum(words, { error: `one of ${words.join(", ")}; choose one of them` });
}

const KNOWN_FIELDS_SEPARATOR = ", ";

/** A map with exactly these fields. For an unknown field the error text is the list of the known ones. */
export function section<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape).join(KNOWN_FIELDS_SEPARATOR);
  return z.strictObject(shape, {
    error: ({ code }) =>
      code === "unrecognized_keys" ? known : `a map with the fields ${known}; indent them below it`,
  });
}

/** Reads back the field list that {@link section} puts into its error text. */
export function knownFields(errorText: string): readonly string[] {
  return errorText.split(KNOWN_FIELDS_SEPARATOR);
}
