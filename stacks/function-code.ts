import { existsSync, readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { presentMembers } from "../aws/json";
import { MAX_DESCRIPTION_CHARACTERS } from "../aws/quotas";
import type { Link } from "../config/link";
import { ArchiveNotMade, type FunctionArchive, functionArchive } from "../constructs/function-archive";
import type { FunctionContract } from "../constructs/function-contract";
import { ArchiveRefused, ownArchive } from "../constructs/own-archive";
import { OWN_HANDLER, RUN_QUERY } from "../functions/run-query/contract";
import type { SizeProblem } from "./size-limits";

/**
 * Lambda reads a third parameter as a callback, and its Node.js 24 ends with `Runtime.CallbackHandlerDeprecated` before the first event.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
const MOST_PARAMETERS: Readonly<Record<string, number>> = { "nodejs24.x": 2 };

/** How the function of a link is bundled and deployed: the project's own, or what its user brings in the same place. */
export function functionContract({ name, function: { code, runtime } }: Link): FunctionContract {
  if (code === undefined) return RUN_QUERY;
  const [before, behind] = [code.kind === "entry" ? "Handler " : "Archive ", ` of link ${name}`];
  return {
    ...OWN_HANDLER,
    entryFile: fromProject(code.file),
    ...(code.kind === "archive"
      ? { handler: code.handler }
      : presentMembers({ mostParameters: MOST_PARAMETERS[runtime] })),
    description: `${before}${endOf(code.file, MAX_DESCRIPTION_CHARACTERS - before.length - behind.length)}${behind}`,
  };
}

/** The end of a path, which says more than its start. */
function endOf(path: string, characters: number): string {
  return path.length <= characters ? path : `...${path.slice(3 - characters)}`;
}

/** The archive of a link's function. @throws ArchiveNotMade, ArchiveRefused */
export function functionCode(link: Link): FunctionArchive {
  const { code, runtime, layers = [] } = link.function;
  return code?.kind === "archive"
    ? ownArchive(code.file, { handler: code.handler, runtime, hasLayers: layers.length > 0 })
    : functionArchive(functionContract(link));
}

/** Whose code it is, for those who read the stack: absent for the project's own function. */
export function declaredCode({
  function: { code },
}: Pick<Link, "function">): Readonly<Record<string, string>> | undefined {
  return code === undefined ? undefined : { [code.kind]: code.file };
}

const ENTRY_EXPECTED =
  "a .ts or .js file; create it, or correct the path, which is from the file that names it";

/** What is wrong with the code that a link's user brings, so that it is told with the other problems of the file. */
export function codeProblems(link: Link): readonly SizeProblem[] {
  const { code } = link.function;
  if (code === undefined) return [];
  const path = ["function", code.kind];
  if (code.kind === "entry" && !existsSync(code.file)) {
    return [{ path, message: `is ${code.file}, which is missing, expected ${ENTRY_EXPECTED}` }];
  }
  try {
    functionCode(link);
    return [];
  } catch (error) {
    if (error instanceof ArchiveRefused) return [{ path, message: `is ${code.file}, ${error.message}` }];
    if (!(error instanceof ArchiveNotMade)) throw error;
    const message = `is ${code.file}, which cannot be bundled: ${error.reason.replace(/^Build failed with \d+ errors?:\n/, "").replace(/\n/g, "; ")}; correct it there`;
    return [{ path, message }];
  }
}

/** What is wrong with the event that a link names for its rehearsal: told before the rehearsal has deployed anything. */
export function sampleEventProblems({ function: { sampleEventFile: file } }: Link): readonly SizeProblem[] {
  if (file === undefined) return [];
  const why = whyNoEvent(file);
  if (why === undefined) return [];
  const message = `is ${file}, which ${why}, expected ${EVENT_EXPECTED}`;
  return [{ path: ["function", "sampleEvent"], message }];
}

const EVENT_EXPECTED =
  "a file with one event of the function as JSON; correct it, or the path, which is from the file that names it";

function whyNoEvent(file: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? "is missing" : `cannot be read (${code})`;
  }
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    // The parser's own sentence quotes what stands there, and an event may hold what nobody else should read.
    return "is not valid JSON";
  }
}

/** The bundler's paths are from the project, which need not be where a program was started. */
function fromProject(file: string): string {
  return relative(PROJECT_ROOT, resolve(file)).split("\\").join("/");
}

const PROJECT_ROOT = resolve(__dirname, "..");
