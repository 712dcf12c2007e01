import { linkTarget } from "../../../../access/link/link-target";
import { ATTACH_OUTPUT } from "../../../../access/terraform/expected-parts/section-arguments";
import { attachCommand } from "../../../../aws/attach-command";
import { isJson } from "../../../../aws/json";
import type { Violation } from "../finding";
import type { LinkSubject } from "../subject";

/** A command that attaches another role, or to another warehouse: whoever owns the warehouse pastes what the plan shows. */
export function attachOutput({ json, link }: LinkSubject): readonly Violation[] {
  const outputs = isJson(json) && isJson(json.output) ? json.output : {};
  const output = outputs[ATTACH_OUTPUT];
  if (!isJson(output) || output.value === expectedCommand(link)) return [];
  return [
    {
      address: `output.${ATTACH_OUTPUT}`,
      message: `output.${ATTACH_OUTPUT} does not attach the link's copy role to the link's warehouse`,
    },
  ];
}

function expectedCommand(link: LinkSubject["link"]): string | undefined {
  if (link.transfer === undefined) return undefined;
  const { kind, name, region } = linkTarget(link);
  const target = kind === "cluster" ? { cluster: name } : { workgroup: name };
  return attachCommand({ target, region }, link.transfer.copyRole.arn, { isDetaching: false });
}
