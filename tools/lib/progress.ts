import { styleText } from "node:util";
import { startSpinner } from "./spinner";

type Style = Parameters<typeof styleText>[0];

/** Tells a person what happens: a spinner on a terminal, plain lines elsewhere. */
export class Progress {
  private readonly startedAt = Date.now();
  private readonly interactive: boolean;

  constructor(private readonly stream: NodeJS.WriteStream = process.stdout) {
    this.interactive = stream.isTTY === true && process.env.CI === undefined;
  }

  line(text = ""): void {
    this.stream.write(`${text}\n`);
  }

  /** Text in a terminal style; plain elsewhere and under `NO_COLOR`. */
  styled(style: Style, text: string): string {
    return this.interactive && process.env.NO_COLOR === undefined ? styleText(style, text) : text;
  }

  /** Runs one step and reports it with its duration; `describe` says what came of it. */
  async step<T>(title: string, work: () => Promise<T>, describe: (result: T) => string): Promise<T> {
    const startedAt = Date.now();
    const spinner = this.interactive ? startSpinner(this.stream, title) : undefined;
    if (spinner === undefined) this.line(`… ${title}`);
    try {
      const result = await work();
      spinner?.stop();
      this.done(`${title}: ${describe(result)}`, startedAt);
      return result;
    } catch (error) {
      spinner?.stop();
      this.line(`${this.styled("red", "✗")} ${title}`);
      throw error;
    }
  }

  private done(text: string, startedAt: number): void {
    const seconds = this.styled("dim", `(${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
    this.line(`${this.styled("green", "✓")} ${text} ${seconds}`);
  }

  /** Seconds since the run began, for its last line. */
  elapsedSeconds(): string {
    return ((Date.now() - this.startedAt) / 1000).toFixed(1);
  }
}
