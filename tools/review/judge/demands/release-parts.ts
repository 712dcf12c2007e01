import { blocks } from "../../../../access/terraform/json-record";
import { resourceAt, type TerraformBlock } from "../../../../access/terraform/terraform-stack";
import { parseArn } from "../../../../aws/arn";
import type { Json } from "../../../../aws/json";
import { RUN_QUERY } from "../../../../functions/run-query/contract";
import type { Violation } from "../finding";
import type { LinkSubject } from "../subject";

/** Types of what is made of an alias, or for one. */
const ALIAS_TYPES = ["aws_lambda_alias", "aws_lambda_provisioned_concurrency_config"];
const QUALIFIED_TYPES = [
  "aws_lambda_permission",
  "aws_lambda_function_event_invoke_config",
  "aws_lambda_provisioned_concurrency_config",
];

/** What is put beside the function's code, and the alias under which it is invoked. */
export function releaseParts(subject: LinkSubject): readonly Violation[] {
  return [...foreignLayers(subject), ...aliasParts(subject)];
}

/** What layers a function has, in a few words; the content of none is known. */
export function layersInWords(layers: readonly string[]): string {
  return `runs with ${layers.length === 1 ? "a layer" : `${layers.length} layers`}, whose content nobody here knows: ${layers.join(", ")}`;
}

/** A layer of the own account is told with the link; another account's needs somebody who answers for it. */
function foreignLayers({ link: { queryFunction } }: LinkSubject): readonly Violation[] {
  const { accountId, region, layers = [], address } = queryFunction;
  return layers.flatMap((layer) => {
    const found = parseArn(layer);
    if (found === undefined) return [];
    return [
      ...(found.region === region
        ? []
        : [{ address, message: `layer ${layer} is not in ${region}, where the function is` }]),
      ...(found.accountId === accountId
        ? []
        : [
            {
              address,
              message: `layer ${layer} is code of account ${found.accountId}, and it runs with the query role`,
            },
          ]),
    ];
  });
}

/** The alias is the function's, names the version that the stack publishes, and everything that is of an alias is of that one. */
function aliasParts(subject: LinkSubject): readonly Violation[] {
  const { name, address, alias, region } = subject.link.queryFunction;
  const block = resourceAt(subject, address)?.block ?? {};
  const isOwnFunction = (value: unknown) => [name, `\${${address}.function_name}`].includes(String(value));
  const parts = subject.resources.filter(({ type }) => ALIAS_TYPES.includes(type));
  return [
    ...parts
      .filter((part) => !isOwnFunction(part.block.function_name))
      .map((part) => ({
        address: part.address,
        message: `${part.address} is for another function than ${name}`,
      })),
    ...((block.publish === true) === (alias !== undefined)
      ? []
      : [
          {
            address,
            message:
              alias === undefined
                ? "the function publishes versions, and no alias names one: each stays invocable with the query role"
                : `the function publishes no version, and alias ${alias.name} names one`,
          },
        ]),
    ...(alias === undefined ? [] : aliasVersion(subject, alias.address)),
    ...(alias !== undefined && !blocks(block.logging_config).every(saysLevels)
      ? [
          {
            address,
            message: "the function leaves its log levels open, and every apply would publish a version",
          },
        ]
      : []),
    ...subject.resources
      .filter(({ type }) => [...ALIAS_TYPES, ...QUALIFIED_TYPES].includes(type))
      .flatMap((part) => otherRegion(part, region)),
    ...subject.resources
      .filter(({ type }) => QUALIFIED_TYPES.includes(type))
      .flatMap((part) => otherAlias(part, alias)),
  ];
}

function saysLevels({ application_log_level: application, system_log_level: system }: Json): boolean {
  return [application, system].every((level) => typeof level === "string" && level !== "");
}

/** Version 6 of the provider knows a region for each resource. */
function otherRegion({ address, block }: TerraformBlock, region: string): readonly Violation[] {
  const found = block.region ?? region;
  return found === region
    ? []
    : [{ address, message: `${address} is in ${String(found)}, not where the function is` }];
}

function otherAlias(
  { address, block }: TerraformBlock,
  alias: LinkSubject["link"]["queryFunction"]["alias"],
): readonly Violation[] {
  const { qualifier } = block;
  if (alias === undefined)
    return qualifier === undefined || qualifier === null
      ? []
      : [{ address, message: `${address} is for ${String(qualifier)}, and the function has no alias` }];
  return [alias.name, `\${${alias.address}.name}`].includes(String(qualifier))
    ? []
    : [
        {
          address,
          message: `${address} is for ${qualifier === undefined || qualifier === null ? "the function itself" : String(qualifier)}, and the function is invoked as alias ${alias.name}`,
        },
      ];
}

/** A plan knows the number, unless the apply publishes a version. */
function aliasVersion(subject: LinkSubject, address: string): readonly Violation[] {
  const { address: functionAddress } = subject.link.queryFunction;
  const named = String(resourceAt(subject, address)?.block.function_version);
  const published = resourceAt(subject, functionAddress)?.block.version;
  const expected = subject.origin !== "plan" ? `\${${functionAddress}.version}` : published;
  const isOwn = expected === undefined ? !/^\d+$|LATEST/.test(named) : named === expected;
  return isOwn
    ? []
    : [
        {
          address,
          message: `${address} names version ${named}, not the one that ${RUN_QUERY.address} publishes last`,
        },
      ];
}
