import { type LinkAccess, settingsOf } from "../../../../access/link/link-access";
import { CARRYING_OUTPUT } from "../../../../access/terraform/carried/carrying-output";
import { isOfOthers, partsOfOthers } from "../../../../access/terraform/carried/parts-of-others";
import { blocks } from "../../../../access/terraform/json-record";
import { resourceAt, type TerraformBlock } from "../../../../access/terraform/terraform-stack";
import { isJson } from "../../../../aws/json";
import { functionLogGroup } from "../../../../aws/lambda";
import { RUN_QUERY } from "../../../../functions/run-query/contract";
import { decodeSettings } from "../../../../redshift-data/link/environment-settings";
import { demandedParts } from "../demands/demanded-parts";
import type { Violation } from "../finding";
import { mismatchedCode } from "../function-code";
import {
  attachmentAddress,
  BUCKET_ROLE_ADDRESSES,
  COPY_ROLE_ADDRESSES,
  DATA_ROLE_ADDRESSES,
  DEMANDED_ADDRESSES,
  documentAddresses,
  isLinkAddress,
  LINK_ADDRESSES,
  ownAddresses,
  partNotOwned,
  QUERY_ROLE_ADDRESSES,
  roleOfPart,
} from "../link-addresses";
import { attachOutput } from "../parts/attach-output";
import { writtenParts } from "../parts/written-parts";
import { apartFromTheirRole } from "../replaced-together";
import type { Rule } from "../rule";
import type { LinkSubject } from "../subject";
import { carriedSuppressions, suppressionsOf } from "../suppressions";

export const mismatchedPart: Rule = {
  id: "mismatched-part",
  severity: "error",
  needs: "link",
  title: "the parts of the stack are those of one link, and fit together",
  why: "a part under another name, in another account or beside another link's state makes Terraform destroy, create or read something else than the link, whatever it grants",
  fix: "run npm run synth again, and set in links.yaml what is to be different",
  check: (subject) => [
    ...addresses(subject),
    ...policyNames(subject),
    ...logGroup(subject),
    ...settings(subject),
    ...mismatchedCode(subject),
    ...demandedParts(subject),
    ...attachOutput(subject),
    ...(subject.origin === "synth" ? [...ofThisStack(subject), ...apartFromTheirRole(subject)] : []),
    ...(subject.origin === "plan" ? [] : writtenParts(subject)),
  ],
};

/** Types that a link has; others are told of elsewhere. */
const OWN_TYPES = new Set([...LINK_ADDRESSES, ...DEMANDED_ADDRESSES].map((address) => address.split(".")[0]));

function addresses({
  resources,
  documents,
  json,
  link: { queryRole, dataRole, queryFunction, transfer },
}: LinkSubject) {
  const hasBuckets = transfer !== undefined;
  const found = resources.map(({ address }) => address);
  const existing = partsOfOthers(json);
  const misplaced: readonly (readonly [found: string, expected: string])[] = [
    [queryRole.address, `aws_iam_role.${QUERY_ROLE_ADDRESSES.name}`],
    [dataRole.address, `aws_iam_role.${DATA_ROLE_ADDRESSES.name}`],
    ...(transfer === undefined
      ? []
      : [
          [transfer.copyRole.address, `aws_iam_role.${COPY_ROLE_ADDRESSES.name}`] as const,
          [transfer.bucketRole.address, `aws_iam_role.${BUCKET_ROLE_ADDRESSES.name}`] as const,
        ]),
    [queryFunction.address, `aws_lambda_function.${RUN_QUERY.address}`],
  ];
  return [
    ...misplaced
      .filter(([address, expected]) => address !== expected && !isOfOthers(address))
      .map(([address, expected]) => ({ address, message: `${address} stands where a link has ${expected}` })),
    ...ownAddresses(existing, hasBuckets)
      .filter((address) => !found.includes(address))
      .map((address) => ({
        address,
        message: `${address} is missing, and every link has it`,
      })),
    ...found
      .filter(
        (address) => OWN_TYPES.has(address.split(".")[0]) && !isLinkAddress(address, existing, hasBuckets),
      )
      .concat(
        documents
          .map(({ address }) => address)
          .filter(
            (address) =>
              !documentAddresses(hasBuckets).includes(address) ||
              partNotOwned(address, existing) !== undefined,
          ),
      )
      .map((address) => ({ address, message: `${address} is none of the addresses of a link` })),
  ];
}

