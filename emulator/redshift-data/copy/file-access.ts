import type { WarehouseSpec } from "../warehouse/warehouse-spec";
import type { RoleClause } from "./statement/authorization-clause";
import type { S3Location } from "./statement/s3-location";
import type { UnloadEncryption } from "./statement/unload-statement";

/** A file in a bucket. */
export interface ListedFile {
  readonly location: S3Location;
  readonly bytes: number;
}

/** Who asks for files, and for what. */
export interface FileRequest {
  readonly warehouse: WarehouseSpec;
  /** Database user. */
  readonly user: string;
  readonly role: RoleClause;
  /** Region of the buckets. @default - the warehouse's */
  readonly region?: string;
  /** Its numbers stand in the details of errors. */
  readonly queryId: number;
  readonly pid: number;
}

/** Buckets, as the roles of a statement may use them. Every method is decided; refusals are StatementFailures in S3's words. */
export interface FileAccess {
  /** The files whose keys begin so, in the order of their keys. */
  list(prefix: S3Location): Promise<readonly ListedFile[]>;
  /** Absent: there is no such file. */
  read(location: S3Location): Promise<Buffer | undefined>;
  /** Writes a file, and looks at it again. */
  write(location: S3Location, bytes: Buffer, encryption: UnloadEncryption): Promise<void>;
  remove(location: S3Location): Promise<void>;
}

/** Finds out whether the roles of a statement may be used. */
export interface FileAccessFactory {
  /** @throws StatementFailure in Redshift's words: a role that is not attached, or that may not be assumed */
  open(request: FileRequest): Promise<FileAccess>;
}
