import { isJson } from "../../../aws/json";
import { detailedFailure, type StatementNumbers } from "./error-detail";
import type { FileAccess } from "./file-access";
import type { CopyStatement } from "./statement/copy-statement";
import { type S3Location, s3Location, s3Url } from "./statement/s3-location";
import { refuseStatement } from "./statement-failure";

/** A file that a COPY loads. */
export interface SourceFile {
  readonly location: S3Location;
  /** The load fails when it is not there. */
  readonly isMandatory: boolean;
}

/**
 * The files that a COPY loads: those whose keys begin with its prefix, or those of its manifest, which may name one twice.
 *
 * @throws StatementFailure when there is none
 */
export async function sourceFiles(
  { from, isManifest, format }: Pick<CopyStatement, "from" | "isManifest" | "format">,
  files: FileAccess,
  numbers: StatementNumbers,
): Promise<readonly SourceFile[]> {
  const listed = await files.list(from);
  // A folder's own marker is empty and no file.
  const found = listed.filter(({ location, bytes }) => bytes > 0 || !location.key.endsWith("/"));
  if (found.length === 0) throw missing(from, numbers);
  if (!isManifest) return found.map(({ location }) => ({ location, isMandatory: true }));
  const manifest = await files.read(from);
  // Something begins so, and nothing is named so ("Load error reference", 8001).
  if (manifest === undefined) {
    const message = "COPY with MANIFEST parameter requires full path of an Amazon S3 object.";
    throw detailedFailure(message, { code: 8001, context: "", location: "s3_utility.cpp" }, numbers);
  }
  const entries = manifestFiles(manifest.toString("utf8"), from);
  if (format.kind === "parquet" && !entries.every(({ hasLength }) => hasLength)) throw noMeta(numbers);
  return entries;
}

/** What a missing prefix is told as. */
export function missing(location: S3Location, numbers: StatementNumbers): Error {
  const context = `Listing bucket=${location.bucket} prefix=${location.key}`;
  return detailedFailure(
    `The specified S3 prefix '${location.key}' does not exist`,
    { code: 8001, context, location: "s3_utility.cpp:671" },
    numbers,
  );
}

/** Columnar formats need the length of each file ("Using a manifest to specify data files"). The text is that which others met. */
function noMeta(numbers: StatementNumbers): Error {
  const where = { code: 15003, context: "", location: "spectrum_manifest.cpp:204" };
  return detailedFailure("File entry does not have 'meta' key.", where, numbers);
}

interface ManifestEntry extends SourceFile {
  /** It has `{"meta":{"content_length":…}}`. */
  readonly hasLength: boolean;
}

/** `{"entries":[{"url":"s3://…","mandatory":true}]}`. */
function manifestFiles(text: string, manifest: S3Location): readonly ManifestEntry[] {
  const document = parsed(text);
  const entries: unknown = isJson(document) ? document.entries : undefined;
  if (!Array.isArray(entries))
    return refuseStatement(`Manifest file is not in correct json format: ${s3Url(manifest)}`);
  return entries.map((entry: unknown) => {
    const { url, mandatory, meta } = isJson(entry) ? entry : {};
    if (typeof url !== "string")
      return refuseStatement(`Manifest file is not in correct json format: ${s3Url(manifest)}`);
    const hasLength = isJson(meta) && typeof meta.content_length === "number";
    return { location: s3Location(url), isMandatory: mandatory === true, hasLength };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
