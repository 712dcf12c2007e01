import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { z } from "zod";
import { presentMembers } from "../aws/json";
import type { LinksOfFile } from "./parse-links";

/** Name of the record in a synthesized output. It stands beside the stacks' folders, where Terraform reads nothing. */
const RECORD_FILE = "links-file.json";

const SHA256 = z.string().regex(/^[0-9a-f]{64}$/);

const FILE = z.strictObject({ file: z.string().min(1), sha256: SHA256 });

const RECORD = z.strictObject({
  ...FILE.shape,
  environment: z.string().min(1).exactOptional(),
  included: z.array(FILE).min(1).exactOptional(),
});

/** One file of links, and what it said. */
export interface RecordedFile {
  /** Path relative to the project, so that it is the same in every checkout. */
  readonly file: string;
  /** Of its content, hexadecimal. */
  readonly sha256: string;
}

/** Of which links file a synthesized output is, and what that said then. */
export interface LinksRecord extends RecordedFile {
  /** That its links are of. Absent: none. */
  readonly environment?: string;
  /** The files that it includes. Absent: none. */
  readonly included?: readonly RecordedFile[];
}

/** SHA-256 of a file's content, hexadecimal. @throws what the file system says when it cannot be read */
export function contentDigest(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/**
 * Writes into a synthesized output of which links file it is, and of which environment.
 *
 * @param projectFolder the record's paths are relative to it
 */
export function writeLinksRecord(
  outputFolder: string,
  { fileNames, environment }: Pick<LinksOfFile, "fileNames" | "environment">,
  projectFolder: string,
): void {
  const [file, ...included] = fileNames.map((name): RecordedFile => {
    const path = resolve(projectFolder, name);
    return { file: relative(projectFolder, path), sha256: contentDigest(path) };
  });
  const record = {
    ...file,
    ...presentMembers({ environment }),
    ...(included.length === 0 ? {} : { included }),
  };
  writeFileSync(join(outputFolder, RECORD_FILE), `${JSON.stringify(record, null, 2)}\n`);
}

/**
 * Of which links file a synthesized output is.
 *
 * @returns `undefined` where nothing is recorded: an output of an older version, or none
 * @throws Error for a record that no synth writes
 */
export function readLinksRecord(outputFolder: string): LinksRecord | undefined {
  let text: string;
  try {
    text = readFileSync(join(outputFolder, RECORD_FILE), "utf8");
  } catch {
    return undefined;
  }
  const record = RECORD.safeParse(jsonOf(text)).data;
  if (record !== undefined) return record;
  throw new Error(
    `${join(outputFolder, RECORD_FILE)} is not as a synth writes it, expected file and sha256; run npm run synth`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
