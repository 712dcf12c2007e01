import type { Caller } from "../authentication/caller";
import type { CallerRights } from "./caller-policies";

/** An IAM identity that asks for something. */
interface IdentityFacts {
  readonly caller: Caller;
  readonly rights: Pick<CallerRights, "principalArn" | "tags">;
}

/** An AWS service that asks for something in its own name, for a resource of a customer. */
export interface ServiceFacts {
  /** Service principal, for example `lambda.amazonaws.com`. */
  readonly service: string;
  /** The resource the service acts for, and where it is. */
  readonly sourceArn: string;
  readonly sourceAccountId: string;
  readonly region: string;
}

/** What condition keys are read from: who asks, for what, and when. */
export interface ConditionFacts {
  readonly principal: IdentityFacts | ServiceFacts;
  /** What is asked, for example `iam:GetRole`. @default - an action of a service that has an endpoint in each region */
  readonly action?: string;
  /** Account that owns the resource, twelve digits. */
  readonly resourceAccountId: string;
  /** Tags of the resource that the request is for, key → value. @default - none, or the resource has none yet */
  readonly resourceTags?: Readonly<Record<string, string>>;
  /**
   * Service principals through which the request came: services that ask others in the caller's name ("forward access sessions"),
   * in their order. @default - none, the caller asks itself
   */
  readonly calledVia?: readonly string[];
  readonly now: Date;
}

/** The IAM identity that asks; `undefined` when a service does. */
export function identityOf({ principal }: ConditionFacts): IdentityFacts | undefined {
  return "caller" in principal ? principal : undefined;
}

/** The service that asks in its own name; `undefined` when an IAM identity does. */
export function serviceOf({ principal }: ConditionFacts): ServiceFacts | undefined {
  return "service" in principal ? principal : undefined;
}
