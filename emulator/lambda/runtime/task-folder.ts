import fs from "node:fs";
import Module, { syncBuiltinESMExports } from "node:module";
import { resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { TASK_ROOT } from "./task-root";

/** Where a function may write: everything else of a sandbox is read-only. */
const WRITABLE = ["/tmp", "/dev", "/proc"];

/** Functions of `fs` that read a path, their first argument, or open it with the function that opens files. */
const READERS = [
  "access",
  "createReadStream",
  "createWriteStream",
  "exists",
  "lstat",
  "openAsBlob",
  "opendir",
  "readFile",
  "readdir",
  "readlink",
  "realpath",
  "stat",
  "statfs",
  "watch",
  "watchFile",
] as const;

/** Functions of `fs` that change a path, with their system call and the arguments that hold the paths which they change. */
const WRITERS: Readonly<Record<string, readonly [call: string, ...changed: number[]]>> = {
  appendFile: ["open", 0],
  chmod: ["chmod", 0],
  chown: ["chown", 0],
  copyFile: ["copyfile", 1],
  cp: ["cp", 1],
  lchown: ["lchown", 0],
  link: ["link", 1],
  lutimes: ["lutime", 0],
  mkdir: ["mkdir", 0],
  mkdtemp: ["mkdtemp", 0],
  rename: ["rename", 0, 1],
  rm: ["rm", 0],
  rmdir: ["rmdir", 0],
  symlink: ["symlink", 1],
  truncate: ["open", 0],
  unlink: ["unlink", 0],
  utimes: ["utime", 0],
  writeFile: ["open", 0],
};

/** What is left to Node.js when its path does not exist: the system answers `ENOENT` before it looks at the file system. */
const NEEDS_PATH: ReadonlySet<string> = new Set([
  "chmod",
  "chown",
  "lchown",
  "lutimes",
  "rename",
  "rm",
  "rmdir",
  "truncate",
  "unlink",
  "utimes",
]);

type Callable = (...args: unknown[]) => unknown;

/**
 * Shows the function its folder as `/var/task`, and everything but `/tmp` read-only, as in a Lambda sandbox: in `fs`, in the
 * working folder, and in what CommonJS modules know of themselves. What the function starts as a process of its own sees
 * neither.
 *
 * @param folder where the function is really unpacked
 * @returns a text with the names that it has in Lambda
 */
export function mountTaskFolder(folder: string, runtimeFile: string): (text: string) => string {
  const real = (path: string) => moved(path, TASK_ROOT, folder);
  process.cwd = () => TASK_ROOT;
  nameModules(folder);
  const open = (flags: unknown) => (isReading(flags) ? undefined : "open");
  for (const name of READERS) wrap(name, real, () => undefined);
  for (const [name, [call, ...changed]] of Object.entries(WRITERS)) {
    wrap(name, real, (args) => {
      if (name === "mkdir" && isRecursive(args[1]) && exists(real(pathOf(args[0]) ?? ""))) return undefined;
      const refused = changed.map((index) => pathOf(args[index])).find((path) => isReadOnly(path, folder));
      if (refused === undefined || (NEEDS_PATH.has(name) && !exists(real(refused)))) return undefined;
      return { call, path: refused };
    });
  }
  wrap("open", real, ([path, flags]) => {
    const call = open(flags);
    const refused = pathOf(path);
    return call !== undefined && isReadOnly(refused, folder) ? { call, path: refused ?? "" } : undefined;
  });
  syncBuiltinESMExports();
  return (text) => text.replaceAll(folder, TASK_ROOT).replaceAll(runtimeFile, "/var/runtime/index.mjs");
}

interface Refusal {
  readonly call: string;
  readonly path: string;
}

/** Wraps the three forms of a function of `fs`: with a callback, synchronous, and with a promise. */
function wrap(
  name: string,
  real: (path: string) => string,
  refusal: (args: readonly unknown[]) => Refusal | undefined,
): void {
  const callbackForm = fs as unknown as Record<string, Callable | undefined>;
  const promiseForm = fs.promises as unknown as Record<string, Callable | undefined>;
  const moveFirstTwo = (args: unknown[]) =>
    args.map((arg, index) => (index < 2 ? moveArgument(arg, index, name, real) : arg));
  const replace = (
    owner: Record<string, Callable | undefined>,
    key: string,
    refuse: (e: Error, args: unknown[]) => unknown,
  ) => {
    const original = owner[key];
    if (typeof original !== "function") return;
    const replacement = (...args: unknown[]) => {
      const refused = refusal(args);
      return refused === undefined
        ? original.apply(owner, moveFirstTwo(args))
        : refuse(readOnlyError(refused), args);
    };
    owner[key] = Object.assign(replacement, original);
  };
  const thrown = (error: Error) => {
    throw error;
  };
  replace(callbackForm, `${name}Sync`, thrown);
  replace(promiseForm, name, (error) => Promise.reject(error));
  replace(callbackForm, name, (error, args) => {
    const callback = args.findLast((arg) => typeof arg === "function") as Callable | undefined;
    if (callback === undefined) throw error;
    process.nextTick(callback, error);
    return undefined;
  });
}

/** Both paths of a function that has two; the target of a symbolic link is a text that nobody resolves yet. */
function moveArgument(arg: unknown, index: number, name: string, real: (path: string) => string): unknown {
  const hasTwo = ["copyFile", "cp", "link", "rename", "symlink"].includes(name);
  if (index === 1 && !hasTwo) return arg;
  const path = pathOf(arg);
  if (path === undefined) return arg;
  const target = real(path);
  return target === path ? arg : target;
}

/** The absolute path that an argument names; absent for a file descriptor. */
function pathOf(arg: unknown): string | undefined {
  if (typeof arg === "string") return resolve(arg);
  if (arg instanceof URL && arg.protocol === "file:") return fileURLToPath(arg);
  return Buffer.isBuffer(arg) ? resolve(arg.toString()) : undefined;
}

function isReadOnly(path: string | undefined, folder: string): boolean {
  if (path === undefined) return false;
  return isWithin(path, folder) || !WRITABLE.some((place) => isWithin(path, place));
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

function moved(path: string, from: string, to: string): string {
  return isWithin(path, from) ? to + path.slice(from.length) : path;
}

const { existsSync: exists } = fs;

function isReading(flags: unknown): boolean {
  if (typeof flags === "number") {
    return (
      (flags &
        (fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT | fs.constants.O_TRUNC)) ===
      0
    );
  }
  return typeof flags !== "string" || flags === "r" || flags === "rs";
}

function isRecursive(options: unknown): boolean {
  return (options as { recursive?: boolean } | null | undefined)?.recursive === true;
}

function readOnlyError({ call, path }: Refusal): Error {
  const error = new Error(`EROFS: read-only file system, ${call} '${path}'`);
  return Object.assign(error, { errno: -30, code: "EROFS", syscall: call, path });
}

interface CompilingModule {
  _compile(content: string, filename: string, ...others: unknown[]): unknown;
}

interface ResolvingModule {
  _resolveFilename(request: string, ...others: unknown[]): string;
}

/** What a CommonJS module knows of itself, and what stack traces say of it; and modules asked for by their place in Lambda. */
function nameModules(folder: string): void {
  const compiling = Module.prototype as unknown as CompilingModule;
  const compile = compiling._compile;
  compiling._compile = function (content, filename, ...others) {
    return compile.call(this, content, moved(filename, folder, TASK_ROOT), ...others);
  };
  const resolving = Module as unknown as ResolvingModule;
  const resolveFilename = resolving._resolveFilename;
  resolving._resolveFilename = function (request, ...others) {
    return resolveFilename.call(this, moved(request, TASK_ROOT, folder), ...others);
  };
}
