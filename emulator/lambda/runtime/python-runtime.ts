import { join } from "node:path";

/** The program that containers of Python functions run; it imports what lies beside it. */
export const PYTHON_BOOTSTRAP = join(__dirname, "python/bootstrap.py");

/** The version of Python that a runtime stands for, for example `3.13`; absent when it is no Python. */
export function pythonVersionOf(runtime: string): string | undefined {
  return /^python(3\.\d+)$/.exec(runtime)?.[1];
}
