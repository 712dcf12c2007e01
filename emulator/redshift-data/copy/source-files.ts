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
  if (manifest === undefined) throw noWholeManifest(from, numbers);
  const entries = manifestEntries(manifest.toString("utf8"), from);
  const withoutLength =
    format.kind === "parquet" ? entries.find(({ lacks }) => lacks !== undefined) : undefined;
  if (withoutLength !== undefined) {
    throw detailedFailure(
      `File entry does not have '${withoutLength.lacks}' key.`,
      { code: 15_003, context: "", location: "spectrum_manifest.cpp:204" },
      numbers,
    );
  }
  return entries;
}

/** A file that a manifest names. */
interface ManifestEntry extends SourceFile {
  /** What columnar formats need to know of it, and it does not say. */
  readonly lacks?: "meta" | "content_length";
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

/** A prefix, of which there are files, is no manifest. */
function noWholeManifest(location: S3Location, numbers: StatementNumbers): Error {
  return detailedFailure(
    "COPY with MANIFEST parameter requires full path of an S3 object.",
    { code: 8001, context: s3Url(location), location: "s3_utility.cpp:671" },
    numbers,
  );
}

/** `{"entries":[{"url":"s3://…","mandatory":true,"meta":{"content_length":99}}]}`. */
function manifestEntries(text: string, manifest: S3Location): readonly ManifestEntry[] {
  const document = parsed(text);
  const entries: unknown = isJson(document) ? document.entries : undefined;
  if (!Array.isArray(entries))
    return refuseStatement(`Manifest file is not in correct json format: ${s3Url(manifest)}`);
  return entries.map((entry: unknown) => {
    const { url, mandatory, meta } = isJson(entry) ? entry : {};
    if (typeof url !== "string")
      return refuseStatement(`Manifest file is not in correct json format: ${s3Url(manifest)}`);
    const lacks = !isJson(meta)
      ? "meta"
      : typeof meta.content_length === "number"
        ? undefined
        : "content_length";
    return {
      ...{ location: s3Location(url), isMandatory: mandatory === true },
      ...(lacks === undefined ? {} : { lacks }),
    };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
