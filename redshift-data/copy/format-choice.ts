/**
 * A format with its options, for each format of a table: a request without options where the format needs none.
 *
 * @typeParam Options format → its options
 */
export type FormatChoice<Options, F extends keyof Options = keyof Options> = F extends keyof Options
  ? { readonly format: F } & (Record<never, never> extends Options[F]
      ? { readonly options?: Options[F] }
      : { readonly options: Options[F] })
  : never;