/** A part of a role says by its address which policy it is, and of which role. */
function policyNames({ resources, link }: LinkSubject): readonly Violation[] {
  return resources.flatMap((part) => {
    const { address, type, name, block } = part;
    const role = roleOfPart(name);
    const isPolicy = type === "aws_iam_role_policy";
    const isAttachment = type === "aws_iam_role_policy_attachment";
    if (!isPolicy && !isAttachment) return [];
    const expected = role === undefined ? undefined : roleName(role.name, resources, link);
    const isOnOthers = role === QUERY_ROLE_ADDRESSES && isOfOthers(link.queryRole.address);
    // On a role that others own it stands beside theirs, and those of other links.
    const expectedName = `${isOnOthers ? `${settingsOf(link).linkName}-` : ""}${role?.policies.get(name)}`;
    const isOwn = isPolicy
      ? expectedName === block.name
      : role === DATA_ROLE_ADDRESSES && attachmentAddress(role, String(block.policy_arn)) === address;
    const belongs =
      typeof block.role === "string" &&
      (block.role === expected ||
        /^\$\{aws_iam_role\.([\w-]+)\.(?:name|id)\}$/.exec(block.role)?.[1] === role?.name);
    return isOwn && belongs
      ? []
      : [{ address, message: `${address} is not the policy, or not of the role, that its address says` }];
  });
}

function roleName(name: string, resources: readonly TerraformBlock[], { queryRole }: LinkAccess): unknown {
  if (name === QUERY_ROLE_ADDRESSES.name && isOfOthers(queryRole.address)) return queryRole.name;
  return resources.find(({ address }) => address === `aws_iam_role.${name}`)?.block.name;
}

/** The function writes to the group that the stack keeps, and nowhere else. */
function logGroup(subject: LinkSubject): readonly Violation[] {
  const { queryFunction } = subject.link;
  // Whoever deploys the function keeps its log.
  if (isOfOthers(queryFunction.address)) return [];
  const name = functionLogGroup(queryFunction.name);
  const { address } = queryFunction;
  const group = resourceAt(subject, `aws_cloudwatch_log_group.${RUN_QUERY.address}`);
  const written = blocks(resourceAt(subject, address)?.block.logging_config).map(({ log_group: to }) =>
    group !== undefined && /^\$\{([\w.-]+)\.(?:name|id)\}$/.exec(String(to))?.[1] === group.address
      ? group.block.name
      : to,
  );
  const place = group === undefined ? undefined : subject.locate(group.block);
  const region = group?.block.region ?? place?.region;
  const isThere =
    group?.block.name === name &&
    place?.accountId === queryFunction.accountId &&
    region === queryFunction.region;
  return [
    ...(isThere ? [] : [{ address, message: `there is no log group ${name} where the function is` }]),
    ...written
      .filter((to) => to !== name)
      .map((to) => ({ address, message: `the function logs to ${String(to)}, not to ${name}` })),
  ];
}

/** What the function would refuse to start with, in the function's own words; it names no value. */
function settings({ link: { queryFunction } }: LinkSubject): readonly Violation[] {
  const { environment, region, address } = queryFunction;
  return decodeSettings({ ...environment, AWS_REGION: region }).problems.map((problem) => ({
    address,
    message: `the function would not start: ${problem}`,
  }));
}

/** A stack, its folder, its state and its function have the name of the link. */
function ofThisStack({ name, json, link }: LinkSubject): readonly Violation[] {
  const { linkName } = settingsOf(link);
  const accepted = suppressionsOf(json).map((suppression) => JSON.stringify(suppression));
  return [
    ...carriedSuppressions(json)
      .filter((suppression) => !accepted.includes(JSON.stringify(suppression)))
      .map(({ rule, address }) => ({
        address: `output.${CARRYING_OUTPUT}`,
        message: `a plan would accept ${rule} at ${address}, which the stack does not accept`,
      })),
    ...(linkName === name
      ? []
      : [
          {
            address: link.queryFunction.address,
            message: `the function is of link ${linkName}, the stack is ${name}`,
          },
        ]),
    ...localStates(json)
      .filter((path) => !isStateOf(name, path))
      .map((path) => ({
        address: "terraform.backend.local",
        message: `${path} is the state of another link`,
      })),
  ];
}

/** Named after the link, behind the name of its environment where it has one: which one, the links file alone says. */
function isStateOf(name: string, path: string): boolean {
  const [, , linkName] =
    /^\.\.\/\.\.\/\.\.\/terraform\.([a-z][a-z0-9-]*\.)?([\w-]+)\.tfstate$/.exec(path) ?? [];
  return linkName === name;
}

function localStates(json: unknown): readonly string[] {
  return blocks(isJson(json) ? json.terraform : undefined)
    .flatMap(({ backend }) => blocks(backend))
    .flatMap(({ local }) => blocks(local))
    .map(({ path }) => String(path));
}
