import type { CopySettings } from "../link/copy-settings";
import type { LinkSettings } from "../link/link-settings";
import type { BucketLocation } from "./location";
import { createMemberReader, type MemberReader, type Refuse } from "./member-reader";
import type { OptionRule } from "./option-rule";
import { quoteLiteral } from "./sql-text";

/** What a statement is made for. */
export interface TransferContext {
  readonly link: Pick<LinkSettings, "copy" | "redshiftRegion">;
  /** Where the request stands in its event, for problems. */
  readonly path: string;
  readonly refuse: Refuse;
}

/** A COPY or UNLOAD that holds nothing but checked parts. */
export interface TransferStatement {
  readonly sql: string;
  /** What people should know who meant something else, in words that show nothing but the link's names. */
  readonly warnings: readonly string[];
  /** Whether rows of the files may be left out of the load without its failing. */
  readonly mayReject: boolean;
}

/** A request that can be read. */
interface OpenedRequest {
  readonly reader: MemberReader;
  readonly settings: CopySettings;
  /** Whether anything of the request was refused so far. */
  readonly isRefused: () => boolean;
}

/** Begins the reading of a request for a link with buckets. */
export function openRequest(
  value: unknown,
  { link, path, refuse }: TransferContext,
  members: readonly string[],
): OpenedRequest | undefined {
  let isRefused = false;
  const reader = createMemberReader(value, path, (problem, code) => {
    isRefused = true;
    refuse(problem, code);
  });
  if (reader === undefined) return undefined;
  if (link.copy === undefined) {
    refuse(`${path} is given, and this link has no buckets`, "BUCKETS_NOT_CONFIGURED");
    return undefined;
  }
  reader.refuseOthers(members);
  return { reader, settings: link.copy, isRefused: () => isRefused };
}

/** The format of a request, which its options depend on. */
export function readFormat<F extends string>(reader: MemberReader, formats: readonly F[]): F | undefined {
  const expected = `one of ${formats.join(", ")}`;
  const value = reader.required("format", expected);
  const format = formats.find((known) => known === value);
  if (value !== undefined && format === undefined) reader.refuseValue("format", value, expected);
  return format;
}

/** What the reading of a request's options needs. */
interface OptionRules {
  /** Every option, in the order in which a statement has them. */
  readonly rules: Readonly<Record<string, OptionRule>>;
  /** The options of the format. */
  readonly known: readonly string[];
}

/** The parts of a statement for the options that are given, by their names; what is wrong with them is refused. */
export function readOptions(
  options: MemberReader | undefined,
  { rules, known }: OptionRules,
): ReadonlyMap<string, string> {
  const clauses = new Map<string, string>();
  if (options === undefined) return clauses;
  options.refuseOthers(known);
  for (const [name, { expected, clauseOf }] of Object.entries(rules)) {
    const value = options.raw(name);
    if (value === undefined || !known.includes(name)) continue;
    const clause = clauseOf(value);
    if (clause === undefined) options.refuseValue(name, value, expected);
    else if (clause !== "") clauses.set(name, clause);
  }
  return clauses;
}

/** Refuses two options that exclude each other. */
export function refuseBoth(
  options: MemberReader | undefined,
  clauses: ReadonlyMap<string, string>,
  one: string,
  other: string,
): void {
  if (options === undefined || !clauses.has(one) || !clauses.has(other)) return;
  options.refuse(`${options.path(one)} and ${options.path(other)} exclude each other, expected one of them`);
}

/** Refuses fixed width without the widths, of which nothing else can tell the columns. */
export function refuseMissingWidths(
  reader: MemberReader,
  options: MemberReader | undefined,
  format: string,
): void {
  if (format !== "fixedWidth" || options?.raw("widths") !== undefined) return;
  reader.refuse(`${reader.path("options")}.widths is absent, which format fixedWidth needs`);
}

/** Both roles in one literal without a space, as Redshift takes a chain. */
export function roleChain(copyRoleArn: string, { bucket }: BucketLocation): string {
  return `IAM_ROLE ${quoteLiteral(`${copyRoleArn},${bucket.bucketRoleArn}`)}`;
}

/** The bucket's region where it is not the warehouse's, in which nobody need tell it. */
export function regionClause(
  { bucket }: BucketLocation,
  { redshiftRegion }: TransferContext["link"],
): string | undefined {
  return bucket.region === redshiftRegion ? undefined : `REGION AS ${quoteLiteral(bucket.region)}`;
}
