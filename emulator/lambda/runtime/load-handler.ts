import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A function as Lambda calls it, in either style: with a promise or with a callback. */
export type Handler = (
  event: unknown,
  context: unknown,
  callback: (error: unknown, result?: unknown) => void,
) => unknown;

/** An error of the init phase, under the name Lambda gives it. */
class RuntimeError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Lambda's order of preference. */
const EXTENSIONS = ["", ".js", ".mjs", ".cjs"];

/**
 * Loads the function a `Handler` setting names: `<file>.<export>`, the file relative to the task root.
 *
 * @throws RuntimeError `Runtime.ImportModuleError`, `Runtime.HandlerNotFound`, `Runtime.MalformedHandlerName`
 */
export async function loadHandler(taskRoot: string, setting: string): Promise<Handler> {
  const [, modulePath, exportPath] = /^(.*?[^/.][^/]*?)\.([^/]+)$/.exec(setting) ?? [];
  if (modulePath === undefined || exportPath === undefined) {
    throw new RuntimeError("Runtime.MalformedHandlerName", "Bad handler");
  }
  const loaded = await loadModule(join(taskRoot, modulePath), modulePath);
  const handler = exportPath.split(".").reduce<unknown>(member, loaded);
  if (typeof handler === "function") return handler as Handler;
  throw new RuntimeError(
    "Runtime.HandlerNotFound",
    `${setting} is ${handler === undefined ? "undefined or not exported" : "not a function"}`,
  );
}

function member(value: unknown, name: string): unknown {
  return (value as Record<string, unknown> | undefined)?.[name];
}

async function loadModule(path: string, name: string): Promise<unknown> {
  const file = EXTENSIONS.map((extension) => `${path}${extension}`).find((candidate) =>
    existsSync(candidate),
  );
  if (file === undefined) {
    throw new RuntimeError("Runtime.ImportModuleError", `Error: Cannot find module '${name}'`);
  }
  if (!file.endsWith(".mjs")) {
    try {
      return require(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ERR_REQUIRE_ESM") throw initError(error);
    }
  }
  return import(pathToFileURL(file).href).catch((error: unknown) => {
    throw initError(error);
  });
}

function initError(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND") {
    return new RuntimeError("Runtime.ImportModuleError", `Error: ${message}`);
  }
  if (error instanceof SyntaxError)
    return new RuntimeError("Runtime.UserCodeSyntaxError", `SyntaxError: ${message}`);
  return error;
}
