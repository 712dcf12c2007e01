import type { NamedLink } from "./local-state";

/** Folder of the files with `import` blocks, from the project's root: `npm run adopt` writes them, and a synth reads them. */
export const IMPORTS_FOLDER = "imports";

/**
 * Name of a link's file in that folder. As with its state, the environment is part of it: what exists in one says nothing of another.
 */
export function importsFileName({ name, environment }: NamedLink): string {
  return `${environment === undefined ? "" : `${environment}.`}${name}.tf.json`;
}
