import { accessExamples } from "./access-examples";
import type { ErrorExample } from "./error-example";
import { serviceExamples } from "./service-examples";
import { sqlExamples } from "./sql-examples";

/** At least one failure per row of the error table, the two that everyone meets first in front. */
export const ERROR_EXAMPLES: readonly ErrorExample[] = [
  ...accessExamples,
  ...serviceExamples,
  ...sqlExamples,
];
