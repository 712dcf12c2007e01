import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guardOf } from "./guard-of.cjs";
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

  private lines(): readonly (readonly [name: string, value: string])[] {
    const lines = readFileSync(this.file, "utf8").trimEnd().split("\n");
    return lines.map((line) => {
      const [name = "", value = ""] = line.split(" ");
      return [name, value];
    });
  }

  private all(): ReadonlyMap<string, number> {
    const processes = this.lines().filter(([, value]) => /^\d+$/.test(value));
    return new Map(processes.map(([name, id]) => [name, Number(id)]));
  }

  /** Of the guard that the program's run has now. */
  findGuard(): number | undefined {
    return guardOf(new Map(this.lines()).get("mark") ?? "");
  }

  /** How often a program that never ends was interrupted. */
  interrupts(): number {
    return this.lines().filter(([name]) => name === "interrupted").length;
  }

  /** @throws Error when there is none of that name */
  idOf(name: string): number {
    const id = this.all().get(name);
    if (id === undefined) throw new Error(`there is no ${name}`);
    return id;
  }

  /** Names of those that run, sorted. */
  running(): readonly string[] {
    return [...this.all()]
      .filter(([, id]) => isRunning(id))
      .map(([name]) => name)
      .sort();
  }

  /** The same without the guard, which waits for the next program of its run. */
  guarded(): readonly string[] {
    return this.running().filter((name) => name !== "guard");
  }

  /** Waits until the program and its provider are up. */
  areUp(): Promise<void> {
    return eventually(() => this.all().has("program"));
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
