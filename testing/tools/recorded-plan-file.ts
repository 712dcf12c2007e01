import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Unzipped, unzipSync, zipSync } from "fflate";

const FILE = join(__dirname, "recorded-plan-files/analytics.tfplan");

/** What `terraform show -json` printed of {@link recordedPlanFile}. */
export const RECORDED_PLAN_JSON = readFileSync(`${FILE}.json`, "utf8");

/** What a plan file that Terraform 1.11 wrote holds: two resources, of which one is made of an unknown value of the other. */
export function recordedEntries(): Unzipped {
  return unzipSync(readFileSync(FILE));
}

/** That plan file with these of its files replaced, added, or taken away (`undefined`). */
export function recordedPlanFile(
  changed: Readonly<Record<string, Uint8Array | string | undefined>> = {},
): Uint8Array {
  const entries = recordedEntries();
  for (const [name, content] of Object.entries(changed)) {
    if (content === undefined) delete entries[name];
    else entries[name] = new Uint8Array(typeof content === "string" ? Buffer.from(content) : content);
  }
  return zipSync(entries);
}
