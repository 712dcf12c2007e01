import type { Json } from "../../../../aws/json";
import type { Link } from "../../../../config/link";
import type { LookId } from "../../../lib/link/looks";

/** What AWS says of a part beside what is named here: filters, destinations, roles, what AWS gets next year. Absent: nothing. */
interface WithOthers {
  readonly others?: Json;
}

/** One thing in the accounts that no plan holds, with what tells it from another of its kind. */
export type FoundPart =
  | {
      readonly look: "function-policy";
      /** Alias or version. Absent: the function itself. */
      readonly qualifier?: string;
      /** One statement of the policy, decoded. */
      readonly statement: Json;
    }
  | (WithOthers & {
      readonly look: "function-url";
      readonly qualifier?: string;
      /** `NONE`: Lambda asks callers for no signature. */
      readonly authType: string;
      readonly url: string;
    })
  | {
      readonly look: "function-alias";
      readonly name: string;
      readonly version: string;
      /** Version → share of the invocations that it gets beside `version`. */
      readonly otherVersions?: Readonly<Record<string, number>>;
    }
  | {
      readonly look: "function-version";
      readonly version: string;
      readonly codeSha256: string;
      /** When it was published: a function that was made again counts from 1 again. */
      readonly published?: string;
    }
  | (WithOthers & {
      readonly look: "event-source";
      readonly id: string;
      /** Absent: a source without an ARN, such as a Kafka cluster of one's own. */
      readonly sourceArn?: string;
      /** Lambda's word, for example `Enabled`. */
      readonly state: string;
    })
  | (WithOthers & {
      readonly look: "async-config";
      readonly qualifier?: string;
      /** ARNs that get the results, or the failures. */
      readonly onSuccess?: string;
      readonly onFailure?: string;
      readonly maximumRetryAttempts?: number;
      readonly maximumEventAgeSeconds?: number;
    })
  | (WithOthers & {
      readonly look: "log-subscription";
      readonly name: string;
      readonly destinationArn: string;
      /** Empty: every line. */
      readonly pattern: string;
    });

/** Something that could not be looked at. */
export interface RefusedLook {
  /** Absent: nothing in the account could. */
  readonly look?: LookId;
  readonly account: "lambda" | "redshift";
  /** What AWS, or the chain of credentials, said. */
  readonly reason: string;
}

/** What was found beside the plan of a link. */
export interface BeyondPlan {
  readonly parts: readonly FoundPart[];
  readonly refusals: readonly RefusedLook[];
  /** Texts of the policies that the link names and this project does not keep: ARN → decoded document. */
  readonly documents: Readonly<Record<string, unknown>>;
}

/** Looks into the accounts of a link. Rejects for an interruption only: what AWS refuses is a result. */
export type LookBeyondPlan = (link: Link) => Promise<BeyondPlan>;
