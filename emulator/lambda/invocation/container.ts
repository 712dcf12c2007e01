import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { ContainerMessage, FunctionErrorPayload, InvokeMessage } from "../runtime/messages";
import { peakMemoryBytes } from "../runtime/peak-memory";
import type { RuntimeProgram } from "./runtime-programs";

/** One line of a function's log. */
export interface LogLine {
  readonly timestampMilliseconds: number;
  readonly message: string;
}

/** How an invocation, or an init phase that failed, ended. */
export type InvocationOutcome = { readonly maxMemoryBytes: number } & (
  | { readonly kind: "result"; readonly payload: string }
  | { readonly kind: "failed"; readonly failure: FunctionErrorPayload }
  | { readonly kind: "timeout" }
  | { readonly kind: "exit"; readonly end: ProcessEnd }
);

/** How the process of a container ended. */
export type ProcessEnd =
  | { readonly kind: "code"; readonly code: number | null }
  | { readonly kind: "signal"; readonly signal: NodeJS.Signals }
  | { readonly kind: "not-started"; readonly message: string };

/** What a container is started with. */
interface ContainerOptions {
  readonly program: RuntimeProgram;
  /** Where the function is unpacked. */
  readonly taskRoot: string;
  /** The whole environment of the process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
}

/** One execution environment: a process that serves one invocation at a time. */
export class Container {
  private readonly child: ChildProcess;
  private readonly closed: Promise<ProcessEnd>;
  private readonly listeners = new Set<(message: ContainerMessage) => void>();
  private lines: LogLine[] = [];
  private ended = false;
  /** As last seen: of a process that is gone nobody can ask. */
  private seenMemoryBytes = 0;

  constructor(options: ContainerOptions) {
    const { program, taskRoot, environment, memoryMegabytes } = options;
    this.child = spawn(program.file, program.arguments(taskRoot, memoryMegabytes), {
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

  /**
   * Waits for the end of the init phase; absent when the handler is loaded, else how it failed. After a failure the process
   * serves no invocation.
   */
  async initialized(timeoutMilliseconds: number): Promise<InvocationOutcome | undefined> {
    const outcome = await this.race(
      timeoutMilliseconds,
      (message): InvocationOutcome | "ready" | undefined => {
        if (message.type === "ready") return "ready";
        if (message.type !== "init-failed") return undefined;
        return { kind: "failed", failure: message.failure, maxMemoryBytes: message.maxMemoryBytes };
      },
    );
    return outcome === "ready" ? undefined : outcome;
  }

  /** Runs one invocation. After a timeout the process is gone; after an exit too, but for what it reported before. */
  async invoke(message: InvokeMessage, timeoutMilliseconds: number): Promise<InvocationOutcome> {
    this.look();
    const outcome = this.race(timeoutMilliseconds, (answer): InvocationOutcome | undefined => {
      if (answer.type !== "result" && answer.type !== "failed") return undefined;
      const { maxMemoryBytes } = answer;
      return answer.type === "result"
        ? { kind: "result", payload: answer.payload, maxMemoryBytes }
        : { kind: "failed", failure: answer.failure, maxMemoryBytes };
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
      timer = setTimeout(
        () => resolve({ kind: "timeout", maxMemoryBytes: this.look() }),
        timeoutMilliseconds,
      );
    });
    const exited = this.closed.then(
      (end): InvocationOutcome => ({ kind: "exit", end, maxMemoryBytes: this.seenMemoryBytes }),
    );
    const first = await Promise.race([answered, late, exited]);
    clearTimeout(timer);
    if (listener !== undefined) this.listeners.delete(listener);
    if (isTimeout(first)) await this.kill();
    return first;
  }

  private look(): number {
    const { pid } = this.child;
    if (pid !== undefined) this.seenMemoryBytes = Math.max(this.seenMemoryBytes, peakMemoryBytes(pid));
    return this.seenMemoryBytes;
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
