import { SignatureV4 } from "@smithy/signature-v4";

/**
 * Stands in the bundle where the SDK chooses between SigV4 and SigV4a, the signature for several regions at once. SigV4a
 * needs a native package that is not in the bundle, so the SDK would always choose SigV4, and so does this.
 */
export class SignatureV4MultiRegion extends SignatureV4 {
  static sigv4aDependency(): "none" {
    return "none";
  }
}
