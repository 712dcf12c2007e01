import { TerraformStack, Testing } from "cdktf";
import { LinkStack } from "../../stacks/link-stack";
import { linkWith } from "../../testing/links/links";

// LinkStack leaves cdktf's preparation out, which resolves every element of a stack to find references to others.
test("a link refers to no other link, so preparing it would change nothing", () => {
  const app = Testing.app();
  const [first, second] = ["analytics", "reports"].map((name) => new LinkStack(app, linkWith({ name })));
  for (const stack of [first, second]) {
    if (stack === undefined) throw new Error("no stack was made");
    const unprepared = stack.toTerraform();
    TerraformStack.prototype.prepareStack.call(stack);
    expect(stack.dependencies).toEqual([]);
    expect(stack.toTerraform()).toEqual(unprepared);
  }
});
