import { ToolError } from "../terminal/tool-error";

/** Decides who can do what; AGPL-3.0, and for that reason optional. */
const PACKAGE = "@cloud-copilot/iam-simulate";

/**
 * Ends a command that decides requests where the package for it is left out, before it starts or writes anything.
 *
 * @param resolve finds a package or throws
 * @throws ToolError `SIMULATOR_MISSING`
 */
export function requirePolicySimulator(resolve: (name: string) => string = require.resolve): void {
  try {
    resolve(PACKAGE);
  } catch (error) {
    throw new ToolError(
      "SIMULATOR_MISSING",
      `this command decides IAM requests with ${PACKAGE}, an optional package under AGPL-3.0 that is not installed; npm ci installs it`,
      { cause: error },
    );
  }
}
