import type { StateResource } from "../../../access/terraform/plan-json";
import { DATABASE_TAG_PREFIX } from "../../../aws/redshift";
import { VARIABLE_NAME } from "../../../config/schema/variable-name";
import { ENVIRONMENT } from "../../../redshift-data/link/environment-names";
import type { Difference } from "./differences/difference";
import { changedVariables, variablesOf } from "./differences/shown-value";
import type { DriftSeverity, FindingKind } from "./finding";
import type { Meaning } from "./meaning/meaning";

/** What is serious whatever it means for access, and whichever attribute tells it. */
const SERIOUS: readonly FindingKind[] = ["code", "deleted", "dead-principal"];

/** Attributes that let nobody get at anything, by type of resource. */
const HARMLESS: Readonly<Record<string, readonly string[]>> = {
  // What it shows, nobody acts on by itself.
  aws_cloudwatch_dashboard: ["dashboard_body"],
  aws_cloudwatch_log_group: ["retention_in_days"],
  aws_cloudwatch_metric_alarm: ["alarm_description"],
  // The id of a role that was made again: whatever trusted the old one has a finding of its own.
  aws_iam_role: ["description", "max_session_duration", "unique_id"],
  aws_lambda_function: ["description", "ephemeral_storage", "memory_size", "timeout"],
  aws_lambda_function_event_invoke_config: ["maximum_event_age_in_seconds", "maximum_retry_attempts"],
  aws_lambda_provisioned_concurrency_config: ["provisioned_concurrent_executions"],
};

/** Attributes of which the simulator, and the comparison with the statements of a link, tell all there is, by type. */
const TOLD_BY_MEANING: Readonly<Record<string, readonly string[]>> = {
  aws_iam_role: ["assume_role_policy"],
  aws_iam_role_policy: ["policy"],
  aws_iam_role_policies_exclusive: ["policy_names"],
  aws_iam_role_policy_attachments_exclusive: ["policy_arns"],
};

/** Variables of the function that name it in a log, or bound how long it waits. */
const HARMLESS_VARIABLES: readonly string[] = [ENVIRONMENT.linkName, ENVIRONMENT.statementTimeoutSeconds];

/**
 * How serious a difference is: by what it means for access first, then by a list of what is known to be harmless. Everything else
 * is serious, also an attribute that the provider gets next year.
 *
 * @param base resources of the state that the difference is seen from
 */
export function severityOf(
  difference: Pick<Difference, "kind" | "address" | "attribute" | "before" | "after" | "edit">,
  { grants, breaks, unknown }: Meaning,
  base: readonly StateResource[],
): DriftSeverity {
  if (grants) return "critical";
  const { kind, attribute } = difference;
  if (breaks || unknown !== undefined || SERIOUS.includes(kind)) return "high";
  if (attribute === "tags_all") return isDatabaseTag(difference) ? "high" : "low";
  return isHarmless(difference, base) ? "medium" : "high";
}

function isHarmless(
  { address, attribute, edit }: Pick<Difference, "address" | "attribute" | "edit">,
  base: readonly StateResource[],
): boolean {
  if (attribute === undefined) return false;
  const type = address.slice(0, address.indexOf("."));
  if ([HARMLESS, TOLD_BY_MEANING].some((list) => list[type]?.includes(attribute))) return true;
  if (type !== "aws_lambda_function" || attribute !== "environment" || !("set" in edit)) return false;
  const before = base.find((resource) => resource.address === address)?.values.environment;
  return changedVariables(before, edit.value).every((name) => isHarmlessVariable(name, variablesOf(before)));
}

/** A variable of the user's own that was deployed: neither the function nor what runs before its code reads it. */
function isHarmlessVariable(name: string, deployed: Readonly<Record<string, unknown>>): boolean {
  if (Object.values<string>(ENVIRONMENT).includes(name)) return HARMLESS_VARIABLES.includes(name);
  return Object.hasOwn(deployed, name) && VARIABLE_NAME.safeParse(name).success;
}

const DATABASE_TAG_NAME = new RegExp(`"${DATABASE_TAG_PREFIX}\\w*":`, "i");

/** Whether a tag that gives the database session something was set, changed or removed. */
function isDatabaseTag({ before, after }: Pick<Difference, "before" | "after">): boolean {
  // Both are the tags as JSON; a tag's value cannot pass for a name, since its quotes are escaped.
  return DATABASE_TAG_NAME.test(`${before} ${after}`);
}
