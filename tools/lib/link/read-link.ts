import { type LinkAccess, readLinkAccess } from "../../../access/link/link-access";
import { SETTINGS_CODEC } from "./settings-codec";

/**
 * The link in a synthesized stack (`cdk.tf.json` as an object), or in a state of a plan in the same shape.
 *
 * @param documents texts of managed policies and boundaries, see {@link readLinkAccess}
 * @throws AccessError when the stack holds no such link, or parts of it are not known yet
 */
export function readLink(stackJson: unknown, documents?: Readonly<Record<string, unknown>>): LinkAccess {
  return readLinkAccess(stackJson, SETTINGS_CODEC, documents);
}
