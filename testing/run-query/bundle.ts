import { buildSync, type Metafile } from "esbuild";
import { type BundledSources, bundleOptions } from "../../constructs/bundle-options";
import { RUN_QUERY } from "../../functions/run-query/contract";

/** The handler with everything it imports, as it is archived, and what went into it, by module. */
export function bundle(contract: BundledSources = RUN_QUERY): {
  readonly code: string;
  readonly metafile: Metafile;
} {
  const { outputFiles, metafile } = buildSync({
    ...bundleOptions(contract),
    metafile: true,
    write: false,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`bundle of ${contract.entryFile} is empty`);
  return { code: file.text, metafile };
}
