import {
  AzurermBackend,
  GcsBackend,
  HttpBackend,
  LocalBackend,
  NamedRemoteWorkspace,
  RemoteBackend,
  S3Backend,
  type TerraformStack,
} from "cdktf";
import { presentMembers } from "../aws/json";
import type { Backend, Link } from "../config/link";
import { localStateName } from "../states/local-state";

/** The first Terraform, and OpenTofu, whose S3 backend knows `use_lockfile`; an older one names that argument and no version. */
const S3_TERRAFORM_VERSIONS = ">= 1.10.0";

/** Keeps the link's state where its configuration says. */
export function addBackend(stack: TerraformStack, link: Link): void {
  const { backend } = link;
  switch (backend.type) {
    case "local":
      // The folder of `localStateFolder`, from the one in which Terraform runs.
      new LocalBackend(stack, { path: `../../../${localStateName(link)}` });
      return;
    case "s3":
      addS3Backend(stack, backend);
      return;
    case "remote": {
      const { hostname, organization, workspace } = backend;
      new RemoteBackend(stack, {
        organization,
        workspaces: new NamedRemoteWorkspace(workspace),
        ...presentMembers({ hostname }),
      });
      return;
    }
    case "gcs":
      new GcsBackend(stack, { bucket: backend.bucket, prefix: backend.prefix });
      return;
    case "azurerm": {
      const { storageAccountName, containerName, key, resourceGroupName } = backend;
      new AzurermBackend(stack, {
        storageAccountName,
        containerName,
        key,
        ...presentMembers({ resourceGroupName }),
      });
      return;
    }
    case "http": {
      const { address, lockAddress, unlockAddress = lockAddress } = backend;
      new HttpBackend(stack, { address, ...presentMembers({ lockAddress, unlockAddress }) });
      return;
    }
  }
}

function addS3Backend(stack: TerraformStack, backend: Extract<Backend, { type: "s3" }>): void {
  new S3Backend(stack, {
    bucket: backend.bucket,
    key: backend.key,
    region: backend.region,
    encrypt: true,
    ...(backend.kmsKeyArn === undefined ? {} : { kmsKeyId: backend.kmsKeyArn }),
    ...(backend.profile === undefined ? {} : { profile: backend.profile }),
    ...(backend.roleArn === undefined ? {} : { assumeRole: { roleArn: backend.roleArn } }),
  });
  // S3Backend of cdktf 0.21 has no property for Terraform's own lock file.
  stack.addOverride("terraform.backend.s3.use_lockfile", true);
  stack.addOverride("terraform.required_version", S3_TERRAFORM_VERSIONS);
}
