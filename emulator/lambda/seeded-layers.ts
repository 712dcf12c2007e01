/** A layer as a function's configuration has it. */
interface ConfiguredLayer {
  readonly Arn: string;
  readonly CodeSize: number;
}

/** Versions of layers that exist from the start: somebody else has published them, so moto does not know them, and nobody their content. */
export class SeededLayers {
  /** @param arns of layer versions, of any account */
  constructor(private readonly arns: readonly string[]) {}

  /**
   * What is kept of a function's layers in moto's place: all, where one exists from the start; empty where moto keeps them.
   *
   * @param layers ARNs as a request has them
   */
  kept(layers: readonly string[]): readonly ConfiguredLayer[] {
    const isSeeded = layers.some((arn) => this.arns.includes(arn));
    return isSeeded ? layers.map((Arn) => ({ Arn, CodeSize: 0 })) : [];
  }

  /** The body of a request as moto takes it: without what only exists here. */
  forMoto(body: Buffer, layers: readonly string[]): Buffer {
    if (this.kept(layers).length === 0) return body;
    const input: object = JSON.parse(body.toString("utf8"));
    const Layers = layers.filter((arn) => !this.arns.includes(arn));
    return Buffer.from(JSON.stringify({ ...input, Layers }));
  }
}
