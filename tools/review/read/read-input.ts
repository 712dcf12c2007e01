import { existsSync, readFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { settingsOf } from "../../../access/link/link-access";
import { commentedCode } from "../../../access/terraform/carried/carried-code";
import { carriedPolicyTexts } from "../../../access/terraform/carried/policy-texts";
import { configuredStackJson } from "../../../access/terraform/configured-stack";
import type { StackOrigin } from "../../../access/terraform/expected-parts/checks";
import { type ReplacedRole, replacedRoles } from "../../../access/terraform/replaced-roles";
import { reviewedPlanJson } from "../../../access/terraform/reviewed-plan";
import { parseStrictJson } from "../../../access/terraform/strict-json";
import { isJson, type Json } from "../../../aws/json";
import { policyTextsSchema } from "../../../config/schema/policy-text-schema";
import { readLink } from "../../lib/link/read-link";
import { PROJECT_ROOT } from "../../lib/process/project-root";
import { messageOf } from "../../lib/terminal/message-of";
import { ToolError } from "../../lib/terminal/tool-error";
import {
  type ArchiveProblem,
  archiveProblems,
  archivesOf,
  type DeployedArchive,
  type FreshHash,
} from "./archives";
import { type DeployedQueries, deployedQueries } from "./deployed-queries";
import { listedStacks, refusalIn } from "./output-folder";
import { synthOfThisRun } from "./output-links";

/** One stack to review. */
export interface ReviewInput {
  /** Of the link; of a plan in which no link can be read, of its file. */
  readonly name: string;
  /** The file it came from, relative to the project where it lies below it. */
  readonly file: string;
  /** What the file holds. */
  readonly text: string;
  readonly json: unknown;
  readonly origin: StackOrigin;
  /** Of a plan: the configuration that it was made of, in the same shape. */
  readonly configured?: unknown;
  /** Of a plan: the roles that it destroys and creates again. */
  readonly replacedRoles?: readonly ReplacedRole[];
  /** Absent: the function runs any SQL, and no named queries, as far as is known. */
  readonly namedQueries?: DeployedQueries | undefined;
  /** What is wrong with the archives its functions deploy. Absent: nobody looked, as for a plan or an older output. */
  readonly archives?: readonly ArchiveProblem[];
}

/**
 * @param bytes what it holds, of a file that was read already
 * @throws ToolError `REVIEW_INPUT`
 */
export function readJson(file: string, bytes?: Buffer): unknown {
  return readText(file, bytes).json;
}

/** Bytes that are no text are an error: replaced, they would be read as something else than Terraform reads. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A saved plan is a ZIP archive. */
const ZIP_START = Buffer.from("PK\u0003\u0004");

/** Read once: what another program writes into a pipe is there once. */
function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw inputError(`${file} ${code === "ENOENT" ? "does not exist" : `cannot be read (${code})`}`, error);
  }
}

function readText(file: string, bytes = bytesOf(file)): { readonly text: string; readonly json: unknown } {
  if (bytes.subarray(0, 4).equals(ZIP_START)) {
    throw inputError(
      `${file} is a plan as Terraform saves it; pass its JSON: terraform show -json ${basename(file)} > plan.json`,
    );
  }
  try {
    const text = utf8.decode(bytes);
    return { text, json: parseStrictJson(text) };
  } catch (error) {
    throw inputError(`${file} cannot be read as JSON: ${messageOf(error)}`, error);
  }
}

/**
 * Every stack of a synthesized output, by its manifest.
 *
 * @throws ToolError `REVIEW_INPUT` when there is none, or the output holds what no synth writes
 */
export function readSynthesized(folder: string): readonly ReviewInput[] {
  const manifest = join(folder, "manifest.json");
  const { file: linksFile, advice } = synthOfThisRun();
  if (!existsSync(manifest)) {
    throw inputError(
      `${shownPath(folder)} holds no manifest.json, so ${linksFile} is not synthesized there; ${advice} first, or pass --plan plan.json`,
    );
  }
  const listed = readJson(manifest);
  const refusal = refusalIn(listed);
  if (refusal !== undefined) {
    throw inputError(
      `the last synth into ${shownPath(folder)} was refused, so nothing there is of these sources; correct what it said, and ${advice}:\n${refusal}`,
    );
  }
  const { stacks, problems } = listedStacks(folder, listed);
  if (stacks.length === 0) throw inputError(`${shownPath(manifest)} lists no stack; ${advice}`);
  if (problems.length > 0) throw unlikeSynth(folder, problems);
  return stacks.map(({ name, file }) => {
    const input = { name, file: shownPath(file), origin: "synth", ...readText(file) } as const;
    const namedQueries = deployedQueries(file, input.json);
    if (isJson(input.json) && isJson(input.json.terraform)) return { ...input, namedQueries };
    throw unlikeSynth(folder, [`stacks/${name}/cdk.tf.json has no section terraform`]);
  });
}

