import { isAbsolute, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Log, ReportingDescriptor, Result } from "sarif";
import { plainLine } from "../../lib/report/plain-text";
import type { Finding } from "../judge/finding";
import type { ReviewReport } from "../judge/report";
import type { Rule } from "../judge/rule";
import { assumedLines } from "./assumed-in-words";

/** Findings the review makes itself, beside the rules. */
const OWN_RULES = [
  { id: "existing-part", title: "what the stack says of parts that others own is what a synth writes" },
  { id: "suppression-expired", title: "suppressions are looked at again in time" },
  { id: "suppression-unused", title: "suppressions have something to suppress" },
];

/** Where whoever reads a finding finds what to change. */
export interface SourcePlace {
  /** Path relative to the project where it lies below it, otherwise absolute. */
  readonly file: string;
  /** Counted from 1. Absent: the file as a whole. */
  readonly line?: number;
}

/**
 * The report as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), for code scanning. Suppressed
 * findings are results with a suppression; what could not be checked makes the execution unsuccessful.
 */
export function reportSarif(
  report: ReviewReport,
  rules: readonly Rule[],
  placeOf: (stack: string, finding: Finding) => SourcePlace,
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
  const result = (stack: string, finding: Finding): Result => {
    const { rule, severity, address, message, fix } = finding;
    const { file, line } = placeOf(stack, finding);
    return {
      ruleId: rule,
      ruleIndex: indexOf(rule),
      level: severity,
      message: { text: plainLine(`${message}. ${fix}.`) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uriOf(file) },
            ...(line === undefined ? {} : { region: { startLine: line } }),
          },
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
            toolExecutionNotifications: [
              ...unchecked.map(({ what, reason }) => ({
                level: "error" as const,
                message: { text: plainLine(`${what} could not be checked: ${reason}`) },
              })),
              ...report.stacks.flatMap((stack) =>
                assumedLines(stack).map((line) => ({
                  level: "note" as const,
                  message: { text: plainLine(`${stack.name}: ${line}`) },
                })),
              ),
            ],
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

/** Relative to the root of the checkout, where code scanning looks. */
function uriOf(file: string): string {
  return isAbsolute(file) ? pathToFileURL(file).href : file.split(sep).map(encodeURIComponent).join("/");
}
