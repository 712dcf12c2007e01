import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isJson, type Json } from "../aws/json";

/** cdktf's command line sets it for its app: it shows error annotations itself, once, and ends with 1. */
const ANNOTATIONS_ARE_SHOWN = "CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS";

/** cdktf's word for annotations that are errors, in a manifest. */
const ERROR_LEVEL = "@cdktf/error";

const MANIFEST = "manifest.json";

/**
 * Says why nothing is synthesized, and has the process end as what started it reads it. Alone, it is standard error and exit code 1.
 *
 * Under cdktf's command line it is an error annotation in the manifest: whatever an app says that fails, on either stream, cdktf shows
 * twice, as it comes and as the reason (`shell` of its commons and `SynthStack.synth`), and annotations once. The stacks
 * that are in the manifest stay there, since cdktf removes the folders of all others.
 */
export function tellRefusal(message: string, env: NodeJS.ProcessEnv = process.env): void {
  process.exitCode = 1;
  const { CDKTF_OUTDIR: outputFolder } = env;
  if (env[ANNOTATIONS_ARE_SHOWN] !== "true" || outputFolder === undefined) {
    process.stderr.write(`${message}\n`);
    return;
  }
  mkdirSync(outputFolder, { recursive: true });
  writeFileSync(
    join(outputFolder, MANIFEST),
    `${JSON.stringify(refusedManifest(outputFolder, message), null, 2)}\n`,
  );
  // Only here does success mean that the manifest is read. Whoever listens to the exit is told that the synth failed.
  process.once("exit", () => {
    process.exitCode = 0;
  });
}

/** The manifest as it is, with the refusal; where there is none, one that stands for its only stack itself. */
function refusedManifest(outputFolder: string, message: string): Json {
  const before = manifestIn(outputFolder);
  const kept = Object.entries(isJson(before.stacks) ? before.stacks : {}).filter(([, stack]) =>
    filesOf(stack).every((file) => existsSync(join(outputFolder, file))),
  );
  const [[name, first], ...others] =
    kept.length > 0 ? (kept as [[string, Json], ...typeof kept]) : [["refused", STAND_IN] as const];
  return {
    ...NO_STACK,
    version: "stacks/tell-refusal.ts",
    ...before,
    stacks: Object.fromEntries([
      [name, { ...first, annotations: [{ constructPath: "refused", level: ERROR_LEVEL, message }] }],
      ...others,
    ]),
  };
}

/** What cdktf reads in the file of a stack. */
const NO_STACK = { "//": { metadata: {} }, terraform: { required_providers: {} } };

const STAND_IN: Json = {
  name: "refused",
  constructPath: "refused",
  synthesizedStackPath: MANIFEST,
  stackMetadataPath: MANIFEST,
  workingDirectory: ".",
  dependencies: [],
};

function manifestIn(outputFolder: string): Json {
  try {
    const found: unknown = JSON.parse(readFileSync(join(outputFolder, MANIFEST), "utf8"));
    return isJson(found) ? found : {};
  } catch {
    return {};
  }
}

/** What cdktf reads of a stack: its JSON, or beside HCL its metadata. */
function filesOf(stack: unknown): readonly string[] {
  const { synthesizedStackPath: path, stackMetadataPath } = isJson(stack) ? stack : {};
  return typeof path === "string" && path.endsWith(".tf.json") ? [path] : [String(stackMetadataPath)];
}
