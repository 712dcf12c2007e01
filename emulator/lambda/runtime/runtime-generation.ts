/**
 * The two runtime interface clients with which AWS runs Node.js functions: the one of Node.js 22 and earlier, which knows
 * callbacks, and the one that replaced it with Node.js 24.
 */
export type RuntimeGeneration = "callback" | "promise";

/** The first Node.js whose runtime has no callbacks. */
const FIRST_WITHOUT_CALLBACKS = 24;

/** The major version of Node.js that a runtime stands for; absent when it is no Node.js. */
export function nodeMajorOf(runtime: string): number | undefined {
  const major = /^nodejs(\d+)\.x$/.exec(runtime)?.[1];
  return major === undefined ? undefined : Number(major);
}

/** @param runtime as in a function's configuration, for example `nodejs22.x` */
export function runtimeGenerationOf(runtime: string): RuntimeGeneration {
  return (nodeMajorOf(runtime) ?? 0) >= FIRST_WITHOUT_CALLBACKS ? "promise" : "callback";
}
