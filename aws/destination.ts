import { parseArn } from "./arn";

/** What Lambda does, with the role of a function, to send an event there: service of the ARN → action. */
const SENDING: Readonly<Record<string, string>> = {
  events: "events:PutEvents",
  lambda: "lambda:InvokeFunction",
  sns: "sns:Publish",
  sqs: "sqs:SendMessage",
};

/**
 * The action that sends an event to a destination (AWS Lambda developer guide, "Adding a destination").
 *
 * @returns `undefined` for an ARN of a service that takes none
 */
export function sendingAction(arn: string): string | undefined {
  const service = parseArn(arn)?.service ?? "";
  return Object.hasOwn(SENDING, service) ? SENDING[service] : undefined;
}
