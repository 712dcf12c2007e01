import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually, isRunning } from "./running";

/** The processes of one test, by what they are: `starter`, `guard`, `program`, `provider`. Each adds its own id to a file. */
export class ProcessIds {
  private readonly folder = mkdtempSync(join(tmpdir(), "guarded-"));
  /** What the programs of this folder take as the file for their ids. */
  readonly file = join(this.folder, "ids");

  constructor() {
    this.forget();
  }

  /** Forgets which processes there are. */
  forget(): void {
    writeFileSync(this.file, "");
  }

  private all(): ReadonlyMap<string, number> {
    const lines = readFileSync(this.file, "utf8").trimEnd().split("\n");
    return new Map(
      lines.flatMap((line) => {
        const [name = "", id = ""] = line.split(" ");
        return id === "" ? [] : [[name, Number(id)] as const];
      }),
    );
  }

  /** @throws Error when there is none of that name */
  idOf(name: string): number {
    const id = this.all().get(name);
    if (id === undefined) throw new Error(`there is no ${name}`);
    return id;
  }

  /** Names of those that run, sorted. A test that starts a program itself stands where its guard would, and is none of them. */
  running(): readonly string[] {
    return [...this.all()]
      .filter(([, id]) => id !== process.pid && isRunning(id))
      .map(([name]) => name)
      .sort();
  }

  /** Waits until the program and its provider are up. */
  areUp(): Promise<void> {
    return eventually(() => this.all().has("guard"));
  }

  /** Waits until none runs. */
  areGone(): Promise<void> {
    return eventually(() => this.running().length === 0);
  }

  /** Sends a signal to one of them. */
  signal(name: string, signal: NodeJS.Signals): void {
    process.kill(this.idOf(name), signal);
  }

  /** Kills what runs and removes the file. */
  close(): void {
    for (const name of this.running()) this.signal(name, "SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
