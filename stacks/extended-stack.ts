import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { inspect } from "node:util";
import type { Construct } from "constructs";
import type { Link } from "../config/link";
import { LinkStack } from "./link-stack";

/**
 * What the file of `extend` exports by default: adds resources to a link's stack, through the stack's providers, before it returns.
 * Ids and Terraform names of what is there already are taken.
 */
type LinkExtension = (stack: LinkStack, link: Link) => void;

/** An extension that could not be loaded or failed; its message names the link and the file. */
export class ExtensionError extends Error {
  constructor({ name, extend = "" }: Pick<Link, "name" | "extend">, why: string, options?: ErrorOptions) {
    super(`${extend}, which extends link ${name}, ${why}`, options);
    this.name = "ExtensionError";
  }
}

/** What is wrong with the extension of a link before it runs; `path` is the part of the link's configuration to change. */
export interface ExtensionProblem {
  readonly path: readonly ["extend"];
  readonly message: string;
}

/** A check of a links file: the extension is there, can be loaded and exports a function. Loading it runs its top level. */
export function extensionProblems({ extend }: Pick<Link, "extend">): readonly ExtensionProblem[] {
  if (extend === undefined) return [];
  const problem = (why: string): ExtensionProblem[] => [
    {
      path: ["extend"],
      message: `is ${JSON.stringify(extend)}, ${why}`,
    },
  ];
  if (!existsSync(extend)) {
    return problem(
      "which is missing, expected a TypeScript file; create it, or correct the path, which is from the file that names it",
    );
  }
  try {
    if (withoutExit(() => extensionIn(extend)) !== undefined) return [];
  } catch (error) {
    return problem(`which cannot be loaded: ${textOf(error)}; correct it there`);
  }
  return problem(
    "which exports no function by default, expected `export default function (stack: LinkStack, link: Link): void`; add it there",
  );
}

/**
 * The stack of a link, with what its extension adds.
 *
 * @param files as {@link LinkStack} takes them
 * @throws ExtensionError when the extension fails
 */
export function extendedStack(
  scope: Construct,
  link: Link,
  files?: Readonly<Record<string, string>>,
): LinkStack {
  const stack = new LinkStack(scope, link, files);
  const extension = link.extend === undefined ? undefined : extensionIn(link.extend);
  if (extension === undefined) return stack;
  let result: unknown;
  try {
    result = withoutExit(() => extension(stack, link));
  } catch (error) {
    throw new ExtensionError(
      link,
      `failed: ${textOf(error)}; correct it there (NODE_OPTIONS=--enable-source-maps npm run synth shows its lines)`,
      { cause: error },
    );
  }
  // What is added later is not in the JSON.
  if (result !== undefined) {
    throw new ExtensionError(
      link,
      "returned something, expected nothing; a promise is not waited for, so add all resources before it returns",
    );
  }
  return stack;
}

/** Runs code of an extension, in which ending the process, and so the synth without a word, is a fault like others. */
function withoutExit<T>(run: () => T): T {
  const { exit } = process;
  process.exit = (code) => {
    throw new Error(`calls process.exit(${code ?? ""}), expected an error thrown or a return`);
  };
  try {
    return run();
  } finally {
    process.exit = exit;
  }
}

/** @throws whatever its top level throws */
function extensionIn(file: string): LinkExtension | undefined {
  const path = resolve(file);
  const loaded: unknown = createRequire(path)(path);
  const found =
    typeof loaded === "object" && loaded !== null && "default" in loaded ? loaded.default : undefined;
  return typeof found === "function" ? (found as LinkExtension) : undefined;
}

function textOf(error: unknown): string {
  if (process.env.NODE_OPTIONS?.includes("--enable-source-maps") && error instanceof Error) {
    return error.stack ?? error.message;
  }
  // Node.js lists who required what is missing, esbuild each mistake on a line of its own.
  const [text = ""] = (error instanceof Error ? String(error) : inspect(error)).split("\nRequire stack:");
  return text.replace(/\s*\n\s*/g, " ");
}
