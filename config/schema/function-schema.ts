import { z } from "zod";
import { name, oneOf, section, text, wholeNumber } from "./fields";
import { FUNCTION_DEMANDS } from "./function-demands-schema";
import { FUNCTION_RELEASE } from "./function-release-schema";
import { HANDLER_FIELDS, RUNTIME } from "./handler-schema";
import { EXISTING_FUNCTION_FIELDS } from "./parts/existing-schema";
import { VARIABLE_NAME, VARIABLE_VALUE } from "./variable-name";

/** Periods that CloudWatch Logs accepts (PutRetentionPolicy), days. */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** Two characters at least, because the name is also the default of the role session name. */
const FUNCTION_NAME = name(
  /^[A-Za-z0-9_-]{2,64}$/,
  "2 to 64 letters, digits, _ and -; shorten or correct it",
);

const SESSION_NAME = text(
  /^[\w+=,.@-]{2,64}$/,
  "2 to 64 letters, digits and _+=,.@- (STS's pattern); correct it",
);

/** Of `timeoutSeconds`. */
export const DEFAULT_TIMEOUT_SECONDS = 60;

/** The query function. */
export const functionSchema = section({
  name: FUNCTION_NAME.describe(
    "Name of the function, 2 to 64 characters. Default: <link name>-query.",
  ).exactOptional(),
  roleSessionName: SESSION_NAME.describe(
    "Session name of the assumed data role, 2 to 64 characters, the same in every container. " +
      "Default: the function's name.",
  ).exactOptional(),
  memoryMegabytes: wholeNumber(128, 10_240, "a whole number from 128 to 10240 (megabytes); correct it")
    .describe("Memory, megabytes, 128 to 10240.")
    .default(256),
  timeoutSeconds: wholeNumber(1, 900, "a whole number from 1 to 900 (seconds); correct it")
    .describe("Longest run of one invocation, seconds, 1 to 900.")
    .default(DEFAULT_TIMEOUT_SECONDS),
  statementTimeoutSeconds: wholeNumber(1, 899, "a whole number from 1 to 899 (seconds); correct it")
    .describe(
      "Longest time from the submission of a statement to its end, seconds, 1 to 899; then it is cancelled. " +
        "Default: as long as the invocation has.",
    )
    .exactOptional(),
  ...HANDLER_FIELDS,
  runtime: RUNTIME,
  architecture: oneOf("arm64", "x86_64").describe("Instruction set of the function.").default("arm64"),
  logRetentionDays: z
    .literal(LOG_RETENTION_DAYS, {
      error: `one of ${LOG_RETENTION_DAYS.join(", ")} (days, CloudWatch's periods); choose one of them`,
    })
    .describe("How long CloudWatch keeps the function's logs, days. Only the periods CloudWatch knows.")
    .default(30),
  reservedConcurrency: wholeNumber(
    0,
    100_000,
    "a whole number from 0 (instances; 0 stops the function); correct it",
  )
    .describe(
      "Instances reserved for the function; 0 stops it. Default: none, the account's unreserved pool.",
    )
    .exactOptional(),
  environment: z
    .record(VARIABLE_NAME, VARIABLE_VALUE, {
      error: "a map of variable names to texts; indent them below it",
    })
    .describe(
      "Environment variables beside those the project sets, together at most 4096 bytes with them. No secrets: " +
        "they are readable in the console and in the state.",
    )
    .default({}),
  ...FUNCTION_DEMANDS,
  ...EXISTING_FUNCTION_FIELDS,
  ...FUNCTION_RELEASE,
}).prefault({});
