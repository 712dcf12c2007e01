/** A service on this machine in which Terraform keeps one state. */
export interface KeptState {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Environment with which Terraform is let in. */
  readonly env: Readonly<Record<string, string>>;
  /** What is kept, as text. `undefined`: nothing yet. */
  state(): string | undefined;
  /** Has the service keep this. */
  keep(text: string): void;
  /** Who holds the lock, as Terraform described itself. `undefined`: nobody. */
  lock(): string | undefined;
  /** Has somebody hold it. */
  lockFor(info: { readonly ID: string; readonly Who: string }): void;
  /** Takes every lock away. */
  unlock(): void;
  close(): Promise<void>;
}
