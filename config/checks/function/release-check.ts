import { parseArn } from "../../../aws/arn";
import { partitionOf } from "../../../aws/partition";
import type { LinkDraft } from "../../link-draft";
import { type LinkProblem, shownValue } from "../../problem";

/** Layers are where the function is and each stands once, and no more instances are kept ready than the function may have. */
export function checkRelease({ function: settings, lambdaAccount }: LinkDraft): LinkProblem[] {
  const layers = Object.values(settings?.layers ?? {});
  const region = lambdaAccount?.region;
  const { reservedConcurrency } = settings ?? {};
  const provisioned = settings?.alias?.provisionedConcurrency;
  return [
    ...layers.flatMap((arn, index) => {
      const path = ["function", "layers", index];
      return arn === undefined
        ? []
        : [...elsewhere(arn, region, path), ...repeated(arn, layers.slice(0, index), path)];
    }),
    ...(provisioned === undefined || reservedConcurrency === undefined || provisioned <= reservedConcurrency
      ? []
      : [
          {
            path: ["function", "alias", "provisionedConcurrency"],
            message: `is ${shownValue(provisioned)}, expected at most the reservedConcurrency of the function, ${reservedConcurrency}; correct one of them`,
          },
        ]),
  ];
}

/** Of any account: whoever publishes a layer may share it. */
function elsewhere(arn: string, region: string | undefined, path: LinkProblem["path"]): LinkProblem[] {
  const found = parseArn(arn);
  if (found === undefined || region === undefined) return [];
  const expected = { partition: partitionOf(region), region };
  const mismatches = (["partition", "region"] as const)
    .filter((part) => expected[part] !== found[part])
    .map((part) => `${part} ${expected[part]} instead of ${found[part]}`);
  if (mismatches.length === 0) return [];
  return [
    {
      path,
      message: `is ${shownValue(arn)}, expected ${mismatches.join(", ")}; name the layer of the function's own region`,
    },
  ];
}

/** Lambda takes one version of a layer. */
function repeated(
  arn: string,
  before: readonly (string | undefined)[],
  path: LinkProblem["path"],
): LinkProblem[] {
  const layer = withoutVersion(arn);
  const other = before.find((earlier) => earlier !== undefined && withoutVersion(earlier) === layer);
  if (other === undefined) return [];
  return [
    { path, message: `is ${shownValue(arn)}, expected each layer once, beside ${other}; keep one version` },
  ];
}

function withoutVersion(arn: string): string {
  return arn.slice(0, arn.lastIndexOf(":"));
}
