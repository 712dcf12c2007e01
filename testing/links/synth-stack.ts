import { type App, Testing } from "cdktf";
import type { Link } from "../../config/link";
import { LinkStack } from "../../stacks/link-stack";
import { omitStackTraces } from "../../stacks/omit-stack-traces";
import { resolvePlain } from "../../stacks/resolve-plain";

/** Attributes of one block of a synthesized stack, in Terraform's names. */
export type Attributes = Record<string, unknown>;

type Blocks = Record<string, Record<string, Attributes>>;

/** Makes stacks as the app does, which spares cdktf some of its ways. */
export function withoutDetours<T>(work: () => T): T {
  const restored = [omitStackTraces(), resolvePlain()];
  try {
    return work();
  } finally {
    for (const restore of restored) restore();
  }
}

/** The synthesized JSON of one link, with cdktf's validations run. */
export class Synth {
  readonly text: string;
  readonly json: { resource: Blocks; data: Blocks; provider: { aws: Attributes[] }; [part: string]: unknown };

  constructor(link: Link, app: App = Testing.app()) {
    const { text, existing } = withoutDetours(() => {
      const stack = new LinkStack(app, link);
      return { text: Testing.synth(stack, true), existing: stack.toTerraform()["//"].existing };
    });
    this.text = text;
    this.json = JSON.parse(text);
    // The test kit leaves out every comment. What a stack says of parts that it does not make, its readers need.
    if (existing !== undefined) this.json["//"] = { existing };
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
