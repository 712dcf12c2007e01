import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { ContainerMessage, FunctionErrorPayload, InvokeMessage } from "../runtime/messages";

/** Longest init phase, milliseconds (Lambda execution environment lifecycle). */
const INIT_TIMEOUT_MILLISECONDS = 10_000;

/** One line of a function's log. */
export interface LogLine {
  readonly timestampMilliseconds: number;
  readonly message: string;
}

/** How an invocation ended. The container can serve another one only after `result` or `failed`. */
export type InvocationOutcome =
  | { readonly kind: "result"; readonly payload: string; readonly maxMemoryBytes: number }
  | { readonly kind: "failed"; readonly failure: FunctionErrorPayload; readonly maxMemoryBytes: number }
  | { readonly kind: "timeout" }
  | { readonly kind: "exit"; readonly end: ProcessEnd };

/** How the process of a container ended. */
export type ProcessEnd =
  | { readonly kind: "code"; readonly code: number | null }
  | { readonly kind: "signal"; readonly signal: NodeJS.Signals }
  | { readonly kind: "not-started"; readonly message: string };

/** What a container is started with. */
interface ContainerOptions {
  readonly bootstrapFile: string;
  readonly taskRoot: string;
  /** The whole environment of the process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
}

/** One execution environment: a Node.js process that serves one invocation at a time. */
export class Container {
  private readonly child: ChildProcess;
  private readonly closed: Promise<ProcessEnd>;
  private readonly listeners = new Set<(message: ContainerMessage) => void>();
  private lines: LogLine[] = [];
  private ended = false;

  constructor({ bootstrapFile, taskRoot, environment, memoryMegabytes }: ContainerOptions) {
    this.child = spawn(process.execPath, [`--max-old-space-size=${memoryMegabytes}`, bootstrapFile], {
      cwd: taskRoot,
      env: environment,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.closed = new Promise((resolve) => {
      this.child.once("error", (error) => resolve({ kind: "not-started", message: error.message }));
      this.child.once("close", (code, signal) =>
        resolve(signal === null ? { kind: "code", code } : { kind: "signal", signal }),
      );
    });
    void this.closed.then(() => {
      this.ended = true;
    });
    this.child.on("message", (message: ContainerMessage) => this.receive(message));
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream) createInterface({ input: stream }).on("line", (line) => this.record(line));
    }
  }

  /** The process is gone. */
  get isEnded(): boolean {
    return this.ended;
  }

  /** Waits for the end of the init phase; absent when the handler is loaded, else how it failed. */
  async initialized(): Promise<InvocationOutcome | undefined> {
    const outcome = await this.race(
      INIT_TIMEOUT_MILLISECONDS,
      (message): InvocationOutcome | "ready" | undefined => {
        if (message.type === "ready") return "ready";
        if (message.type !== "init-failed") return undefined;
        return { kind: "failed", failure: message.failure, maxMemoryBytes: 0 };
      },
    );
    return outcome === "ready" ? undefined : outcome;
  }

  /** Runs one invocation. After a timeout the process is gone. */
  async invoke(message: InvokeMessage, timeoutMilliseconds: number): Promise<InvocationOutcome> {
    const outcome = this.race(timeoutMilliseconds, (answer): InvocationOutcome | undefined => {
      const { type } = answer;
      if (type === "result")
        return { kind: type, payload: answer.payload, maxMemoryBytes: answer.maxMemoryBytes };
      if (type === "failed")
        return { kind: type, failure: answer.failure, maxMemoryBytes: answer.maxMemoryBytes };
      return undefined;
    });
    this.child.send(message, () => undefined);
    return outcome;
  }

  /** What the function has written since the last call. */
  takeLines(): LogLine[] {
    const { lines } = this;
    this.lines = [];
    return lines;
  }

  /** Ends the process at once and waits until it is gone. */
  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.closed;
  }

  private async race<T>(
    timeoutMilliseconds: number,
    select: (message: ContainerMessage) => T | undefined,
  ): Promise<T | InvocationOutcome> {
    let timer: NodeJS.Timeout | undefined;
    let listener: ((message: ContainerMessage) => void) | undefined;
    const answered = new Promise<T>((resolve) => {
      listener = (message) => {
        const selected = select(message);
        if (selected !== undefined) resolve(selected);
      };
      this.listeners.add(listener);
    });
    const late = new Promise<InvocationOutcome>((resolve) => {
      timer = setTimeout(() => resolve({ kind: "timeout" }), timeoutMilliseconds);
    });
    const exited = this.closed.then((end): InvocationOutcome => ({ kind: "exit", end }));
    const first = await Promise.race([answered, late, exited]);
    clearTimeout(timer);
    if (listener !== undefined) this.listeners.delete(listener);
    if (isTimeout(first)) await this.kill();
    return first;
  }

  private receive(message: ContainerMessage): void {
    if (message.type === "log") this.record(message.text);
    else for (const listener of [...this.listeners]) listener(message);
  }

  private record(message: string): void {
    this.lines.push({ timestampMilliseconds: Date.now(), message });
  }
}

function isTimeout(value: unknown): boolean {
  return (value as InvocationOutcome | undefined)?.kind === "timeout";
}
