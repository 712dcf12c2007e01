import type { Link } from "../../../../config/link";
import { type LinkCheck, ok, problem } from "../check";

/** Major and minor version. */
type Version = readonly [major: number, minor: number];

const OLDEST: Version = [1, 5];
/** The first one whose S3 backend locks with a file (`use_lockfile`); OpenTofu's too. */
const OLDEST_WITH_S3_STATE: Version = [1, 10];

/** Terraform, or OpenTofu through TERRAFORM_BINARY_NAME, is there and recent enough for the link's state. */
export const terraformVersion: LinkCheck = {
  id: "terraform-version",
  lookedAt: () => "terraform version -json (TERRAFORM_BINARY_NAME names another binary)",
  expected: ({ link }) => `${oldestFor(link).join(".")} or newer${reasonFor(link)}`,
  run: async ({ link, terraform }) => {
    const version = await terraform.version();
    const oldest = oldestFor(link);
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return ok(version);
    return problem(
      version,
      `install Terraform ${oldest.join(".")} or newer${reasonFor(link)}, or set TERRAFORM_BINARY_NAME to another binary`,
    );
  },
};

function oldestFor({ backend }: Link): Version {
  return backend.type === "s3" ? OLDEST_WITH_S3_STATE : OLDEST;
}

function reasonFor({ backend }: Link): string {
  return backend.type === "s3" ? ", which the lock file of a state in S3 needs" : "";
}