function unlikeSynth(folder: string, problems: readonly string[]): ToolError {
  return inputError(
    `${shownPath(folder)} is not as a synth leaves it, so Terraform would read something else than the review:\n  ${problems.join("\n  ")}\ndelete what is named, or remove the folder and run npm run synth. A synth by itself takes away whole folders of stacks that are no longer there, and leaves what others put into the folder of one`,
  );
}

/**
 * The stacks of a synthesized output with what is wrong with their archives.
 *
 * @param fresh hashes of archives made from the sources, see {@link archiveProblems}
 */
export function withArchives(
  folder: string,
  inputs: readonly ReviewInput[],
  fresh: FreshHash | undefined,
): readonly ReviewInput[] {
  return inputs.map((input) => ({
    ...input,
    archives: archiveProblems(stackFileOf(folder, input), input.json, fresh),
  }));
}

/** All archives that a synthesized output deploys. */
export function deployedArchives(folder: string, inputs: readonly ReviewInput[]): readonly DeployedArchive[] {
  return inputs.flatMap((input) =>
    archivesOf(stackFileOf(folder, input), input.json).map((file) => ({
      file,
      code: commentedCode(input.json),
    })),
  );
}

function stackFileOf(folder: string, { name }: Pick<ReviewInput, "name">): string {
  return join(folder, "stacks", name, "cdk.tf.json");
}

/**
 * The texts of policies in a JSON file, as `policyTexts` of links.yaml has them, or in the `cdk.tf.json` of a link, which
 * carries them.
 *
 * @param file absent: there are none
 * @param bytes what it holds, of a file that was read already
 * @throws ToolError `REVIEW_INPUT` when it is neither
 */
export function policyTextsIn(file: string | undefined, bytes?: Buffer): Json {
  if (file === undefined) return {};
  const json = readJson(file, bytes);
  const isStack = isJson(json) && isJson(json.terraform);
  const parsed = policyTextsSchema.safeParse(isStack ? carriedPolicyTexts(json) : json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw inputError(
    `${file}: ${issue?.path.join(".")} is not as policyTexts has it, expected ${issue?.message}`,
  );
}

/**
 * A plan as `terraform show -json` prints it, as one stack.
 *
 * @param policyTexts of policies that it only names: a plan carries none
 * @param bytes what it holds, of a file that was read already
 */
export function readPlanFile(file: string, policyTexts: Json, bytes?: Buffer): readonly ReviewInput[] {
  const { text, json } = readText(file, bytes);
  try {
    const isPlan = isJson(json) && json.planned_values !== undefined;
    const stack = carrying(reviewedPlanJson(json), policyTexts);
    const input = {
      name: linkNameIn(stack) ?? basename(file, ".json"),
      file: shownPath(file),
      text,
      json: stack,
      namedQueries: deployedQueries(undefined, stack),
      origin: "plan",
    } as const;
    if (!isPlan) return [input];
    const configured = carrying(configuredStackJson(json), policyTexts);
    return [{ ...input, configured, replacedRoles: replacedRoles(json) }];
  } catch (error) {
    throw inputError(
      `${file} is no plan that can be reviewed: ${messageOf(error)}; write it with terraform show -json <plan>`,
      error,
    );
  }
}

function linkNameIn(stack: Json): string | undefined {
  try {
    return settingsOf(readLink(stack)).linkName;
  } catch {
    return undefined;
  }
}

function carrying(stack: Json, policyTexts: Json): Json {
  if (Object.keys(policyTexts).length === 0) return stack;
  const comment = isJson(stack["//"]) ? stack["//"] : {};
  return { ...stack, "//": { ...comment, policyTexts } };
}

function inputError(message: string, cause?: unknown): ToolError {
  return new ToolError("REVIEW_INPUT", message, { cause });
}

function shownPath(file: string): string {
  const inside = relative(PROJECT_ROOT, resolve(file));
  return inside.startsWith("..") ? file : inside;
}
