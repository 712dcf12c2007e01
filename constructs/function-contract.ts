/** What a function tells the infrastructure of itself: constants of its `functions/<name>/contract.ts`. */
export interface FunctionContract {
  /** Source file of the handler, relative to the repository root; of a function that comes as an archive, the archive. */
  readonly entryFile: string;
  /** Lambda's `Handler` setting: file and export of the bundle, which is `index.js`. */
  readonly handler: string;
  /** Lambda's `Description` setting. */
  readonly description: string;
  /** Terraform name of the function and its log group. Renaming it replaces both. */
  readonly address: string;
  /**
   * Packages that the function never reaches → the files bundled in their place, relative to the repository root.
   *
   * @default - every package is bundled as it is
   */
  readonly sdkSubstitutes?: Readonly<Record<string, string>>;
  /**
   * What the source file must export, where nobody but its bundle looks at it.
   *
   * @default - not looked at
   */
  readonly exportedName?: string;
  /**
   * Most parameters that the runtime lets an exported function declare: a third one is a callback to Lambda.
   *
   * @default - any number
   */
  readonly mostParameters?: number;
}
