/** Something wrong with a file of named queries. */
export interface QueryProblem {
  /** As messages call it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Name of the query. Absent: the file as a whole, or no query of it. */
  readonly query?: string;
  /** `is <found>, expected <allowed>; <what to do>` */
  readonly message: string;
}
