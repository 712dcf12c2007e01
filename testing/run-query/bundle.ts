import { buildSync, type Metafile } from "esbuild";
import { BUNDLE_OPTIONS } from "../../constructs/bundle-options";
import { ENTRY_FILE } from "../../functions/run-query/contract";

/** The handler with everything it imports, as it is archived, and what went into it, by module. */
export function bundle(): { readonly code: string; readonly metafile: Metafile } {
  const { outputFiles, metafile } = buildSync({
    ...BUNDLE_OPTIONS,
    entryPoints: [ENTRY_FILE],
    metafile: true,
    write: false,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`bundle of ${ENTRY_FILE} is empty`);
  return { code: file.text, metafile };
}
