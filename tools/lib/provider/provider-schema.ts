import { BYTES, numberAt, pluginFields, pluginMessage } from "./plugin-message";

/** Fields of `GetProviderSchema.Response` that are maps by type: resources, data sources, ephemeral resources. */
const MAPS_BY_TYPE: readonly number[] = [2, 3, 8];
/** The key of a map's entry. */
const KEY_TAG = (1 << 3) | BYTES;

/**
 * A provider's schema without the types that a stack does not use: Terraform takes most of a plan's processor time to read those of
 * AWS, some 1,500. Terraform refuses a type that is not in the schema.
 *
 * @param message as gRPC sends it
 * @throws Error when it is not what a provider of protocol 5 answers
 */
export function schemaOfTypes(message: Buffer, isUsed: (type: string) => boolean): Buffer {
  return pluginMessage(
    pluginFields(message).filter(
      ({ number, content }) => !MAPS_BY_TYPE.includes(number) || isUsed(keyOf(content)),
    ),
  );
}

function keyOf(entry: Buffer): string {
  if (entry[0] !== KEY_TAG) throw new Error("an entry of the provider's schema does not begin with its type");
  const [length, start] = numberAt(entry, 1);
  return entry.toString("utf8", start, start + length);
}
