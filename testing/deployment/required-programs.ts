import { findProgram } from "../../tools/lib/process/find-program";

const TERRAFORM = process.env.TERRAFORM_BINARY_NAME ?? "terraform";

/** Programs an integration test needs and this machine lacks. */
function missing(programs: readonly string[]): string[] {
  return programs.filter((program) => findProgram(program) === undefined);
}

/**
 * `describe` for tests that need programs. Without them it skips and says so; under `CI=true` the tests run, and
 * fail, instead.
 */
export function describeWith(programs: readonly string[], name: string, body: () => void): void {
  const absent = missing(programs);
  if (absent.length === 0 || process.env.CI === "true") {
    describe(name, body);
    return;
  }
  describe.skip(`${name} (skipped: ${absent.join(", ")} not on PATH)`, body);
}

export const TERRAFORM_ONLY = [TERRAFORM];
export const REHEARSAL_PROGRAMS = [TERRAFORM, "moto_server"];
