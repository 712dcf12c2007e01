import type { Json } from "../../../../aws/json";
import type { LinkSubject } from "../subject";

/** Whether a resource is in the function's account and region. */
export function isBesideFunction({ locate, link: { queryFunction } }: LinkSubject, block: Json): boolean {
  const place = locate(block);
  return (
    place.accountId === queryFunction.accountId && (block.region ?? place.region) === queryFunction.region
  );
}
