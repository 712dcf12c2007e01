import { checkLink } from "../../tools/drift/check-link";
import type { DriftFinding, LinkReport } from "../../tools/drift/judge/finding";
import { type StartChange, whileMade } from "./changes/while-changed";
import type { Deployment } from "./deployment";
import { lookInto } from "./look-beyond-plan";

/** A finding as a matrix names it: what, where, and what it means. */
export interface ExpectedFinding {
  readonly kind: DriftFinding["kind"];
  readonly severity: DriftFinding["severity"];
  /** Address and attribute. */
  readonly place: string;
  readonly accountId: string;
  /** What was looked at. Absent: the plan. */
  readonly look?: DriftFinding["look"];
  /** Every sentence, each by how it begins. */
  readonly meaning: readonly string[];
  /** Part of why its meaning is not known. */
  readonly meaningUnknown?: string;
}

/** A change made outside, and everything that drift has to say of it, in the order of the report. */
export type DriftRow = readonly [
  name: string,
  change: StartChange,
  expected: readonly [ExpectedFinding, ...ExpectedFinding[]],
];

/** What drift says while a change lasts; undoes it afterwards. */
export function reportUnder(
  deployment: Deployment,
  linkName: string,
  change: StartChange,
): Promise<LinkReport> {
  return whileMade([change], () => report(deployment, linkName));
}

export async function report(deployment: Deployment, linkName: string): Promise<LinkReport> {
  const look = lookInto(deployment.accounts, deployment.signal);
  return await checkLink(deployment.link(linkName), deployment.terraform(linkName), look);
}

/**
 * A test of each row, and of the whole report, under one report with all of their changes: a report costs a plan. It is for rows
 * that say the same alone. The changes are made in the order of the rows and undone in reverse. A change that cannot be made
 * fails its own row; findings that no row expects fail the test of the whole report.
 *
 * @throws Error when two rows expect findings at one place, where nobody could tell whose they are
 */
export function describeRound(
  deployment: Deployment,
  linkName: string,
  title: string,
  rows: readonly DriftRow[],
): void {
  refuseSharedPlaces(rows);
  describe(`together: ${title}`, () => {
    const failures = new Map<DriftRow, unknown>();
    let found: LinkReport;

    beforeAll(async () => {
      const starts = rows.map((row) => async () => {
        try {
          return await row[1]();
        } catch (error) {
          failures.set(row, error);
          return { undo: async () => undefined };
        }
      });
      found = await whileMade(starts, () => report(deployment, linkName));
    });

    it.each(rows.map((row) => [row[0], row] as const))("%s", (_, row) => {
      if (failures.has(row)) throw failures.get(row);
      const [, , expected] = row;
      const places = expected.map(placeKey);
      expect(inMatrixTerms(found, expected).filter((told) => places.includes(placeKey(told)))).toEqual(
        expected,
      );
      expect(found).toMatchObject({ status: "drift", unchecked: [] });
    });

    it("reports these and nothing else", () => {
      const expected = rows.filter((row) => !failures.has(row)).flatMap(([, , findings]) => findings);
      expect(byPlace(inMatrixTerms(found, expected))).toEqual(byPlace(expected));
      expect(found).toMatchObject({ status: "drift", unchecked: [] });
    });
  });
}

/** The report's findings in the matrix's terms, sentences cut to the length of those expected at the same place. */
function inMatrixTerms(
  { findings }: LinkReport,
  expected: readonly ExpectedFinding[],
): readonly ExpectedFinding[] {
  return findings.map(({ kind, severity, address, attribute, account, look, meaning, meaningUnknown }) => {
    const place = attribute === undefined ? address : `${address}.${attribute}`;
    const looked = look === undefined ? {} : { look };
    const wanted = expected.find((other) => placeKey(other) === placeKey({ place, ...looked }));
    return {
      kind,
      severity,
      place,
      accountId: account.id,
      ...looked,
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

/** Tells the findings of a report apart, whatever is said of them. */
function placeKey({ place, look }: Pick<ExpectedFinding, "place" | "look">): string {
  return `${place} ${look ?? "plan"}`;
}

function byPlace(findings: readonly ExpectedFinding[]): readonly ExpectedFinding[] {
  return findings.toSorted((a, b) => (placeKey(a) < placeKey(b) ? -1 : 1));
}

function refuseSharedPlaces(rows: readonly DriftRow[]): void {
  const owners = new Map<string, string>();
  for (const [name, , expected] of rows) {
    for (const finding of expected) {
      const owner = owners.get(placeKey(finding));
      if (owner !== undefined) throw new Error(`${owner} and ${name} expect findings at ${finding.place}`);
      owners.set(placeKey(finding), name);
    }
  }
}
