import { isJson, type Json } from "../../aws/json";

/**
 * What may differ between two plans that do the same: when, by which version and against which reading of the world they
 * were made. Everything else must be equal, members of a newer format included.
 */
const CIRCUMSTANCES: ReadonlySet<string> = new Set([
  "format_version",
  "prior_state",
  "relevant_attributes",
  "resource_drift",
  "terraform_version",
  "timestamp",
]);

/**
 * Where two plans, as `terraform show -json` prints them, differ in what an apply would do or in the configuration it
 * would use. The places only: values can be secret.
 *
 * @returns paths such as `resource_changes[aws_iam_role.data_role].change.after.path`, sorted; empty: the plans are equal
 */
export function planDifferences(reviewed: Json, fresh: Json): readonly string[] {
  return differences(substance(reviewed), substance(fresh), "").sort();
}

function substance(plan: Json): Json {
  return Object.fromEntries(Object.entries(plan).filter(([member]) => !CIRCUMSTANCES.has(member)));
}

function differences(before: unknown, after: unknown, path: string): string[] {
  if (Array.isArray(before) && Array.isArray(after)) return listDifferences(before, after, path);
  if (isJson(before) && isJson(after)) return memberDifferences(before, after, path);
  return Object.is(before, after) ? [] : [path];
}

function memberDifferences(before: Json, after: Json, path: string): string[] {
  const members = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...members].flatMap((member) => {
    const place = path === "" ? member : `${path}.${member}`;
    if (Object.hasOwn(before, member) !== Object.hasOwn(after, member)) return [place];
    return differences(before[member], after[member], place);
  });
}

function listDifferences(before: readonly unknown[], after: readonly unknown[], path: string): string[] {
  const places = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index);
  return places.flatMap((index) => {
    const place = `${path}[${elementName(before[index] ?? after[index], index)}]`;
    return index < before.length && index < after.length
      ? differences(before[index], after[index], place)
      : [place];
  });
}

/** A reader knows a resource by its address, not by its place in the list. */
function elementName(element: unknown, index: number): string {
  return isJson(element) && typeof element.address === "string" ? element.address : String(index);
}
