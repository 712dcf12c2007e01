import { pluginMessage } from "../../tools/lib/provider/plugin-message";

const field = (number: number, content: string) => ({
  whole: Buffer.concat([Buffer.from([(number << 3) | 2, Buffer.byteLength(content)]), Buffer.from(content)]),
});

/** What Terraform asks a provider to configure itself with: its version, the configuration, and what this Terraform can do. */
export function configureRequest(configuration: string, abilities = ""): Buffer {
  return pluginMessage([field(1, "1.11.4"), field(2, configuration), field(3, abilities)]);
}
