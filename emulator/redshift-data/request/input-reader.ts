import { isJson, type Json } from "../../../aws/json";
import { AwsError } from "../../protocol/aws-error";

interface TextLimits {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: RegExp;
  readonly oneOf?: readonly string[];
}

function memberName(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

function wrongType(name: string, expected: string): AwsError {
  return new AwsError("SerializationException", `${name} is of another type, expected ${expected}`);
}

function textViolation(value: string, { minLength = 0, maxLength, pattern, oneOf }: TextLimits) {
  if (value.length < minLength) return `have length greater than or equal to ${minLength}`;
  if (maxLength !== undefined && value.length > maxLength)
    return `have length less than or equal to ${maxLength}`;
  if (pattern?.test(value) === false) return `satisfy regular expression pattern: ${pattern.source}`;
  if (oneOf?.includes(value) === false) return `satisfy enum value set: [${oneOf.join(", ")}]`;
  return undefined;
}

/**
 * Reads the members of a request. Reports every member that breaks a constraint of the service's model at once, in the
 * words of AWS's services.
 */
export class InputReader {
  private readonly members: Json;
  private readonly violations: string[] = [];

  /** @throws AwsError SerializationException when the input is not an object */
  constructor(
    input: unknown,
    private readonly path = "",
  ) {
    if (!isJson(input)) throw wrongType("input", "an object");
    this.members = input;
  }

  text(name: string, limits: TextLimits = {}): string | undefined {
    const value = this.members[name] ?? undefined;
    if (value === undefined) return undefined;
    if (typeof value !== "string") throw wrongType(name, "a string");
    const constraint = textViolation(value, limits);
    if (constraint !== undefined) this.violate(name, `'${value}'`, constraint);
    return value;
  }

  requiredText(name: string, limits: TextLimits = {}): string {
    return this.text(name, limits) ?? this.missing(name, "");
  }

  integer(name: string, minimum: number, maximum: number): number | undefined {
    const value = this.members[name] ?? undefined;
    if (value === undefined) return undefined;
    if (typeof value !== "number" || !Number.isInteger(value)) throw wrongType(name, "an integer");
    if (value < minimum) this.violate(name, `'${value}'`, `have value greater than or equal to ${minimum}`);
    if (value > maximum) this.violate(name, `'${value}'`, `have value less than or equal to ${maximum}`);
    return value;
  }

  boolean(name: string): boolean | undefined {
    const value = this.members[name] ?? undefined;
    if (value !== undefined && typeof value !== "boolean") throw wrongType(name, "a boolean");
    return value;
  }

  list(name: string, minimum: number, maximum: number): readonly unknown[] | undefined {
    const value = this.members[name] ?? undefined;
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw wrongType(name, "a list");
    // The elements are not shown: they may be SQL or values.
    if (value.length < minimum) {
      this.violate(name, "'[]'", `have length greater than or equal to ${minimum}`);
    }
    if (value.length > maximum) {
      this.violate(name, `of ${value.length} elements`, `have length less than or equal to ${maximum}`);
    }
    return value;
  }

  /** A reader for each element of a list of structures; their violations count as this reader's. */
  structures<T>(
    name: string,
    minimum: number,
    maximum: number,
    read: (reader: InputReader) => T,
  ): readonly T[] {
    return (this.list(name, minimum, maximum) ?? []).map((element, index) => {
      const reader = new InputReader(element, `${memberName(name)}.${index + 1}.member.`);
      const value = read(reader);
      this.violations.push(...reader.violations);
      return value;
    });
  }

  /** Reports a required member that is absent and gives the stand-in. */
  missing<T>(name: string, standIn: T): T {
    this.violate(name, "null", "not be null");
    return standIn;
  }

  /** @throws AwsError ValidationException with every violation found so far */
  finish(): void {
    const count = this.violations.length;
    if (count === 0) return;
    const noun = count === 1 ? "error" : "errors";
    throw new AwsError(
      "ValidationException",
      `${count} validation ${noun} detected: ${this.violations.join("; ")}`,
    );
  }

  private violate(name: string, shown: string, constraint: string): void {
    this.violations.push(
      `Value ${shown} at '${this.path}${memberName(name)}' failed to satisfy constraint: Member must ${constraint}`,
    );
  }
}
