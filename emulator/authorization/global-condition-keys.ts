import { parseArn } from "../../aws/arn";
import { parseIamArn } from "../../aws/iam";
import { globalServiceRegion } from "../../aws/partition";
import type { Caller } from "../authentication/caller";
import { type ConditionFacts, identityOf, serviceOf } from "./condition-facts";

/** Of one key; `undefined`: the request does not carry it. A record: one key per member, `aws:PrincipalTag/<member>`. */
type KeyValue = string | readonly string[] | Readonly<Record<string, string>> | undefined;

/** A condition key that AWS adds to requests of every service. */
export interface GlobalConditionKey {
  readonly key: string;
  /** When AWS documents it to be in the request, in its words shortened. */
  readonly present: string;
  readonly value: (facts: ConditionFacts) => KeyValue;
  /** Page of the IAM User Guide, with the key's own section. */
  readonly source: string;
}

const KEYS_PAGE =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-";
const FORWARDED = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html";

/** The key's section is its name in small letters, without the prefix. */
function key(name: string, present: string, value: GlobalConditionKey["value"]): GlobalConditionKey {
  return {
    key: name,
    present,
    value,
    source: `${KEYS_PAGE}${name.toLowerCase().replace(/^aws:|\/.*$/g, "")}`,
  };
}

const seconds = (time: Date) => `${time.toISOString().slice(0, 19)}Z`;

const caller = (facts: ConditionFacts): Caller | undefined => identityOf(facts)?.caller;

/** The session, where the credentials are temporary. */
const session = (facts: ConditionFacts) => caller(facts)?.session;

/** In a service's forwarded request the network and the program are the service's, not the caller's. */
const direct = (facts: ConditionFacts) =>
  facts.calledVia === undefined ? caller(facts)?.request : undefined;

/** Of the services here IAM alone has a single endpoint for the whole partition. */
const isOfOneEndpoint = ({ action = "" }: ConditionFacts) => /^iam:/i.test(action);

/**
 * Every global condition key that a request in the local accounts can carry. A key of the same name in
 * {@link KEYS_OF_NO_REQUEST_HERE} is one that AWS would leave out, too.
 */
export const GLOBAL_CONDITION_KEYS: readonly GlobalConditionKey[] = [
  key("aws:PrincipalArn", "signed by an IAM identity", (facts) => identityOf(facts)?.rights.principalArn),
  key("aws:PrincipalAccount", "signed by an IAM identity", (facts) => caller(facts)?.accountId),
  key("aws:PrincipalTag/tag-key", "the principal has tags", (facts) => ({
    ...identityOf(facts)?.rights.tags,
    ...session(facts)?.tags,
  })),
  key("aws:PrincipalIsAWSService", "signed", (facts) => String(serviceOf(facts) !== undefined)),
  key("aws:PrincipalServiceName", "by a service itself", (facts) => serviceOf(facts)?.service),
  key("aws:PrincipalServiceNamesList", "by a service itself", (facts) => {
    const asking = serviceOf(facts);
    return asking === undefined ? undefined : [asking.service];
  }),
  key("aws:PrincipalType", "signed by an IAM identity", (facts) => {
    const asking = caller(facts);
    if (asking === undefined) return undefined;
    if (asking.federatedBy !== undefined) return "FederatedUser";
    return asking.role === undefined ? "User" : "AssumedRole";
  }),
  key("aws:userid", "signed by an IAM identity", (facts) => caller(facts)?.userId),
  key("aws:username", "IAM users, no role sessions", (facts) => {
    const asking = caller(facts);
    return asking?.role === undefined ? parseIamArn(asking?.arn ?? "")?.name : undefined;
  }),
  key("aws:TokenIssueTime", "temporary credentials", (facts) => {
    const issuedAt = session(facts)?.issuedAt;
    return issuedAt === undefined ? undefined : seconds(issuedAt);
  }),
  // Nobody has a second factor here; a request with a long-term key has no such key, with or without one.
  key("aws:MultiFactorAuthPresent", "temporary credentials", (facts) =>
    session(facts) === undefined ? undefined : "false",
  ),
  key("aws:SourceIdentity", "set when a role was assumed", (facts) => session(facts)?.sourceIdentity),
  key(
    "lambda:SourceFunctionArn",
    "a function's own credentials",
    (facts) => caller(facts)?.sourceFunctionArn,
  ),
  key("aws:SourceIp", "asked directly, through no endpoint of a VPC", (facts) => direct(facts)?.sourceIp),
  key("aws:ResourceAccount", "always, for most actions", ({ resourceAccountId }) => resourceAccountId),
  key("aws:ResourceTag/tag-key", "the resource has tags", ({ resourceTags }) => resourceTags),
  {
    ...key("aws:CalledVia", "a service asks for the caller", ({ calledVia }) => calledVia),
    source: FORWARDED,
  },
  {
    ...key("aws:CalledViaFirst", "a service asks for the caller", ({ calledVia }) => calledVia?.[0]),
    source: FORWARDED,
  },
  {
    ...key("aws:CalledViaLast", "a service asks for the caller", ({ calledVia }) => calledVia?.at(-1)),
    source: FORWARDED,
  },
  key("aws:ViaAWSService", "always, for most services", ({ calledVia }) => String(calledVia !== undefined)),
  key("aws:CurrentTime", "always", ({ now }) => seconds(now)),
  key("aws:EpochTime", "always", ({ now }) => String(Math.floor(now.getTime() / 1000))),
  key("aws:referer", "the header is sent", (facts) => direct(facts)?.referer),
  // A client that is told another endpoint signs for its own region; IAM's is in one region, whatever the client's.
  key("aws:RequestedRegion", "always", (facts) =>
    isOfOneEndpoint(facts)
      ? globalServiceRegion(parseArn(caller(facts)?.arn ?? "")?.partition ?? "aws")
      : (caller(facts)?.request?.region ?? serviceOf(facts)?.region),
  ),
  // The emulator stands for endpoints that speak TLS only.
  key("aws:SecureTransport", "always", () => "true"),
  key("aws:SourceArn", "a service asks for a resource", (facts) => serviceOf(facts)?.sourceArn),
  key("aws:SourceAccount", "a service asks for a resource", (facts) => serviceOf(facts)?.sourceAccountId),
  key("aws:UserAgent", "always", ({ calledVia, ...facts }) =>
    calledVia === undefined ? caller(facts)?.request?.userAgent : calledVia.at(-1),
  ),
];

