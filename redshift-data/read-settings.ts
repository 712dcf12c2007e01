import { QueryError } from "./errors/query-error";
import { decodeSettings, type Environment, type RunQuerySettings } from "./link/environment-settings";

/**
 * The settings of the function's own environment.
 *
 * @throws QueryError `CONFIGURATION_INVALID` that names every missing or bad variable
 */
export function readSettings(environment: Environment): RunQuerySettings {
  const { settings, problems } = decodeSettings(environment);
  if (settings !== undefined) return settings;
  throw new QueryError({
    code: "CONFIGURATION_INVALID",
    hop: "event",
    message: problems.join("; "),
    advice:
      "the function's environment is not what the project deploys: run the deployment of the link again",
  });
}
