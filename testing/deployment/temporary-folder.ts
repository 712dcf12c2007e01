import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { providerEnvironment } from "../../tools/lib/terraform/provider-mirror";
import { throwAwayEnvironment } from "../../tools/lib/terraform/throw-away-folder";

/** A temporary folder of one test file, removed when its tests are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "link-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The environment in which Terraform finds its provider here, in a folder that is thrown away; nothing of it names an account. */
export function terraformEnvironment(folder: string): NodeJS.ProcessEnv {
  const environment = providerEnvironment(join(folder, "terraform.rc"));
  return throwAwayEnvironment({ ...process.env, ...environment });
}
