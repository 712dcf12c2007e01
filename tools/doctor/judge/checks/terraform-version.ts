import { type LinkCheck, ok, problem } from "../check";

const OLDEST = [1, 5] as const;

/** Terraform, or OpenTofu through TERRAFORM_BINARY_NAME, is there and recent enough. */
export const terraformVersion: LinkCheck = {
  id: "terraform-version",
  lookedAt: () => "terraform version -json (TERRAFORM_BINARY_NAME names another binary)",
  expected: () => `${OLDEST.join(".")} or newer`,
  run: async ({ terraform }) => {
    const version = await terraform.version();
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return ok(version);
    return problem(version, "install a newer Terraform, or set TERRAFORM_BINARY_NAME to another binary");
  },
};
