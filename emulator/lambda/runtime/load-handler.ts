import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { RuntimeError } from "./runtime-error";
import type { RuntimeGeneration } from "./runtime-generation";

/** A function as Lambda calls it. */
export type Handler = (...args: unknown[]) => unknown;

const CALLBACK_REMOVED =
  "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.";

/** A handler declares the callback as its third parameter. */
const PARAMETERS_WITH_CALLBACK = 3;

/**
 * Loads the function a `Handler` setting names: `<file>.<export>`, the file relative to the task root.
 *
 * @throws RuntimeError `Runtime.ImportModuleError`, `Runtime.HandlerNotFound`, `Runtime.MalformedHandlerName`,
 * `Runtime.UserCodeSyntaxError`, `Runtime.CallbackHandlerDeprecated`; or what the module itself throws
 */
export async function loadHandler(
  taskRoot: string,
  setting: string,
  generation: RuntimeGeneration,
): Promise<Handler> {
  if (setting.includes("..")) {
    throw new RuntimeError(
      "MalformedHandlerName",
      `'${setting}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
      generation,
    );
  }
  const name = basename(setting);
  const folder = setting.slice(0, setting.indexOf(name));
  const [, moduleName, exportPath] = /^([^.]*)\.(.*)$/.exec(name) ?? [];
  if (moduleName === undefined || exportPath === undefined) {
    throw new RuntimeError("MalformedHandlerName", "Bad handler", generation);
  }
  const loaded = await loadModule(resolve(taskRoot, folder), moduleName, generation).catch(
    (error: unknown) => {
      throw initError(error, generation);
    },
  );
  const handler = memberAt(loaded, exportPath, generation);
  if (!handler) {
    throw new RuntimeError("HandlerNotFound", `${setting} is undefined or not exported`, generation);
  }
  if (typeof handler !== "function") {
    throw new RuntimeError("HandlerNotFound", `${setting} is not a function`, generation);
  }
  if (generation === "promise" && handler.length >= PARAMETERS_WITH_CALLBACK) {
    throw new RuntimeError("CallbackHandlerDeprecated", CALLBACK_REMOVED, generation);
  }
  return handler as Handler;
}

/** The newer runtime imports every module, and so looks into its default export too: that is what CommonJS exports. */
function memberAt(loaded: unknown, exportPath: string, generation: RuntimeGeneration): unknown {
  const within = (module: unknown) => exportPath.split(".").reduce<unknown>(member, module);
  const found = within(loaded);
  return found || generation === "callback" ? found : within((loaded as { default?: unknown }).default);
}

function member(value: unknown, name: string): unknown {
  return value ? (value as Record<string, unknown>)[name] : undefined;
}

async function loadModule(folder: string, name: string, generation: RuntimeGeneration): Promise<unknown> {
  const path = join(folder, name);
  for (const extension of ["", ".js", ".mjs", ".cjs"]) {
    const file = `${path}${extension}`;
    if (!existsSync(file)) continue;
    return generation === "promise" || isModule(file) ? import(pathToFileURL(file).href) : require(file);
  }
  return require(require.resolve(name, { paths: [folder] }));
}

/** A `.js` file is a module when the next `package.json` above it says so. */
function isModule(file: string): boolean {
  if (file.endsWith(".mjs")) return true;
  return file.endsWith(".js") && declaresModule(dirname(file));
}

function declaresModule(folder: string): boolean {
  if (folder.endsWith("/node_modules")) return false;
  const manifest = join(folder, "package.json");
  if (existsSync(manifest)) {
    try {
      return (JSON.parse(readFileSync(manifest, "utf8")) as { type?: unknown }).type === "module";
    } catch {
      return false;
    }
  }
  return dirname(folder) === folder ? false : declaresModule(dirname(folder));
}

/** Lambda names a missing module of CommonJS and a syntax error; what else a module throws stays as it is. */
function initError(error: unknown, generation: RuntimeGeneration): unknown {
  if (error instanceof SyntaxError)
    return new RuntimeError("UserCodeSyntaxError", String(error), generation, {
      stack: error.stack,
    });
  if ((error as NodeJS.ErrnoException | undefined)?.code === "MODULE_NOT_FOUND") {
    return new RuntimeError("ImportModuleError", String(error), generation);
  }
  return error;
}
