import type { Link } from "./link";
import { environmentOfRun } from "./links-file";
import { LinksFileError } from "./links-file-error";
import { type LinksOfFile, type LinksOptions, parseLinksFile } from "./parse-links";
import { readUtf8, remedyOf, whyUnread } from "./utf8-text";

/**
 * The links of a file, validated, every default applied.
 * @throws {LinksFileError} with every problem of the file, also when it is missing
 */
export function loadLinks(path: string, options: LinksOptions = {}): readonly Link[] {
  return loadLinksFile(path, options).links;
}

/** The same, with what the links are made of. The environment of the run is that of `--env`, or of LINKS_ENVIRONMENT. */
export function loadLinksFile(path: string, options: LinksOptions = {}): LinksOfFile {
  return parseLinksFile(readText(path), path, { environment: environmentOfRun(), ...options });
}

function readText(path: string): string {
  try {
    return readUtf8(path);
  } catch (error) {
    const message = `${whyUnread(error)}, expected a readable YAML file; ${remedyOf(error)}, or name another one in LINKS_FILE`;
    throw new LinksFileError(path, [{ path: "", message }]);
  }
}
