import type { SignedRequest } from "../../emulator/authentication/signed-request";
import { checkInput } from "../../emulator/service-models/check-input";

/** A request, the constraints that it breaks, and where AWS says so. */
export type ConstraintRow = readonly [
  what: string,
  request: SignedRequest,
  violations: readonly string[],
  source: string,
];

/** One broken constraint in AWS's words. @param value as it is shown; absent: it is not */
export function at(path: string, constraint: string, value?: string): string {
  return `Value${value === undefined ? "" : ` ${value}`} at '${path}' failed to satisfy constraint: ${constraint}`;
}

export const longest = (length: number) => `Member must have length less than or equal to ${length}`;
export const shortest = (length: number) => `Member must have length greater than or equal to ${length}`;
export const most = (value: number) => `Member must have value less than or equal to ${value}`;
export const least = (value: number) => `Member must have value greater than or equal to ${value}`;
export const pattern = (text: string) => `Member must satisfy regular expression pattern: ${text}`;
export const enumOf = (...values: string[]) => `Member must satisfy enum value set: [${values.join(", ")}]`;
export const each = (...constraints: string[]) =>
  `Member must satisfy constraint: [${constraints.join(", ")}]`;
export const NOT_NULL = "Member must not be null";

/** All of them in one message. */
export function detected(violations: readonly string[]): string {
  return `${violations.length} validation ${violations.length === 1 ? "error" : "errors"} detected: ${violations.join("; ")}`;
}

/** What a request is refused with before its service sees it; `undefined` when it is not. */
export function inputRefusal(request: SignedRequest): unknown {
  try {
    checkInput(request);
  } catch (error) {
    return error;
  }
  return undefined;
}

/**
 * A test for each row: what breaks constraints is refused with all of them.
 *
 * @param service as the tests' names say it
 * @param code of the service's protocol
 */
export function testRefusals(
  service: string,
  code: "ValidationError" | "ValidationException",
  rows: readonly ConstraintRow[],
): void {
  it.each(rows)(`${service} refuses %s`, (_, request, violations) => {
    expect(inputRefusal(request)).toMatchObject({ code, message: detected(violations), httpStatus: 400 });
  });
}
