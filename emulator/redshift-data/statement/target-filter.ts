import { readOptionalTarget } from "../request/login-input";
import type { RequestOrigin } from "../request/request-origin";
import type { Warehouse } from "../warehouse/warehouse";
import type { WarehouseSet } from "../warehouse/warehouse-set";

/**
 * The filter of a list by the cluster or workgroup that its request names, a workgroup by its name or its ARN. Whatever is listed
 * passes when the request names none; nothing does when there is none such.
 *
 * @throws AwsError ValidationException when the request names both
 */
export function targetFilter(
  warehouses: Pick<WarehouseSet, "find">,
  { caller, region }: RequestOrigin,
  input: unknown,
): (warehouse: Warehouse) => boolean {
  const target = readOptionalTarget(input);
  if (target === undefined) return () => true;
  const named = warehouses.find({ accountId: caller.accountId, region, ...target });
  return (warehouse) => warehouse === named;
}
