import { isJson } from "../../../aws/json";
import type { Backend, Link } from "../../../config/link";
import { fileOfLink, type OtherLinksFile, otherLinksFiles } from "../../../config/other-links-files";
import { ENVIRONMENT } from "../../../redshift-data/link/environment-names";
import { type KeyPattern, keyPattern } from "../../../states/key-pattern";
import { stateContents } from "../../../states/local-state";
import type { StoredResource } from "../../../states/state-file";
import { accountsHeld, mayHold } from "../../../states/unowned-states";
import { awsErrorText } from "../aws/aws-error";
import type { ReadBucket } from "../aws/s3-bucket";
import { inParallel } from "../process/in-parallel";
import { NO_STATES, type StateSearch, type StrayState } from "./stray-states";

type S3Backend = Extract<Backend, { readonly type: "s3" }>;

/** How buckets are looked into. */
export interface StateBucketOptions {
  readonly links: readonly Link[];
  readonly linksFile: string;
  /** Folder of the project. */
  readonly folder: string;
  /** Opens the bucket of a backend with the credentials that Terraform uses there. */
  readonly openBucket: (backend: S3Backend) => ReadBucket;
}

/** More than a bucket of states has; what is beyond is said. */
const MAX_CANDIDATES = 1000;

const READS_AT_A_TIME = 8;

/** Names that a line of the report shows. */
const MAX_SHOWN = 5;

/** Addresses by which a state is known as one of a link. */
const LINK_ADDRESSES: ReadonlySet<string> = new Set([
  "aws_cloudwatch_log_group.query_function",
  "aws_iam_role.data_role",
  "aws_iam_role.query_role",
  "aws_iam_role_policy.query_role_assume_data_role",
  "aws_lambda_function.query_function",
]);

/** Objects in the links' buckets whose keys are like the links' own, that hold the state of a link, and of none of these. */
export async function searchBuckets(options: StateBucketOptions): Promise<StateSearch> {
  const places = new Map<string, { backend: S3Backend; pattern: KeyPattern }>();
  for (const { name, backend } of options.links) {
    if (backend.type !== "s3") continue;
    const { key: _, kmsKeyArn: __, ...bucket } = backend;
    const pattern = keyPattern(backend.key, name);
    places.set(JSON.stringify([bucket, pattern.prefix, pattern.suffix]), { backend, pattern });
  }
  const found = await Promise.all(
    [...places.values()].map(({ backend, pattern }) => searchPlace(backend, pattern, options)),
  );
  const states = new Map(found.flatMap((search) => search.states.map((state) => [state.place, state])));
  return {
    states: [...states.values()],
    refusals: [...new Set(found.flatMap(({ refusals }) => refusals))],
    unread: [...new Set(found.flatMap(({ unread }) => unread))],
  };
}

async function searchPlace(
  backend: S3Backend,
  { prefix, suffix, name: form }: KeyPattern,
  { links, linksFile, folder, openBucket }: StateBucketOptions,
): Promise<StateSearch> {
  const { bucket } = backend;
  const own = new Set(
    links.flatMap((link) =>
      link.backend.type === "s3" && link.backend.bucket === bucket ? [link.backend.key] : [],
    ),
  );
  const open = openBucket(backend);
  let names: readonly string[];
  try {
    names = await open.namesBelow(prefix, suffix);
  } catch (error) {
    const reason = `which states are in s3://${bucket}/${prefix}: could not look (s3:ListBucket on bucket ${bucket}, prefix "${prefix}"): ${awsErrorText(error)}`;
    return { ...NO_STATES, refusals: [reason] };
  }
  const keys = names
    .filter((name) => form.test(name))
    .map((name) => `${prefix}${name}${suffix}`)
    .filter((key) => !own.has(key));
  const rest = keys.length - MAX_CANDIDATES;
  const beyond =
    rest > 0 ? [`${rest} objects in s3://${bucket}/${prefix} were not looked at: there are too many`] : [];
  const results = await inParallel(keys.slice(0, MAX_CANDIDATES), READS_AT_A_TIME, (key) =>
    stateAt(open, bucket, key),
  );
  const others = results.some(({ state }) => state !== undefined) ? otherLinksFiles(linksFile, folder) : [];
  const accounts = new Set(
    links.flatMap(({ lambdaAccount, redshiftAccount }) => [lambdaAccount.id, redshiftAccount.id]),
  );
  return {
    states: results.flatMap(({ state }) =>
      state === undefined ? [] : [owned(state, others, links[0]?.environment, accounts)],
    ),
    refusals: beyond,
    unread: unreadText(results.flatMap(({ unread }) => unread ?? [])),
  };
}

/** A state of accounts that no link of the file has is of another deployment of this project, which shares the bucket. */
function owned(
  state: StrayState,
  others: readonly OtherLinksFile[],
  environment: string | undefined,
  accounts: ReadonlySet<string>,
): StrayState {
  const file = fileOfLink(others, { name: state.linkName, environment });
  if (file !== undefined) return { ...state, owner: file };
  const held = accountsHeld(state.contents);
  if (held.length === 0 || held.some((id) => accounts.has(id))) return state;
  return { ...state, owner: "another deployment, of accounts that no link of the links file has," };
}

interface UnreadObject {
  readonly place: string;
  readonly why: string;
}

/** One line for all of a place: in a bucket that others use, most of what is there may not be read. */
function unreadText(unread: readonly UnreadObject[]): readonly string[] {
  const [first] = unread;
  if (first === undefined) return [];
  const shown = unread.slice(0, MAX_SHOWN).map(({ place }) => place);
  const more = unread.length > MAX_SHOWN ? ` and ${unread.length - MAX_SHOWN} more` : "";
  return [
    `${shown.join(", ")}${more} may hold the state of a link that is gone and could not be read: ${first.why}`,
  ];
}

async function stateAt(
  bucket: ReadBucket,
  bucketName: string,
  key: string,
): Promise<{ readonly state?: StrayState; readonly unread?: UnreadObject }> {
  const place = `s3://${bucketName}/${key}`;
  let text: string | undefined;
  try {
    text = await bucket.read(key);
  } catch (error) {
    return { unread: { place, why: `s3:GetObject: ${awsErrorText(error)}` } };
  }
  const contents = stateContents(text ?? "");
  if (contents.kind === "unreadable" && contents.cause === "encrypted") {
    return { unread: { place, why: contents.why } };
  }
  // What is no state of Terraform's, or none of a link, is somebody else's.
  if (contents.kind !== "resources" || !mayHold(contents)) return {};
  if (!contents.resources.some(({ address }) => LINK_ADDRESSES.has(address))) return {};
  const linkName = linkNameIn(contents.resources) ?? key;
  return {
    state: { place, linkName, contents, move: `set backend.key: ${key} on the link with the new name` },
  };
}

/** The link that the function in a state says it is of; absent where a function is not, or no longer, in it. */
function linkNameIn(resources: readonly StoredResource[]): string | undefined {
  const [environment] = resources
    .filter(({ address }) => address === "aws_lambda_function.query_function")
    .flatMap(({ values }) => (Array.isArray(values.environment) ? values.environment : []));
  const variables = isJson(environment) ? environment.variables : undefined;
  const name = isJson(variables) ? variables[ENVIRONMENT.linkName] : undefined;
  return typeof name === "string" ? name : undefined;
}
