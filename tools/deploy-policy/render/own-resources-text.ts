import { jsonText } from "../../lib/report/json-text";
import { plainLine } from "../../lib/report/plain-text";
import type { DeployAccount } from "../judge/deploy-policies";
import type { OwnResources } from "../judge/own-statements";

/** Of which link and account. */
interface OwnOfLink extends OwnResources {
  readonly link: string;
  readonly account: DeployAccount;
}

/** What the policies lack for the resources that users add; empty where they add none. */
export function ownResourcesText(own: readonly OwnOfLink[]): string {
  return own
    .flatMap(({ link, account, statements, unknown }) => [
      ...(statements.length === 0
        ? []
        : [
            plainLine(
              `# ${link} (${account} account): beside these, for your own resources, which no policy above covers; narrow their Resource, put the names in where NAME stands, and take only what reads for planning`,
            ),
            jsonText(statements).trimEnd(),
          ]),
      ...unknown.map((address) =>
        plainLine(
          `${link} (${account} account): which actions ${address} needs is not known; add them by hand, as the provider's documentation says`,
        ),
      ),
    ])
    .map((line) => `${line}\n`)
    .join("");
}
