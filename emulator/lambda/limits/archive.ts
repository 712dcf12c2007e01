import { unzipSync } from "fflate";
import { AwsError } from "../../protocol/aws-error";

/** Largest archive in a request, and all of its files together, bytes (AWS Lambda quotas). */
const MAX_ZIPPED_BYTES = 50 * 1024 * 1024;
const MAX_UNZIPPED_BYTES = 250 * 1024 * 1024;

/** @throws AwsError InvalidParameterValueException or RequestEntityTooLargeException for what Lambda does not unpack */
export function checkArchive(base64: string): void {
  const archive = Buffer.from(base64, "base64");
  if (archive.length > MAX_ZIPPED_BYTES) {
    const message = `Zipped size must be smaller than ${MAX_ZIPPED_BYTES} bytes`;
    throw new AwsError("RequestEntityTooLargeException", message, 413);
  }
  const bytes = unzippedBytes(archive);
  if (bytes === undefined)
    throw invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");
  if (bytes.files === 0) throw invalid("Uploaded file must be a non-empty zip");
  if (bytes.total >= MAX_UNZIPPED_BYTES)
    throw invalid(`Unzipped size must be smaller than ${MAX_UNZIPPED_BYTES} bytes`);
}

/** As the archive's own list says; `undefined` for what is no archive. */
function unzippedBytes(archive: Buffer): { readonly total: number; readonly files: number } | undefined {
  let total = 0;
  let files = 0;
  try {
    unzipSync(archive, {
      filter: ({ originalSize }) => {
        total += originalSize;
        files += 1;
        return false;
      },
    });
  } catch {
    return undefined;
  }
  return { total, files };
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}
