import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { styleText } from "node:util";
import { policiesOf } from "../deploy-policy/policies-text";
import { printPolicies } from "../deploy-policy/print-policies";
import { readLink } from "../lib/link/read-link";
import { PROJECT_ROOT } from "../lib/process/project-root";
import { runCommand, UsageError } from "../lib/terminal/command-line";
import { EXIT_COULD_NOT_CHECK } from "../lib/terminal/exit-codes";
import { compareWith, compareWithOutput } from "./judge/compare-with";
import { exitCodeOf, type Report, reportJson } from "./judge/report";
import { reviewStack, type StackReview } from "./judge/review-stack";
import { RULES } from "./judge/rule-list";
import { type ReviewInput, readJson, readPlanFile, readSynthesized } from "./read/read-input";
import { sourceLines } from "./read/source-lines";
import { renderMarkdown } from "./render/render-markdown";
import { renderPage } from "./render/render-page";
import { renderSarif, type SourcePlace } from "./render/render-sarif";
import { renderSummary } from "./render/render-summary";

const HELP = `Says what the synthesized Terraform JSON grants, before anybody applies it.

usage: npm run review -- [options]

It reads cdktf.out as \`npm run synth\` left it and never synthesizes itself: what is reviewed is what the plan
will use. It writes review/index.html and review.md into cdktf.out.

  --plan <file>       review a plan instead: the output of \`terraform show -json <plan>\`
  --against <path>    also say what changes against an older cdk.tf.json of one of the links, or against a folder like
                      cdktf.out: every link by its name, and which links are new or gone
  --format sarif      print SARIF 2.1.0 for code scanning instead of the summary
  --json              print the report as JSON instead of the summary
  --deploy-policy     print the least-privilege IAM policies to plan and deploy each account with, and review nothing
  --out <folder>      where the synthesized output is (default: cdktf.out)

  --help              this text

exit code: 0 nothing found, 1 findings, 2 something could not be checked, or wrong usage`;

const options = {
  plan: { type: "string" },
  against: { type: "string" },
  format: { type: "string", default: "text" },
  json: { type: "boolean", default: false },
  "deploy-policy": { type: "boolean", default: false },
  out: { type: "string", default: join(PROJECT_ROOT, "cdktf.out") },
} as const;

interface Options {
  readonly plan?: string | undefined;
  readonly against?: string | undefined;
  readonly format: string;
  readonly json: boolean;
  readonly "deploy-policy": boolean;
  readonly out: string;
}

async function review(values: Options): Promise<number> {
  if (values["deploy-policy"]) return printDeployPolicies(values);
  if (values.format !== "text" && values.format !== "sarif") {
    throw new UsageError(`--format is ${values.format}, expected text or sarif`);
  }
  if (values.json && values.format === "sarif")
    throw new UsageError("--json and --format sarif exclude each other");
  const inputs = values.plan === undefined ? readSynthesized(values.out) : readPlanFile(values.plan);
  const report = await reportOn(inputs, values.against);
  const pages = writePages(report, values.out);
  const code = exitCodeOf(report);
  if (values.json) process.stdout.write(`${JSON.stringify(reportJson(report), null, 2)}\n`);
  else if (values.format === "sarif") {
    process.stdout.write(`${JSON.stringify(renderSarif(report, RULES, placesIn(inputs)), null, 2)}\n`);
  } else {
    const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
    const paint = (style: Parameters<typeof styleText>[0], text: string) =>
      colour ? styleText(style, text) : text;
    process.stdout.write(`${[...renderSummary(report, paint), "", ...pages].join("\n")}\n`);
  }
  return code;
}

function placesIn(inputs: readonly ReviewInput[]): (stack: string, address: string) => SourcePlace {
  const sources = new Map(inputs.map(({ name, file, text }) => [name, { file, lineOf: sourceLines(text) }]));
  return (stack, address) => {
    const source = sources.get(stack);
    return { file: source?.file ?? stack, line: source?.lineOf(address) ?? 1 };
  };
}

function printDeployPolicies({ plan, against, format, json, out }: Options): number {
  if (plan !== undefined || against !== undefined || format !== "text") {
    throw new UsageError("--deploy-policy goes with --json and --out only; leave the other options out");
  }
  printPolicies(policiesOf(readSynthesized(out)), json);
  return 0;
}

async function reportOn(inputs: readonly ReviewInput[], against: string | undefined): Promise<Report> {
  const today = new Date().toISOString().slice(0, 10);
  const stacks = [];
  for (const { name, json } of inputs) stacks.push(await reviewStack(name, json, RULES, today));
  return {
    source: inputs.map(({ file }) => file).join(", "),
    stacks,
    ...(await comparison(stacks, against)),
  };
}

async function comparison(
  stacks: readonly StackReview[],
  against: string | undefined,
): Promise<Pick<Report, "changes" | "links">> {
  if (against === undefined) return { changes: new Map() };
  if (isFolder(against)) return compareWithOutput(readSynthesized(against), stacks, readLink);
  return { changes: await compareWith(readJson(against), against, stacks, readLink) };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function writePages(report: Report, folder: string): readonly string[] {
  const page = join(folder, "review", "index.html");
  const markdown = join(folder, "review", "review.md");
  mkdirSync(join(folder, "review"), { recursive: true });
  writeFileSync(page, renderPage(report));
  writeFileSync(markdown, renderMarkdown(report));
  return [`page: ${page}`, `pull request text: ${markdown}`];
}

runCommand({
  help: HELP,
  options,
  failureExitCode: EXIT_COULD_NOT_CHECK,
  run: (values) => review(values),
});
