import { isJson } from "../../../aws/json";
import { FUNCTION_ALARM_NAMES, FUNCTION_ALARMS, LAMBDA_METRICS } from "../../../aws/monitoring/cloudwatch";
import {
  anyOf,
  type BlockForm,
  integerBetween,
  listOfOne,
  literalText,
  readElsewhere,
  textLike,
  type ValueCheck,
} from "./checks";
import { ARN, COMMON, FUNCTION_NAME, KMS_KEY, PROVIDER_REFERENCE, TAGS } from "./common-arguments";

const TOPIC = textLike(/^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/);

const ofAlarms = (member: "metric" | "statistic"): ValueCheck =>
  anyOf(...FUNCTION_ALARM_NAMES.map((alarm) => FUNCTION_ALARMS[alarm][member]));

/** Of which function, the review judges. */
const DIMENSIONS: ValueCheck = (value) =>
  isJson(value) &&
  Object.keys(value).join() === LAMBDA_METRICS.dimension &&
  FUNCTION_NAME(value[LAMBDA_METRICS.dimension]);

/** An alarm may tell a topic, and do nothing else: CloudWatch could also invoke functions and stop machines. */
const ALARM: BlockForm = {
  required: {
    ...PROVIDER_REFERENCE,
    alarm_actions: listOfOne(TOPIC),
    alarm_name: textLike(/^[\w-]+$/),
    comparison_operator: anyOf("GreaterThanOrEqualToThreshold"),
    dimensions: DIMENSIONS,
    evaluation_periods: anyOf(1, "1"),
    metric_name: ofAlarms("metric"),
    namespace: anyOf(LAMBDA_METRICS.namespace),
    period: integerBetween(60, 86_400),
    statistic: ofAlarms("statistic"),
    threshold: integerBetween(1, 1_000_000_000),
    treat_missing_data: anyOf("notBreaching"),
  },
  optional: {
    ...COMMON,
    ...TAGS,
    region: readElsewhere,
    alarm_description: literalText,
    // Filled in by the provider.
    actions_enabled: anyOf(true),
    arn: ARN,
    datapoints_to_alarm: anyOf(0),
  },
  unset: ["tags", "ok_actions", "insufficient_data_actions"],
};

/** What the body shows, the review compares. */
const DASHBOARD: BlockForm = {
  required: { ...PROVIDER_REFERENCE, dashboard_body: literalText, dashboard_name: textLike(/^[\w-]+$/) },
  optional: { ...COMMON, region: readElsewhere, dashboard_arn: ARN },
};

/** Names and ARNs of the link's parts, in the open or encrypted; that type, value and key are of one kind, the review judges. */
const PARAMETER: BlockForm = {
  required: {
    ...PROVIDER_REFERENCE,
    name: textLike(/^(?:\/[\w.-]+)+$/),
    type: anyOf("String", "SecureString"),
  },
  optional: {
    ...COMMON,
    ...TAGS,
    region: readElsewhere,
    insecure_value: literalText,
    key_id: KMS_KEY,
    value: literalText,
    // Filled in by the provider.
    arn: ARN,
    data_type: anyOf("text"),
    tier: anyOf("Standard", "Advanced", "Intelligent-Tiering"),
    version: integerBetween(1, Number.MAX_SAFE_INTEGER),
  },
  unset: ["tags"],
};

/** What watches a link and tells of it, by type. */
export const MONITORING_ARGUMENTS: Readonly<Record<string, BlockForm>> = {
  aws_cloudwatch_dashboard: DASHBOARD,
  aws_cloudwatch_metric_alarm: ALARM,
  aws_ssm_parameter: PARAMETER,
};
