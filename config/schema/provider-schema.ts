import { z } from "zod";
import { section, text } from "./fields";

const VERSION = text(
  /^(?:0|[1-9]\d{0,3})(?:\.(?:0|[1-9]\d{0,3})){2}$/,
  "one exact version, like 6.25.0; write all three numbers, without a sign and zeros before them",
);

const PLATFORM = text(
  /^(?:linux|darwin|windows|freebsd|openbsd)_(?:amd64|arm64|386|arm)$/,
  "a platform as Terraform calls it, like linux_amd64 or darwin_arm64; correct it",
);

const PLATFORMS = "a list of platforms; begin each with `- `";

/** Which AWS provider deploys the link. */
export const providerSchema = section({
  version: VERSION.describe(
    "The one version of the Terraform AWS provider that plans and deploys the link, at least 5.100.0 and below 7.0.0. After a change, npm run lock. " +
      "Default: any that works with the runtime; the committed lock file, if there is one, says which.",
  ).exactOptional(),
  platforms: z
    .array(PLATFORM, { error: PLATFORMS })
    .min(1, { error: PLATFORMS })
    .describe(
      "Platforms that the link's lock file must have checksums for: where people and pipelines run Terraform. npm run lock writes them. " +
        "Default: whichever the lock file has.",
    )
    .exactOptional(),
})
  .describe(
    "The Terraform AWS provider of the link (docs/many-links.md). Default: any that works with the function's runtime.",
  )
  .exactOptional();
