import type { Authorizer } from "../authorization/authorizer";
import type { FileAccess, FileAccessFactory, FileRequest } from "../redshift-data/copy/file-access";
import type { BucketStore } from "./bucket-store";
import { DecidedFiles } from "./decided-files";
import { chainedSession, type RoleChainOptions } from "./role-chain";

/** Gives statements the files that their roles reach: both hops, then each action, decided with the policies as stored now. */
export class FilesOfRoles implements FileAccessFactory {
  constructor(
    private readonly store: BucketStore,
    private readonly authorizer: Authorizer,
    private readonly roles: RoleChainOptions,
  ) {}

  async open(request: FileRequest): Promise<FileAccess> {
    const caller = await chainedSession(request, this.roles);
    return new DecidedFiles(caller, request, this.store, this.authorizer);
  }
}
