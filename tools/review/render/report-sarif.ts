import type { Log, ReportingDescriptor, Result } from "sarif";
import { plainLine } from "../../lib/report/plain-text";
import type { Finding } from "../judge/finding";
import type { ReviewReport } from "../judge/report";
import type { Rule } from "../judge/rule";
import type { ReviewInput } from "../read/read-input";
import { sourceLines } from "../read/source-lines";

/** Findings the review makes itself, beside the rules. */
const OWN_RULES = [
  { id: "suppression-expired", title: "suppressions are looked at again in time" },
  { id: "suppression-unused", title: "suppressions have something to suppress" },
];

/** Where a block stands. */
interface SourcePlace {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Finds the place of an address in the file of its stack. */
export function sourcePlaces(
  inputs: readonly ReviewInput[],
): (stack: string, address: string) => SourcePlace {
  const sources = new Map(inputs.map(({ name, file, text }) => [name, { file, lineOf: sourceLines(text) }]));
  return (stack, address) => {
    const source = sources.get(stack);
    return { file: source?.file ?? stack, line: source?.lineOf(address) ?? 1 };
  };
}

/**
 * The report as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), for code scanning. Suppressed
 * findings are results with a suppression; what could not be checked makes the execution unsuccessful.
 */
export function reportSarif(
  report: ReviewReport,
  rules: readonly Rule[],
  placeOf: (stack: string, address: string) => SourcePlace,
): Log {
  const descriptors: ReportingDescriptor[] = [
    ...rules.map(({ id, title, why, fix, severity }) => ({
      id,
      shortDescription: { text: title },
      fullDescription: { text: why },
      help: { text: fix },
      defaultConfiguration: { level: severity },
    })),
    ...OWN_RULES.map(({ id, title }) => ({ id, shortDescription: { text: title } })),
  ];
  const indexOf = (rule: string) => descriptors.findIndex(({ id }) => id === rule);
  const result = (stack: string, { rule, severity, address, message, fix }: Finding): Result => {
    const { file, line } = placeOf(stack, address);
    return {
      ruleId: rule,
      ruleIndex: indexOf(rule),
      level: severity,
      message: { text: plainLine(`${message}. ${fix}.`) },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: file }, region: { startLine: line } },
          logicalLocations: [{ fullyQualifiedName: `${stack}/${address}`, kind: "resource" }],
        },
      ],
      partialFingerprints: { "ruleAndAddress/v1": `${rule}/${stack}/${address}/${message}` },
    };
  };
  const unchecked = report.stacks.flatMap(({ unchecked: open }) => open);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "cross-account-redshift-data-api review", rules: descriptors } },
        invocations: [
          {
            executionSuccessful: unchecked.length === 0,
            toolExecutionNotifications: unchecked.map(({ what, reason }) => ({
              level: "error",
              message: { text: plainLine(`${what} could not be checked: ${reason}`) },
            })),
          },
        ],
        results: report.stacks.flatMap(({ name, findings, suppressed }) => [
          ...findings.map((finding) => result(name, finding)),
          ...suppressed.map(({ finding, suppression }) => ({
            ...result(name, finding),
            suppressions: [{ kind: "external" as const, justification: plainLine(suppression.reason) }],
          })),
        ]),
      },
    ],
  };
}
