import { accessExamples } from "./access-examples";
import { connectExamples } from "./connect-examples";
import type { ErrorExample } from "./error-example";
import { objectExamples } from "./object-examples";
import { serviceExamples } from "./service-examples";
import { sqlExamples } from "./sql-examples";
import { storageExamples } from "./storage-examples";

/** At least one failure per row of the error table, the two that everyone meets first in front. */
export const ERROR_EXAMPLES: readonly ErrorExample[] = [
  ...accessExamples,
  ...serviceExamples,
  ...connectExamples,
  ...objectExamples,
  ...sqlExamples,
  ...storageExamples,
];
