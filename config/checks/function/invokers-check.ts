import { parseArn } from "../../../aws/arn";
import { INVOKING_SERVICES } from "../../../aws/lambda";
import { partitionOf } from "../../../aws/partition";
import type { LinkDraft } from "../../link-draft";
import { nearestWord } from "../../nearest-word";
import { type LinkProblem, shownValue } from "../../problem";

const WHO = ["roleArn", "accountId", "service"] as const;

/** Each invoker is a role, an account or a service, a service is one for a source, and no two have one name. */
export function checkInvokers({ function: settings, lambdaAccount }: LinkDraft): LinkProblem[] {
  const invokers = Object.values(settings?.invokers ?? {});
  const region = lambdaAccount?.region;
  const names = invokers.map((invoker) => invoker?.name);
  return invokers.flatMap((invoker, index) => {
    if (invoker === undefined) return [];
    const path = ["function", "invokers", index];
    const who = WHO.filter((field) => field in invoker);
    const hasSource = "sourceArn" in invoker;
    const partition = parseArn(invoker.sourceArn ?? invoker.roleArn ?? "")?.partition;
    const own = region === undefined ? undefined : partitionOf(region);
    const { name } = invoker;
    return [
      ...(who.length === 1
        ? []
        : [
            {
              path,
              message: `has ${who.join(" and ") || "none of them"}, expected one of ${WHO.join(", ")}; keep or add one`,
            },
          ]),
      ...(hasSource === who.includes("service")
        ? []
        : [
            {
              path: hasSource ? [...path, "sourceArn"] : path,
              message: hasSource
                ? "is without service, expected both; name the service, or take it out"
                : "has a service without sourceArn, expected both: anybody's rule could invoke; name what invokes",
            },
          ]),
      ...(partition === undefined || own === undefined || partition === own
        ? []
        : [
            {
              path,
              message: `is in partition ${partition}, expected ${own} as the lambda account; correct the ARN`,
            },
          ]),
      ...(own !== undefined && own !== "aws-cn" && invoker.service?.endsWith(".cn")
        ? [
            {
              path: [...path, "service"],
              message: `is ${shownValue(invoker.service)}, a name of partition aws-cn, expected one of ${own} as the lambda account; take .cn off`,
            },
          ]
        : []),
      ...serviceProblems(invoker).map(([field, message]) => ({ path: [...path, field], message })),
      ...(name === undefined || names.indexOf(name) === index
        ? []
        : [
            {
              path: [...path, "name"],
              message: `is ${shownValue(name)}, expected a name that no other invoker has; rename it`,
            },
          ]),
    ];
  });
}

/** Letters that a slip may take; names of services as short as `sns` are no slips of each other. */
const SLIPS = ({ length }: string) => (length < 5 ? 0 : 2);

/** Lambda refuses a service that AWS does not have, and one service never invokes for what is another's. */
function serviceProblems({
  service,
  sourceArn,
}: {
  readonly service?: string | undefined;
  readonly sourceArn?: string | undefined;
}): readonly (readonly [field: string, message: string])[] {
  const [, name, suffix] = /^(.*?)(\.amazonaws\.com(?:\.cn)?)$/.exec(service ?? "") ?? [];
  if (name === undefined) return [];
  const ofSource = INVOKING_SERVICES[name];
  if (ofSource === undefined) {
    const meant = nearestWord(name, Object.keys(INVOKING_SERVICES), SLIPS);
    if (meant === undefined) return [];
    return [
      [
        "service",
        `is ${shownValue(service)}, expected a service that AWS has; did you mean ${meant}${suffix}?`,
      ],
    ];
  }
  const found = parseArn(sourceArn ?? "")?.service;
  if (found === undefined || found === ofSource) return [];
  const message = `is ${shownValue(sourceArn)}, expected an ARN of ${ofSource}, for which ${name}${suffix} invokes; correct one of the two`;
  return [["sourceArn", message]];
}
