import { findProgram } from "../../tools/lib/process/find-program";

const TERRAFORM = process.env.TERRAFORM_BINARY_NAME ?? "terraform";

/** Whether a test may be skipped for what this machine lacks. CI has everything: there such a test fails. */
export const MAY_SKIP = process.env.CI !== "true";

/** Programs an integration test needs and this machine lacks. */
function missing(programs: readonly string[]): string[] {
  return programs.filter((program) => findProgram(program) === undefined);
}

/**
 * `describe` for tests that need programs. Without them it skips and says so; in CI the tests run, and fail, instead.
 */
export function describeWith(programs: readonly string[], name: string, body: () => void): void {
  const absent = missing(programs);
  if (absent.length === 0 || !MAY_SKIP) {
    describe(name, body);
    return;
  }
  describe.skip(`${name} (skipped: ${absent.join(", ")} not on PATH)`, body);
}

export const TERRAFORM_ONLY = [TERRAFORM];
export const REHEARSAL_PROGRAMS = [TERRAFORM, "moto_server"];
