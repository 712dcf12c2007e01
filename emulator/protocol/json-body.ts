import type { AwsRequest } from "./aws-request";

/** The members of a JSON body; none when it is not a JSON object, which whoever answers the request will say. */
export function jsonBody({ body }: Pick<AwsRequest, "body">): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body.toString("utf8") || "{}");
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
