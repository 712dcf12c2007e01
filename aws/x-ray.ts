/** What sends traces. Neither action has a resource type (AWS Lambda developer guide, "AWS X-Ray", execution role permissions). */
export const TRACE_ACTIONS: readonly string[] = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"];
