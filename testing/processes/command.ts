import { join } from "node:path";

const COMPILED = join(__dirname, "compiled.cjs");

/** Arguments of Node.js that start a command by its door file, as npm does. */
export const asNpmStarts = (door: string): readonly string[] => ["synth/command.cjs", door];

/** The same in a third of the processor time, for tests that start a command dozens of times (see `compiled.cjs`). */
export const compiledOnce = (door: string): readonly string[] => ["--require", COMPILED, door];
