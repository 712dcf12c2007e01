import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isJson, presentMembers } from "../aws/json";
import { type StoredResource, storedObjects } from "./state-file";

/** What an environment and a link may be named, in the name of a state. */
const LOCAL_STATE = /^terraform\.(?:([a-z][a-z0-9-]{0,20})\.)?([a-z][a-z0-9-]{0,40})\.tfstate$/;

/** A link as its state is named after it. */
export interface NamedLink {
  readonly name: string;
  /** Absent: none. */
  readonly environment?: string;
}

/**
 * Name of the file that holds a link's state with the local backend. No name has a dot, so that no two links of any environments
 * share one.
 */
export function localStateName({ name, environment }: NamedLink): string {
  return `terraform.${environment === undefined ? "" : `${environment}.`}${name}.tfstate`;
}

/**
 * The folder of the local states: Terraform runs in `<output>/stacks/<link>`, and three levels up is outside of what a synth
 * replaces.
 *
 * @param outputFolder where the synth writes. @default - cdktf's own: `CDKTF_OUTDIR`, else `cdktf.out` in the working directory
 */
export function localStateFolder(outputFolder: string = process.env.CDKTF_OUTDIR || "cdktf.out"): string {
  return dirname(resolve(outputFolder));
}

/** What a state holds, as far as it can be read without Terraform. */
export type StateContents =
  | {
      readonly kind: "resources";
      /** Managed ones, those of modules and those about to be destroyed included. Empty: no state, or all are gone. */
      readonly resources: readonly StoredResource[];
    }
  | {
      readonly kind: "unreadable";
      /** OpenTofu encrypted it; it has another format, or is damaged; it is a file that cannot be opened. */
      readonly cause: "encrypted" | "format" | "unopened";
      /** The same as a sentence. */
      readonly why: string;
    };

/** A state in a file, and the link that it is named after. */
export interface LocalState {
  readonly file: string;
  readonly linkName: string;
  /** That its name says. Absent: none. */
  readonly environment?: string;
  readonly contents: StateContents;
}

/** The state of one link. A file that is not there, or empty, holds nothing. */
export function readLocalState(folder: string, { name, environment }: NamedLink): LocalState {
  const file = join(folder, localStateName({ name, ...presentMembers({ environment }) }));
  return { file, linkName: name, ...presentMembers({ environment }), contents: contentsOfFile(file) };
}

/** Every local state in a folder, sorted by name; backups are none. A folder that cannot be listed has none. */
export function localStatesIn(folder: string): readonly LocalState[] {
  return [...namesIn(folder)].sort().flatMap((file) => {
    const [, environment, name] = LOCAL_STATE.exec(file) ?? [];
    return name === undefined ? [] : [readLocalState(folder, { name, ...presentMembers({ environment }) })];
  });
}

/** What the text of a state holds. Messages quote none of it: a state holds secrets. */
export function stateContents(text: string): StateContents {
  if (text.trim() === "") return { kind: "resources", resources: [] };
  const json = parsed(text);
  if (isJson(json) && json.encrypted_data !== undefined)
    return { kind: "unreadable", cause: "encrypted", why: "it is encrypted" };
  if (!isJson(json) || json.version !== 4 || !Array.isArray(json.resources ?? [])) {
    return { kind: "unreadable", cause: "format", why: "it is no state in Terraform's format 4" };
  }
  return { kind: "resources", resources: storedObjects(json).filter(({ mode }) => mode === "managed") };
}

function contentsOfFile(file: string): StateContents {
  try {
    return stateContents(readFileSync(file, "utf8"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return { kind: "resources", resources: [] };
    return { kind: "unreadable", cause: "unopened", why: `${basename(file)} cannot be opened (${code})` };
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
