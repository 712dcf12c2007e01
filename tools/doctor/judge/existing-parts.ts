import { linkCommand } from "../../../states/link-command";
import type { NamedLink } from "../../../states/local-state";
import type { LinkFacts } from "../read/link-facts";

/** A resource that AWS has under the name of a link's part. */
export interface ExistingPart {
  /** Its Terraform address in the stack. */
  readonly address: string;
  /** How `terraform import` names it. */
  readonly importId: string;
}

/**
 * Which of these addresses of a link AWS already has: an apply fails at each of them, after it has made others. What cannot be
 * looked at is left out, and is said by the check of that part.
 *
 * @param addresses of the stack, for example those that its state does not hold
 */
export async function existingParts(
  facts: LinkFacts,
  addresses: readonly string[],
): Promise<readonly ExistingPart[]> {
  const { access, logGroup, parameters } = await facts.declared();
  const { alias } = facts.link.function;
  const { queryRole, dataRole, queryFunction, transfer } = access;
  const looks: readonly (readonly [address: string, importId: string, look: () => Promise<unknown>])[] = [
    [queryRole.address, queryRole.name, () => facts.role("query role")],
    [dataRole.address, dataRole.name, () => facts.role("data role")],
    ...(transfer === undefined
      ? []
      : ([
          [transfer.copyRole.address, transfer.copyRole.name, () => facts.role("copy role")],
          [transfer.bucketRole.address, transfer.bucketRole.name, () => facts.role("bucket role")],
        ] as const)),
    [queryFunction.address, queryFunction.name, () => facts.queryFunction()],
    ...addresses
      .filter((address) => address.startsWith("aws_cloudwatch_log_group."))
      .map((address) => [address, logGroup, () => facts.logGroup(logGroup)] as const),
    ...addresses
      .filter((address) => alias !== undefined && address.startsWith("aws_lambda_alias."))
      .map(
        (address) =>
          [
            address,
            `${queryFunction.name}/${alias?.name}`,
            async () => (await facts.queryFunction())?.alias?.version,
          ] as const,
      ),
    ...parameters.map(({ address, name }) => [address, name, () => facts.parameters.read(name)] as const),
  ];
  const found = await Promise.all(
    looks
      .filter(([address]) => addresses.includes(address))
      .map(async ([address, importId, look]) => {
        const exists = await look().then(
          (part) => part !== undefined,
          () => false,
        );
        return exists ? [{ address, importId }] : [];
      }),
  );
  return found.flat();
}

/** Each with its kind: a role and a function may have one name. */
export function partsInWords(parts: readonly ExistingPart[]): string {
  return parts.map(({ address, importId }) => `${address} is ${importId}`).join(", ");
}

/** What to do about them: the deploy alone would fail again. */
export function takeOver(link: NamedLink, parts: readonly ExistingPart[]): string {
  return `a deploy fails at what exists already (${partsInWords(parts)}): find out whose it is. Remove it, or hand it to the link: ${linkCommand("adopt", link)} says what that changes and takes away, then ${linkCommand("deploy", link)}`;
}
