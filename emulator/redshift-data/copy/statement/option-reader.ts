import { syntaxErrorAt } from "../../sql/refusals/syntax-error";
import { layoutOf, type Tokens } from "../../sql/sql-layout";
import { ClauseReader } from "../../sql/statements/clause-reader";
import { stringValue } from "../../sql/string-value";
import { refuseStatement, StatementFailure } from "../statement-failure";

/** Reads a COPY or UNLOAD: its words, and the values behind them. What cannot be read is a syntax error. */
export class OptionReader extends ClauseReader {
  private readonly given = new Set<string>();

  constructor(tokens: Tokens) {
    super(layoutOf(tokens));
  }

  /** @throws StatementFailure */
  fail(): never {
    throw new StatementFailure(syntaxErrorAt(this.isAtEnd ? "" : this.text()));
  }

  /** @throws StatementFailure when an option is given a second time */
  once(option: string): void {
    if (this.given.has(option)) refuseStatement(`conflicting or redundant options: ${option}`);
    this.given.add(option);
  }

  has(option: string): boolean {
    return this.given.has(option);
  }

  /** The options read so far. */
  get options(): readonly string[] {
    return [...this.given];
  }

  expect(...words: readonly string[]): void {
    if (!this.take(...words)) this.fail();
  }

  /** A string, with or without AS before it. @throws StatementFailure */
  string(): string {
    this.take("as");
    const value = stringValue(this.text());
    if (value === undefined) return this.fail();
    this.place++;
    return value;
  }

  /** Whether a string stands here, with or without AS before it. */
  get isAtString(): boolean {
    return stringValue(this.text(this.word() === "as" ? 1 : 0)) !== undefined;
  }

  /** That string. */
  optionalString(): string | undefined {
    return this.isAtString ? this.string() : undefined;
  }

  /** A whole number within bounds. @throws StatementFailure */
  integer(option: string, minimum: number, maximum: number): number {
    this.take("as");
    const text = stringValue(this.text()) ?? this.text();
    if (!/^\d+$/.test(text)) this.fail();
    const value = Number(text);
    if (value < minimum || value > maximum) {
      refuseStatement(`Invalid value for ${option}: ${text}; expected ${minimum} to ${maximum}`);
    }
    this.place++;
    return value;
  }

  /** A number that may have a fraction. @throws StatementFailure */
  number(): number {
    this.take("as");
    const text = this.text();
    if (!/^\d+(\.\d+)?$/.test(text)) this.fail();
    this.place++;
    return Number(text);
  }

  /** ON, OFF, TRUE or FALSE if one of them stands here. */
  optionalSwitch(): boolean | undefined {
    const word = this.takeOneOf("on", "off", "true", "false");
    return word === undefined ? undefined : word === "on" || word === "true";
  }

  /** One character of ASCII, NUL aside, which ends texts. @throws StatementFailure */
  character(option: string): string {
    const value = this.string();
    const code = value.length === 1 ? value.charCodeAt(0) : 0;
    return code > 0 && code < 128 ? value : refuseStatement(`${option} must be a single ASCII character`);
  }
}
