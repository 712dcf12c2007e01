import { parseArn } from "../../../aws/arn";
import { accountOfCaller, type Caller } from "../../authentication/caller";
import type { IdentityAuthorizer } from "../../authorization/identity-authorizer";
import type { EmulatorEvent } from "../../emulator-event";
import type { MotoClient } from "../../moto/moto-client";
import { type FunctionReference, functionReference } from "../../protocol/function-reference";
import { destinationRecord, type HandledEvent, handledArn } from "./destination-record";

/** What events are delivered with. */
interface DestinationsOptions {
  readonly moto: Pick<MotoClient, "call">;
  readonly authorizer: Pick<IdentityAuthorizer, "quietDenial">;
  /** Hands an event to a function that is a destination. */
  readonly invoke: (reference: FunctionReference, event: string) => Promise<void>;
  readonly log: (event: EmulatorEvent) => void;
}

/** One delivery: the permission of the role that it needs, and the call itself. */
interface Delivery {
  readonly action: string;
  readonly deliver: () => Promise<boolean>;
}

/**
 * Sends what became of an event to where the function's settings say, with the rights of its role. As on AWS nobody waits for a
 * delivery that fails, and it is not repeated.
 */
export class Destinations {
  constructor(private readonly options: DestinationsOptions) {}

  /** @param destinationArn of a queue, a topic, an event bus or a function */
  async send(role: Caller, destinationArn: string, handled: HandledEvent): Promise<void> {
    const record = destinationRecord(handled, new Date());
    await this.deliver(role, destinationArn, this.deliveryOf(destinationArn, handled, record));
  }

  /** A dead-letter queue or topic is sent the event itself, with the error as attributes. */
  async sendDeadLetter(role: Caller, targetArn: string, handled: HandledEvent): Promise<void> {
    const { answer, requestId, event } = handled;
    const attributes = {
      RequestID: { DataType: "String", StringValue: requestId },
      ErrorCode: { DataType: "Number", StringValue: answer === undefined ? "429" : "200" },
      ErrorMessage: {
        DataType: "String",
        StringValue: answer?.failure?.errorMessage.slice(0, 1024) || "Rate Exceeded.",
      },
    };
    const service = parseArn(targetArn)?.service;
    const delivery =
      service === "sqs"
        ? this.toQueue(targetArn, event, attributes)
        : service === "sns"
          ? this.toTopic(targetArn, event, attributes)
          : undefined;
    await this.deliver(role, targetArn, delivery);
  }

  private async deliver(role: Caller, arn: string, delivery: Delivery | undefined): Promise<void> {
    const failed = (message: string) =>
      this.options.log({ kind: "failure", service: "lambda", operation: "Invoke", message });
    if (delivery === undefined) {
      failed(
        `the local accounts cannot deliver to ${arn}: only to queues, topics, event buses and functions`,
      );
      return;
    }
    const denial = await this.options.authorizer.quietDenial(role, {
      action: delivery.action,
      resource: arn,
      resourceAccountId: parseArn(arn)?.accountId ?? accountOfCaller(role).accountId,
      context: { "aws:RequestedRegion": parseArn(arn)?.region ?? "" },
    });
    if (denial !== undefined) return;
    if (!(await delivery.deliver())) failed(`${arn} did not take the event that was sent to it`);
  }

  private deliveryOf(arn: string, handled: HandledEvent, record: object): Delivery | undefined {
    const message = JSON.stringify(record);
    switch (parseArn(arn)?.service) {
      case "sqs":
        return this.toQueue(arn, message);
      case "sns":
        return this.toTopic(arn, message);
      case "events":
        return this.toEventBus(arn, handled, message);
      case "lambda":
        return this.toFunction(arn, message);
      default:
        return undefined;
    }
  }

  private toQueue(arn: string, message: string, attributes?: object): Delivery {
    const { accountId = "", resource = "" } = parseArn(arn) ?? {};
    const input = {
      QueueUrl: `http://localhost/${accountId}/${resource}`,
      MessageBody: message,
      ...(attributes === undefined ? {} : { MessageAttributes: attributes }),
    };
    return {
      action: "sqs:SendMessage",
      deliver: () => this.callJson(arn, "AmazonSQS.SendMessage", input, "1.0"),
    };
  }

  private toTopic(arn: string, message: string, attributes: Readonly<Record<string, object>> = {}): Delivery {
    const form = new URLSearchParams({
      Action: "Publish",
      Version: "2010-03-31",
      TopicArn: arn,
      Message: message,
    });
    Object.entries(attributes).forEach(([name, value], index) => {
      const entry = `MessageAttributes.entry.${index + 1}`;
      form.set(`${entry}.Name`, name);
      for (const [member, text] of Object.entries(value)) form.set(`${entry}.Value.${member}`, String(text));
    });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return { action: "sns:Publish", deliver: () => this.call(arn, headers, form.toString()) };
  }

  private toEventBus(arn: string, handled: HandledEvent, detail: string): Delivery {
    const outcome = handled.condition === "Success" ? "Success" : "Failure";
    const entry = {
      EventBusName: arn,
      Source: "lambda",
      DetailType: `Lambda Function Invocation Result - ${outcome}`,
      Resources: [arn, handledArn(handled)],
      Detail: detail,
    };
    const input = { Entries: [entry] };
    return {
      action: "events:PutEvents",
      deliver: () => this.callJson(arn, "AWSEvents.PutEvents", input, "1.1"),
    };
  }

  private toFunction(arn: string, message: string): Delivery | undefined {
    const { accountId = "", region = "" } = parseArn(arn) ?? {};
    const reference = functionReference(arn, { accountId, region });
    if (reference === undefined) return undefined;
    return {
      action: "lambda:InvokeFunction",
      deliver: () =>
        this.options.invoke(reference, message).then(
          () => true,
          () => false,
        ),
    };
  }

  private callJson(arn: string, target: string, input: object, version: "1.0" | "1.1"): Promise<boolean> {
    const headers = { "content-type": `application/x-amz-json-${version}`, "x-amz-target": target };
    return this.call(arn, headers, JSON.stringify(input));
  }

  private async call(arn: string, headers: Readonly<Record<string, string>>, body: string): Promise<boolean> {
    const { accountId = "", region = "", service = "" } = parseArn(arn) ?? {};
    const { status } = await this.options.moto.call({ accountId, region, service, headers, body });
    return status < 300;
  }
}
