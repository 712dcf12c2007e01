import { ToolError } from "../../../lib/terminal/tool-error";
import { type LinkCheck, ok, problem } from "../check";

/** Terraform finds the AWS provider and the backend answers `init`. */
export const provider: LinkCheck = {
  id: "provider",
  lookedAt: ({ link }) => `terraform init in cdktf.out/stacks/${link.name}`,
  expected: () => "the AWS provider is found in a version the stack allows, and the backend is set up",
  run: async ({ terraform }) => {
    try {
      return ok(`hashicorp/aws ${await terraform.provider()}`);
    } catch (error) {
      // Terraform that is not there, or was interrupted, has said nothing of the provider.
      if (!(error instanceof ToolError) || error.code !== "TERRAFORM_FAILED") throw error;
      return problem(
        error.message,
        "if it names the registry: allow it, or set TF_PLUGIN_MIRROR to a provider mirror; if it names the backend: correct backend in the links file or the credentials that read it",
      );
    }
  },
};
