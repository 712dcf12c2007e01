import { systemClock } from "./client/calls/clock";
import { createHandlerLink, type HandlerLink } from "./handler-link";
import type { LambdaContext } from "./lambda-invocation";
import type { CopyBucket, CopySettings } from "./link/copy-settings";
import type { LinkSettings } from "./link/link-settings";
import { createLinkClient } from "./link-client";
import type { PlayedAnswer } from "./played-answers";
import { type PlayedStatement, playDataApi } from "./played-data-api";

/*
 * A link for the tests of handlers: no AWS, no network. What the library does with a statement (its token, its deadline, its
 * errors, its line in the log) is the library's own; only the Data API behind it is played. Nothing deployed imports this.
 */

/** What becomes of the statements that fit. The first that fits answers. */
export type FakeAnswer = PlayedAnswer;

/** A link for handlers that remembers what it was asked. */
export interface FakeLink extends HandlerLink {
  /** Every statement that was run, in order; those of a batch each for itself. */
  readonly statements: readonly PlayedStatement[];
  /** Ids of the statements and batches that were cancelled. */
  readonly cancelled: readonly string[];
  /** The lines of the log, as objects. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

const SETTINGS: LinkSettings = {
  linkName: "fake",
  dataRoleArn: "arn:aws:iam::222222222222:role/fake-data",
  roleSessionName: "fake-query",
  redshiftAccountId: "222222222222",
  redshiftRegion: "eu-west-1",
  lambdaRegion: "eu-west-1",
  target: { ClusterIdentifier: "fake", Database: "dev", DbUser: "tester" },
};

/** Lambda's context of one invocation. The same request id again: Lambda repeats the event. */
export function fakeContext({
  requestId = "00000000-0000-4000-8000-000000000000",
  remainingMilliseconds = 60_000,
}: {
  readonly requestId?: string;
  readonly remainingMilliseconds?: number;
} = {}): LambdaContext {
  const endsAt = Date.now() + remainingMilliseconds;
  return {
    awsRequestId: requestId,
    functionName: "fake-query",
    invokedFunctionArn: "arn:aws:lambda:eu-west-1:111111111111:function:fake-query",
    getRemainingTimeInMillis: () => Math.max(0, endsAt - Date.now()),
  };
}

/** A bucket of the fake link. */
interface FakeBucket extends Partial<CopyBucket> {
  readonly name: string;
}

/**
 * A link whose database answers as told.
 *
 * @param answers what becomes of which statements; one that none fits fails, and says which it was
 * @param buckets those that `copy` and `unload` may use. What is not told of one: any key may be read and written, and it is in the
 * region of the warehouse. Default: none
 * @throws Error for rows that no result has
 */
export function fakeLink(answers: readonly FakeAnswer[], buckets: readonly FakeBucket[] = []): FakeLink {
  const statements: PlayedStatement[] = [];
  const cancelled: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const api = playDataApi(answers, statements, cancelled);
  const client = createLinkClient({
    settings: { ...SETTINGS, ...(buckets.length > 0 && { copy: fakeCopySettings(buckets) }) },
    sts: {
      assumeRole: async () => ({
        Credentials: {
          AccessKeyId: "FAKE",
          SecretAccessKey: "fake",
          SessionToken: "fake",
          Expiration: new Date(Date.now() + 3_600_000),
        },
        AssumedRoleUser: {
          AssumedRoleId: "FAKE:fake-query",
          Arn: "arn:aws:sts::222222222222:assumed-role/fake-data/fake-query",
        },
      }),
    },
    connect: () => api,
    clock: systemClock,
  });
  const link = createHandlerLink({
    linkName: SETTINGS.linkName,
    client,
    clock: systemClock,
    log: (line) => void lines.push(JSON.parse(line)),
  });
  return { ...link, statements, cancelled, lines };
}

function fakeCopySettings(buckets: readonly FakeBucket[]): CopySettings {
  return {
    copyRoleArn: "arn:aws:iam::222222222222:role/fake-copy",
    buckets: buckets.map((bucket) => ({
      region: SETTINGS.redshiftRegion,
      bucketRoleArn: `arn:aws:iam::111111111111:role/fake-${bucket.name}`,
      copyFrom: [""],
      unloadTo: [""],
      ...bucket,
    })),
  };
}
