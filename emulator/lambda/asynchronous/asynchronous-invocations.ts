import { type Caller, roleSession } from "../../authentication/caller";
import type { DeployedFunctions } from "../deployed-functions";
import type { ContainerPool } from "../invocation/container-pool";
import type { Executor, FunctionEvent, RunnableFunction } from "../invocation/executor";
import type { InvocationAnswer } from "../invocation/invocation-answer";
import type { DestinationCondition } from "./destination-record";
import type { Destinations } from "./destinations";
import type { EventInvokeConfigs } from "./event-invoke-config";

/** Lambda's defaults (Lambda developer guide, "Configuring error handling settings for asynchronous invocations"). */
const DEFAULT_RETRY_ATTEMPTS = 2;
const DEFAULT_EVENT_AGE_SECONDS = 21_600;

/** What Lambda waits before the first and before the second repetition of a failed event, milliseconds. */
const AWS_RETRY_DELAYS_MILLISECONDS = [60_000, 120_000] as const;

/** What is waited here instead, unless told otherwise: a hundredth. An event's age counts the time that AWS would have waited. */
export const SHORTENED_RETRY_DELAYS_MILLISECONDS: readonly number[] = [600, 1_200];

/** What Lambda waits before it runs a throttled event again, milliseconds; from one second to five minutes on AWS. */
const THROTTLED_DELAY_MILLISECONDS = 200;

/** What events are handled with. */
interface AsynchronousInvocationsOptions {
  readonly executor: Pick<Executor, "execute">;
  readonly pool: Pick<ContainerPool, "busyCount">;
  readonly deployed: Pick<DeployedFunctions, "reservedConcurrency" | "deadLetterTarget">;
  readonly configs: Pick<EventInvokeConfigs, "of">;
  readonly destinations: Pick<Destinations, "send" | "sendDeadLetter">;
  /** Before each repetition; an event that fails more often waits as long as before the last. */
  readonly retryDelaysMilliseconds: readonly number[];
  /** Takes what runs on after the client was answered, so that closing can wait for it. */
  readonly background: (running: Promise<unknown>) => void;
  /** Resolves after the time, or at once when the emulator closes. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** The emulator closes: nothing is repeated any more. */
  readonly isClosed: () => boolean;
}

/** How an event ended. */
interface EventEnd {
  /** As it was run last. */
  readonly target: RunnableFunction;
  readonly condition: DestinationCondition;
  readonly attempts: number;
  readonly answer?: InvocationAnswer;
}

/** Events that nobody waits for: repeated when the function fails, and told to a destination in the end. */
export class AsynchronousInvocations {
  constructor(private readonly options: AsynchronousInvocationsOptions) {}

  /**
   * Takes an event; it runs on after this returns.
   *
   * @param again the function as it is deployed when the event is repeated
   */
  accept(target: RunnableFunction, invocation: FunctionEvent, again: () => Promise<RunnableFunction>): void {
    this.options.background(this.run(target, invocation, again));
  }

  private async run(
    first: RunnableFunction,
    invocation: FunctionEvent,
    again: () => Promise<RunnableFunction>,
  ): Promise<void> {
    const end = await this.handle(first, invocation, again);
    if (end === undefined) return;
    const { condition, attempts, answer, target } = end;
    const { reference, configuration } = target;
    const { requestId, event } = invocation;
    const handled = {
      reference,
      executedVersion: configuration.version,
      ...{ requestId, event, condition, attempts },
      ...(answer === undefined ? {} : { answer }),
    };
    const role: Caller = roleSession(target.role, reference.name);
    const { OnSuccess, OnFailure } = this.configOf(target).DestinationConfig ?? {};
    const destination = condition === "Success" ? OnSuccess?.Destination : OnFailure?.Destination;
    if (destination !== undefined) await this.options.destinations.send(role, destination, handled);
    const deadLetterTarget = this.options.deployed.deadLetterTarget(reference.arn);
    if (condition !== "Success" && deadLetterTarget !== undefined)
      await this.options.destinations.sendDeadLetter(role, deadLetterTarget, handled);
  }

  /** Absent when the emulator closed meanwhile. */
  private async handle(
    first: RunnableFunction,
    invocation: FunctionEvent,
    again: () => Promise<RunnableFunction>,
  ): Promise<EventEnd | undefined> {
    const { executor, wait, isClosed, deployed, retryDelaysMilliseconds } = this.options;
    const config = this.configOf(first);
    const maxRetries = config.MaximumRetryAttempts ?? DEFAULT_RETRY_ATTEMPTS;
    const maxAgeMilliseconds = (config.MaximumEventAgeInSeconds ?? DEFAULT_EVENT_AGE_SECONDS) * 1000;
    const acceptedAt = performance.now();
    let sparedMilliseconds = 0;
    const isTooOld = (delay: number) =>
      performance.now() - acceptedAt + sparedMilliseconds + delay >= maxAgeMilliseconds;
    let target = first;
    let attempts = 0;
    let answer: InvocationAnswer | undefined;
    const ended = (condition: DestinationCondition): EventEnd => ({
      ...{ target, condition, attempts },
      ...(answer === undefined ? {} : { answer }),
    });
    while (!isClosed()) {
      if (deployed.reservedConcurrency(target.reference.arn) === 0) return ended("ZeroReservedConcurrency");
      if (this.isThrottled(target)) {
        if (isTooOld(THROTTLED_DELAY_MILLISECONDS)) return ended("EventAgeExceeded");
        await wait(THROTTLED_DELAY_MILLISECONDS);
        continue;
      }
      answer = await executor.execute(target, invocation);
      attempts += 1;
      if (answer.failure === undefined) return ended("Success");
      if (attempts > maxRetries) return ended("RetriesExhausted");
      const awsDelay = AWS_RETRY_DELAYS_MILLISECONDS[attempts - 1] ?? AWS_RETRY_DELAYS_MILLISECONDS[1];
      if (isTooOld(awsDelay)) return ended("EventAgeExceeded");
      const delay = retryDelaysMilliseconds[attempts - 1] ?? retryDelaysMilliseconds.at(-1) ?? awsDelay;
      sparedMilliseconds += Math.max(awsDelay - delay, 0);
      await wait(delay);
      if (!isClosed()) target = await again();
    }
    return undefined;
  }

  private isThrottled({ reference }: RunnableFunction): boolean {
    const reserved = this.options.deployed.reservedConcurrency(reference.arn);
    return reserved !== undefined && this.options.pool.busyCount(reference.arn) >= reserved;
  }

  private configOf({ reference }: RunnableFunction) {
    return this.options.configs.of(`${reference.arn}:${reference.qualifier ?? "$LATEST"}`);
  }
}
