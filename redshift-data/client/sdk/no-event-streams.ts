/**
 * Stands in the bundle where the SDK has its event streams, which it loads for operations that stream events. Neither
 * STS nor the Data API has one.
 */
export class EventStreamSerde {
  constructor() {
    throw new Error("this bundle has no event streams; the operation needs @smithy/core/event-streams");
  }
}

export function eventStreamSerdeProvider(): never {
  throw new Error("this bundle has no event streams; the client needs @smithy/core/event-streams");
}