const NO_ORGANISATION = "the local accounts belong to no organisation";
const NO_VPC = "requests come through no endpoint of a VPC";
const NO_SUCH_SESSION = "sessions of this kind are not made here";
const OF_THE_OPERATION = "the requirement of the operation brings it, with its values";
const NO_AGENTS = "no request comes through an MCP server of AWS";

/** The other global condition keys → why no request here carries them by itself; a condition on one decides as for a missing key. */
export const KEYS_OF_NO_REQUEST_HERE: Readonly<Record<string, string>> = {
  "aws:PrincipalOrgPaths": NO_ORGANISATION,
  "aws:PrincipalOrgID": NO_ORGANISATION,
  "aws:ResourceOrgID": NO_ORGANISATION,
  "aws:ResourceOrgPaths": NO_ORGANISATION,
  "aws:SourceOrgPaths": NO_ORGANISATION,
  "aws:SourceOrgID": NO_ORGANISATION,
  "aws:AssumedRoot": NO_SUCH_SESSION,
  "aws:FederatedProvider": NO_SUCH_SESSION,
  "aws:MultiFactorAuthAge": "there is no second factor",
  "aws:ChatbotSourceArn": NO_SUCH_SESSION,
  "aws:Ec2InstanceSourceVpc": NO_SUCH_SESSION,
  "aws:Ec2InstanceSourcePrivateIPv4": NO_SUCH_SESSION,
  "ec2:RoleDelivery": NO_SUCH_SESSION,
  "ec2:SourceInstanceArn": NO_SUCH_SESSION,
  "glue:RoleAssumedBy": NO_SUCH_SESSION,
  "glue:CredentialIssuingService": NO_SUCH_SESSION,
  "ssm:SourceInstanceArn": NO_SUCH_SESSION,
  "identitystore:UserId": NO_SUCH_SESSION,
  "aws:SourceVpc": NO_VPC,
  "aws:SourceVpcArn": NO_VPC,
  "aws:SourceVpce": NO_VPC,
  "aws:VpceAccount": NO_VPC,
  "aws:VpceOrgPaths": NO_VPC,
  "aws:VpceOrgID": NO_VPC,
  "aws:VpcSourceIp": NO_VPC,
  "aws:RequestTag/tag-key": OF_THE_OPERATION,
  "aws:TagKeys": OF_THE_OPERATION,
  "aws:SourceOwner": "replaced by aws:SourceAccount",
  "aws:CalledViaAWSMCP": NO_AGENTS,
  "aws:ViaAWSMCPService": NO_AGENTS,
  "aws:IsMcpServiceAction": NO_AGENTS,
};
