import { RESULT_MARKS, type ResultStatus } from "./result-mark";
import { type Spinner, startSpinner } from "./spinner";
import { type Styled, styledFor } from "./styled";

/** Tells a person what happens: a spinner on a terminal, plain lines elsewhere. Steps may run at the same time. */
export class Progress {
  private readonly startedAt = Date.now();
  private readonly interactive: boolean;
  private readonly running = new Set<{ readonly title: string }>();
  /** Gives a text a terminal style; leaves it plain elsewhere and under `NO_COLOR`. */
  readonly styled: Styled;
  private spinner: Spinner | undefined;

  constructor(private readonly stream: NodeJS.WriteStream = process.stdout) {
    this.interactive = stream.isTTY === true && process.env.CI === undefined;
    this.styled = styledFor(stream);
  }

  line(text = ""): void {
    this.spinner?.clear();
    this.stream.write(`${text}\n`);
  }

  /**
   * Runs one step and reports it with its duration.
   *
   * @param describe what came of it, in words
   * @param statusOf what came of it, as its mark says it. @default - ok: a step that fails throws
   */
  async step<T>(
    title: string,
    work: () => Promise<T>,
    describe: (result: T) => string,
    statusOf: (result: T) => ResultStatus = () => "ok",
  ): Promise<T> {
    const step = { title };
    const startedAt = Date.now();
    this.begin(step);
    try {
      const result = await work();
      const seconds = this.styled("dim", `(${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
      this.end(step, `${this.mark(statusOf(result))} ${title}: ${describe(result)} ${seconds}`);
      return result;
    } catch (error) {
      this.end(step, `${this.mark("problem")} ${title}`);
      throw error;
    }
  }

  private mark(status: ResultStatus): string {
    return this.styled(...RESULT_MARKS[status]);
  }

  private begin(step: { readonly title: string }): void {
    this.running.add(step);
    if (this.interactive) this.spinner ??= startSpinner(this.stream, () => this.titles());
    else this.line(`… ${step.title}`);
  }

  private end(step: { readonly title: string }, line: string): void {
    this.running.delete(step);
    if (this.running.size === 0) {
      this.spinner?.stop();
      this.spinner = undefined;
    }
    this.line(line);
  }

  private titles(): string {
    return [...this.running].map(({ title }) => title).join(", ");
  }

  /** Seconds since the run began, for its last line. */
  elapsedSeconds(): string {
    return ((Date.now() - this.startedAt) / 1000).toFixed(1);
  }
}
