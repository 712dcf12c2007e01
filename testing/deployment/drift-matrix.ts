import { checkLink } from "../../tools/drift/check-link";
import type { DriftFinding, LinkReport } from "../../tools/drift/judge/finding";
import type { OutsideChange } from "./changes/outside-change";
import type { Deployment } from "./deployment";
import { lookInto } from "./look-beyond-plan";

/** A finding as a matrix names it: what, where, and what it means. */
export interface ExpectedFinding {
  readonly kind: DriftFinding["kind"];
  readonly severity: DriftFinding["severity"];
  /** Address and attribute. */
  readonly place: string;
  readonly accountId: string;
  /** Every sentence, each by how it begins. */
  readonly meaning: readonly string[];
  /** Part of why its meaning is not known. */
  readonly meaningUnknown?: string;
}

/** What drift says while a change lasts; undoes it afterwards. */
export async function reportUnder(
  deployment: Deployment,
  linkName: string,
  change: () => Promise<OutsideChange>,
): Promise<LinkReport> {
  const { undo } = await change();
  try {
    return await report(deployment, linkName);
  } finally {
    await undo();
  }
}

export async function report(deployment: Deployment, linkName: string): Promise<LinkReport> {
  const link = deployment.links.find(({ name }) => name === linkName);
  if (link === undefined) throw new Error(`there is no link ${linkName}`);
  const look = lookInto(deployment.accounts, deployment.signal);
  return await checkLink(link, deployment.terraform(linkName), look);
}

/** The report's findings in the matrix's terms, sentences cut to the length of the expected ones. */
export function inMatrixTerms(
  { findings }: LinkReport,
  expected: readonly ExpectedFinding[],
): readonly ExpectedFinding[] {
  return findings.map((finding, row) => {
    const { kind, severity, address, attribute, account, meaning, meaningUnknown } = finding;
    const wanted = expected[row];
    return {
      kind,
      severity,
      place: attribute === undefined ? address : `${address}.${attribute}`,
      accountId: account.id,
      meaning: meaning.map((sentence, index) =>
        sentence.slice(0, wanted?.meaning[index]?.length ?? sentence.length),
      ),
      ...(meaningUnknown === undefined
        ? {}
        : {
            meaningUnknown: meaningUnknown.includes(wanted?.meaningUnknown ?? "nothing expected")
              ? (wanted?.meaningUnknown ?? "")
              : meaningUnknown,
          }),
    };
  });
}
