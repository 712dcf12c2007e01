import { SignatureV4 } from "@smithy/signature-v4";
import { defaultProvider } from "../../../../redshift-data/client/sdk/no-credential-chain";
import {
  EventStreamSerde,
  eventStreamSerdeProvider,
} from "../../../../redshift-data/client/sdk/no-event-streams";
import { SignatureV4MultiRegion } from "../../../../redshift-data/client/sdk/one-region-signer";

test("what is left out of the bundle says so when it is reached", async () => {
  await expect(defaultProvider()()).rejects.toThrow("no chain of credential providers; give the client its");
  expect(() => new EventStreamSerde()).toThrow(
    "no event streams; the operation needs @smithy/core/event-streams",
  );
  expect(eventStreamSerdeProvider).toThrow("no event streams; the client needs @smithy/core/event-streams");
});

test("the signer is the SDK's own SigV4, and never offers SigV4a", () => {
  expect(Object.getPrototypeOf(SignatureV4MultiRegion)).toBe(SignatureV4);
  expect(Object.getOwnPropertyNames(SignatureV4MultiRegion.prototype)).toEqual(["constructor"]);
  expect(SignatureV4MultiRegion.sigv4aDependency()).toBe("none");
});
