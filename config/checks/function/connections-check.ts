import { parseArn } from "../../../aws/arn";
import { defaultQueryName } from "../../default-names";
import type { LinkDraft } from "../../link-draft";
import { type LinkProblem, shownValue } from "../../problem";
import { givenOrDefault } from "../collision-check";

/** What the function is connected with: each subnet and group once, and for failed events something else than itself. */
export function checkConnections(link: LinkDraft): LinkProblem[] {
  const vpc = link.function?.vpc;
  return [
    ...repeated("subnetIds", vpc?.subnetIds),
    ...repeated("securityGroupIds", vpc?.securityGroupIds),
    ...returningEvents(link),
  ];
}

function repeated(
  field: "subnetIds" | "securityGroupIds",
  list: readonly (string | undefined)[] | undefined,
): LinkProblem[] {
  const ids = Object.values(list ?? {});
  return ids.flatMap((id, index) =>
    id === undefined || ids.indexOf(id) === index
      ? []
      : [
          {
            path: ["function", "vpc", field, index],
            message: `is ${shownValue(id)}, expected each once; take it out, or write the one that was meant`,
          },
        ],
  );
}

/** A record of a failed event is no event that the function takes: it would fail, and be sent again without an end. */
function returningEvents(link: LinkDraft): LinkProblem[] {
  const arn = link.function?.asyncInvocation?.onFailureArn;
  const own = givenOrDefault(link, link.function, "name", defaultQueryName);
  const { service, resource } = parseArn(arn ?? "") ?? {};
  if (own === undefined || service !== "lambda" || resource !== `function:${own.value}`) return [];
  const message = `is ${shownValue(arn)}, the function itself, expected another one: what it cannot do would come back to it again and again; name a queue, a topic, an event bus or another function`;
  return [{ path: ["function", "asyncInvocation", "onFailureArn"], message }];
}
