import { z } from "zod";
import { objectPath, section, text } from "../fields";

/*
 * Backends that pass through to Terraform. None of them takes a credential: Terraform reads those from the environment, and what
 * stands in a links file stands in git and in the plan.
 */

const PLAIN_NAME = text(/^[\w-]{1,90}$/, "1 to 90 letters, digits, _ and -; correct it");

const HOST = text(
  /^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/,
  "a host's name without https:// and path; correct it",
);

const OBJECT_NAME = objectPath(1000);

/**
 * Without user and password, a query or a fragment, which are where tokens stand. In the one form that a place has: with the port that
 * it has anyway, with dots between slashes or with a letter as its code, two addresses could be of one state.
 */
const ADDRESS = text(
  /^https:\/\/[a-z0-9][a-z0-9_.-]*(?!:0*443\/)(?::[1-9]\d{0,4})?(?!.*\/(?:\/|\.{1,2}(?:\/|$)))\/(?:[\w.~/-]|%(?!2[DE]|3\d|4[1-9A-F]|5[\dAF]|6[1-9A-F]|7[\dAE])[\dA-F]{2}){1,500}$/,
  "an https:// address without user, password, query and fragment, as a browser shows it; Terraform reads credentials from TF_HTTP_USERNAME and TF_HTTP_PASSWORD",
);

/** Terraform Cloud and Enterprise (HCP). */
export const remoteBackend = section({
  type: z
    .literal("remote")
    .describe("A workspace of HCP Terraform or Terraform Enterprise, with local execution."),
  hostname: HOST.describe("Host of Terraform Enterprise. Default: app.terraform.io.").exactOptional(),
  organization: PLAIN_NAME.describe("Name of the organization. Required."),
  workspace: PLAIN_NAME.describe(
    "Name of the workspace. Default: <link name>, behind <environment>_ where there is one.",
  ).exactOptional(),
});

/** Google Cloud Storage. */
export const gcsBackend = section({
  type: z.literal("gcs").describe("An object in a bucket of Google Cloud Storage."),
  bucket: text(
    /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/,
    "3 to 222 lowercase letters, digits, dots, _ and -; write the name of an existing bucket",
  ).describe("Bucket of the state. It must exist. Required."),
  prefix: OBJECT_NAME.describe(
    "Folder of the state, which is called default.tfstate there. Default: <link name>, below a folder of the environment where there is one.",
  ).exactOptional(),
});

/** Azure Blob Storage. */
export const azurermBackend = section({
  type: z.literal("azurerm").describe("A blob in a container of Azure Storage."),
  resourceGroupName: PLAIN_NAME.describe(
    "Resource group of the storage account. Default: none, the account is found by its name.",
  ).exactOptional(),
  storageAccountName: text(
    /^[a-z0-9]{3,24}$/,
    "3 to 24 lowercase letters and digits; write the name of an existing storage account",
  ).describe("Storage account. It must exist. Required."),
  containerName: text(
    /^[a-z0-9](?:-?[a-z0-9]){2,62}$/,
    "3 to 63 lowercase letters, digits and single hyphens; write the name of an existing container",
  ).describe("Container of the state. It must exist. Required."),
  key: OBJECT_NAME.describe(
    "Name of the blob. Default: <link name>/terraform.tfstate, below a folder of the environment where there is one.",
  ).exactOptional(),
});

/** Any service that speaks Terraform's protocol, such as GitLab. */
export const httpBackend = section({
  type: z.literal("http").describe("A service that keeps states over HTTP, such as GitLab."),
  address: ADDRESS.describe("Where the state is read and written, one for each link. Required."),
  lockAddress: ADDRESS.describe("Where the state is locked. Default: it is not locked.").exactOptional(),
  unlockAddress: ADDRESS.describe("Where the lock is released. Default: lockAddress.").exactOptional(),
});
