import { basename, posix } from "node:path";
import type { z } from "zod";
import { jsonFault } from "../../aws/json";
import { valueAt } from "../composition/value-at";
import { formatPath, type Path, type Place, shownValue } from "../problem";
import { identityPolicySchema, trustPolicySchema } from "../schema/parts/policy-document-schema";
import { schemaProblems } from "../schema-problems";
import { readUtf8, remedyOf, whyUnread } from "../utf8-text";
import { YamlSource } from "../yaml-source";
import type { DeclaredPolicies } from "./existing-part";

/** What a role's owner declares, as a link writes it: paths of files. */
interface DeclaredFiles {
  readonly policies?: readonly (string | undefined)[] | undefined;
  readonly trustPolicy?: string | undefined;
}

/** Something wrong with one of the files. */
interface DeclaredProblem {
  /** Of the field that names the file, below the role. */
  readonly path: Path;
  readonly place?: Place;
  readonly message: string;
}

/** The documents, and what is wrong with their files. Without a problem the documents are all there. */
interface ReadPolicies {
  readonly declared?: DeclaredPolicies;
  readonly problems: readonly DeclaredProblem[];
}

/**
 * Reads the documents that a role's owner declares.
 *
 * @param files what has passed the schema
 * @param folderOf the folder that a path below the role is from
 */
export function readDeclaredPolicies(
  { policies = [], trustPolicy }: DeclaredFiles,
  folderOf: (path: Path) => string,
): ReadPolicies {
  const read = Object.values(policies).flatMap((file, index) =>
    file === undefined ? [] : [documentIn(file, ["policies", index], identityPolicySchema, folderOf)],
  );
  const trust =
    trustPolicy === undefined
      ? undefined
      : documentIn(trustPolicy, ["trustPolicy"], trustPolicySchema, folderOf);
  const names = read.map(({ name }) => name);
  const twins = read
    .filter(({ name }, index) => names.indexOf(name) !== index)
    .map(({ name, path }) => ({
      path,
      message: `is a second file called ${name}.json, expected one for each policy, whose name is the file's; rename it`,
    }));
  const problems = [
    ...[...read, ...(trust === undefined ? [] : [trust])].flatMap((one) => one.problems),
    ...twins,
  ];
  if (problems.length > 0 || trust?.document === undefined || read.length === 0) return { problems };
  const documents = read.map(({ name, document = {} }): [string, object] => [name, document]);
  return { declared: { trustPolicy: trust.document, policies: Object.fromEntries(documents) }, problems };
}

interface ReadDocument {
  readonly path: Path;
  /** Of the policy: that of the file, without its ending. */
  readonly name: string;
  readonly document?: object;
  readonly problems: readonly DeclaredProblem[];
}

function documentIn(
  file: string,
  path: Path,
  schema: z.ZodType<object>,
  folderOf: (path: Path) => string,
): ReadDocument {
  const fileName = posix.join(folderOf(path), file);
  const name = basename(file, ".json");
  const refused = (why: string, place?: Place): DeclaredProblem => ({
    path,
    ...(place === undefined ? {} : { place }),
    message: `is ${shownValue(file)}, ${why}`,
  });
  let value: unknown;
  let text: string;
  try {
    // Editors begin a text with a mark of its encoding, which is no JSON.
    text = readUtf8(fileName).replace(/^\uFEFF/, "");
  } catch (error) {
    const why = `which ${whyUnread(error)}, expected a JSON file with the policy; ${remedyOf(error)}, or correct the path, which is from the file that names it`;
    return { path, name, problems: [refused(why)] };
  }
  try {
    value = JSON.parse(text);
  } catch (error) {
    return {
      path,
      name,
      problems: [
        refused(`which is no JSON (${jsonFault(error)}), expected the policy as IAM shows it; correct it`),
      ],
    };
  }
  const source = new YamlSource(text);
  const found = schemaProblems(schema.safeParse(value).error?.issues ?? [], {
    valueAt: (at) => valueAt(value, at),
    spelling: (at) => source.spelling(at),
  });
  const problems = [...found, ...source.duplicateKeys].map((problem) =>
    refused(`whose ${problem.path.length === 0 ? "content" : formatPath(problem.path)} ${problem.message}`, {
      fileName,
      position: source.locate(problem.path),
    }),
  );
  return { path, name, problems, ...(problems.length === 0 ? { document: value as object } : {}) };
}
