import { LosslessNumber } from "lossless-json";
import { isJson, type Json } from "../../aws/json";
import type { SavedPlan } from "./saved-plan";

/**
 * What may differ between two plans that do the same: when they were made, what refreshing changed in the state (its result
 * is compared: the state, and every value before the change), and where values came from, in an order that Terraform
 * leaves to chance. Everything else must be equal, members of a newer format included.
 */
const CIRCUMSTANCES: ReadonlySet<string> = new Set(["relevant_attributes", "resource_drift", "timestamp"]);

/**
 * Where two plans, as `terraform show -json` prints them, differ in what an apply would do or in the configuration it
 * would use. The places only: values can be secret.
 *
 * @param reviewed read without a loss (`exactJson`)
 * @returns paths such as `resource_changes[aws_iam_role.data_role].change.after.path`, sorted; empty: the plans are equal
 */
export function planDifferences(reviewed: Json, fresh: Json): readonly string[] {
  return differences(substance(reviewed), substance(fresh), "").sort();
}

/** Where two plan files differ in what `terraform show` leaves out; paths as those of {@link planDifferences}. */
export function savedPlanDifferences(reviewed: SavedPlan, fresh: SavedPlan): readonly string[] {
  return [
    ...differences(reviewed.configuration, fresh.configuration, "cdk.tf.json"),
    ...differences(reviewed.parts, fresh.parts, "plan file"),
  ].sort();
}

function substance(plan: Json): Json {
  return Object.fromEntries(Object.entries(plan).filter(([member]) => !CIRCUMSTANCES.has(member)));
}

function differences(before: unknown, after: unknown, path: string): string[] {
  if (before instanceof LosslessNumber || after instanceof LosslessNumber) {
    return isSameNumber(before, after) ? [] : [path];
  }
  if (Array.isArray(before) && Array.isArray(after)) return listDifferences(before, after, path);
  if (isJson(before) && isJson(after)) return memberDifferences(before, after, path);
  return Object.is(before, after) ? [] : [path];
}

/** By their digits. An object with the members of a `LosslessNumber` is none. */
function isSameNumber(before: unknown, after: unknown): boolean {
  if (!(before instanceof LosslessNumber && after instanceof LosslessNumber)) return false;
  return before.value === after.value;
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
