import { type App, Testing } from "cdktf";
import type { Link } from "../../config/link";
import { LinkStack } from "../../stacks/link-stack";
import { omitStackTraces } from "../../stacks/omit-stack-traces";
import { resolvePlain } from "../../stacks/resolve-plain";

/** Attributes of one block of a synthesized stack, in Terraform's names. */
export type Attributes = Record<string, unknown>;

type Blocks = Record<string, Record<string, Attributes>>;

/** The synthesized JSON of one link, with cdktf's validations run. */
export class Synth {
  readonly text: string;
  readonly json: { resource: Blocks; data: Blocks; provider: { aws: Attributes[] }; [part: string]: unknown };

  constructor(link: Link, app: App = Testing.app()) {
    const restored = [omitStackTraces(), resolvePlain()];
    try {
      const stack = new LinkStack(app, link);
      this.text = Testing.synth(stack, true);
      this.json = JSON.parse(this.text);
      // The test kit leaves out every comment. What a stack says of parts that it does not make, its readers need.
      const { existing } = stack.toTerraform()["//"];
      if (existing !== undefined) this.json["//"] = { existing };
    } finally {
      for (const restore of restored) restore();
    }
  }

  /** Every address, sorted: renaming one destroys and creates what it names. */
  addresses(): string[] {
    const list = (blocks: Blocks, prefix: string) =>
      Object.entries(blocks).flatMap(([type, byName]) =>
        Object.keys(byName).map((name) => `${prefix}${type}.${name}`),
      );
    return [...list(this.json.resource, ""), ...list(this.json.data, "data.")].sort();
  }

  /** One resource; fails when it is absent. `//` (cdktf's metadata) is left out. */
  resource(type: string, name: string): Attributes {
    const found = this.json.resource[type]?.[name];
    if (found === undefined) throw new Error(`${type}.${name} is absent; there are: ${this.addresses()}`);
    const { "//": _, ...attributes } = found;
    return attributes;
  }

  /** The statements of one policy document, as Terraform gets them. */
  statements(name: string): unknown[] {
    const document = this.json.data.aws_iam_policy_document?.[name];
    if (document === undefined) throw new Error(`policy document ${name} is absent`);
    return document.statement as unknown[];
  }
}
