import { Testing } from "cdktf";
import { LinkStack } from "../../stacks/link-stack";
import { describeWith, TERRAFORM_ONLY } from "../../testing/deployment/required-programs";
import { temporaryFolder, terraformEnvironment } from "../../testing/deployment/temporary-folder";
import { EVERY_AUTH_MODE, linkWith, TARGETS } from "../../testing/links/links";

Testing.setupJest();

const folder = temporaryFolder();
// cdktf's matcher runs Terraform with this process's environment.
Object.assign(process.env, terraformEnvironment(folder));

const EVERY_OPTION = {
  queryRole: { path: "/links/", permissionsBoundaryArn: "arn:aws:iam::111111111111:policy/boundary" },
  dataRole: { path: "/links/", permissionsBoundaryArn: "arn:aws:iam::222222222222:policy/boundary" },
  trust: { mode: "account", mutual: true, externalId: "x1", bindToFunction: false },
  permissions: { mode: "managed" },
  function: { reservedConcurrency: 2, architecture: "x86_64", runtime: "nodejs22.x" },
  tags: { team: "data" },
};

describeWith(TERRAFORM_ONLY, "terraform validate accepts", () => {
  it.each(EVERY_AUTH_MODE)("%s", (auth) => {
    const stack = new LinkStack(Testing.app(), linkWith({ target: TARGETS[auth] }));
    expect(Testing.fullSynth(stack)).toBeValidTerraform();
  });

  it("every option at once", () => {
    expect(Testing.fullSynth(new LinkStack(Testing.app(), linkWith(EVERY_OPTION)))).toBeValidTerraform();
  });
});
