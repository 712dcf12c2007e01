import { heldText, unownedStateAdvice } from "../../../states/unowned-states";
import type { StateSearch, StrayState } from "../../lib/states/stray-states";
import type { StateFinding, StatesReport } from "./finding";

/**
 * What the states that were found are: a finding where nobody owns one, a note where somebody may, could-not-check where it cannot be
 * told whether one holds anything.
 */
export function statesReport({ states, refusals, unread }: StateSearch): StatesReport {
  const unowned = states.filter(({ owner }) => owner === undefined);
  return {
    findings: unowned.flatMap((state) => findingOf(state)),
    unchecked: [
      ...refusals,
      ...unowned.flatMap(({ place, contents }) =>
        contents.kind === "unreadable"
          ? [`${place} is the state of no link of the links file and ${heldText(contents)}`]
          : [],
      ),
    ],
    notes: [
      ...states.flatMap(({ place, linkName, contents, owner }) =>
        owner === undefined ? [] : [`${place} is of link ${linkName} of ${owner} and ${heldText(contents)}`],
      ),
      ...unread,
    ],
  };
}

function findingOf({ place, linkName, contents, move }: StrayState): readonly StateFinding[] {
  if (contents.kind !== "resources") return [];
  return [
    {
      kind: "unowned-state",
      severity: "high",
      place,
      link: linkName,
      addresses: contents.resources.map(({ address }) => address),
      summary: `${place} is the state of no link of the links file and ${heldText(contents)}`,
      meaning: [
        "what it holds stays as it was deployed: its roles, trust and function are in no plan, no review and no other finding",
      ],
      repair: unownedStateAdvice(linkName, move),
    },
  ];
}
