import { findTerraform, Terraform, type TerraformOptions } from "../../tools/lib/terraform/terraform";
import type { ProvidersOfStack } from "../provider-pool/provider-pool";

/** Terraform in a link's folder, initialized once: nothing that a test changes decides about providers or the backend. */
export class InitializedOnce extends Terraform {
  private initialized: Promise<void> | undefined;

  /** @param kept providers in place of those that Terraform would start; by default it starts them */
  constructor(
    private readonly place: TerraformOptions,
    private readonly kept?: ProvidersOfStack,
  ) {
    const { env = process.env } = place;
    super(findTerraform(), kept === undefined ? place : { ...place, env: { ...env, ...kept.variables } });
  }

  override init(): Promise<void> {
    // With the variables it would install no provider.
    this.initialized ??= new Terraform(findTerraform(), this.place).init().then(() => this.kept?.adopt());
    return this.initialized;
  }
}
