import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type DeployAccount,
  linkPolicies,
  type PolicyDocument,
} from "../../../tools/deploy-policy/judge/deploy-policies";
import { type HolderPolicies, holderPolicies } from "../../../tools/deploy-policy/judge/merged-policies";

/** What `npm run deploy-policy` prints for the links that were synthesized into a folder. */
export class PrintedPolicies {
  /** @param folder with `cdktf.out` */
  constructor(private readonly folder: string) {}

  /** `cdk.tf.json` of a link. */
  stack(link: string) {
    return JSON.parse(readFileSync(join(this.folder, "cdktf.out/stacks", link, "cdk.tf.json"), "utf8"));
  }

  /** For a link's deploy role of one account, or for whoever runs the doctor there. @param sids of statements that are left out */
  of(
    link: string,
    account: DeployAccount,
    part: keyof Pick<HolderPolicies, "deploy" | "doctor">,
    sids: readonly string[] = [],
  ): readonly { readonly accountId: string; readonly document: PolicyDocument }[] {
    const holders = holderPolicies(linkPolicies([{ name: link, json: this.stack(link) }], [account]));
    return holders.flatMap(({ accountId, [part]: documents }) =>
      documents.map(({ Version, Statement }) => ({
        accountId,
        document: { Version, Statement: Statement.filter(({ Sid }) => !sids.includes(Sid)) },
      })),
    );
  }

  /** All of it as one document, of whatever length. */
  whole(...asked: Parameters<PrintedPolicies["of"]>): PolicyDocument {
    return {
      Version: "2012-10-17",
      Statement: this.of(...asked).flatMap(({ document }) => document.Statement),
    };
  }
}
