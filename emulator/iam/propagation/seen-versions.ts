/** One thing of IAM as it was written over time, each version seen from a moment on. Versions are seen in their order. */
export class SeenVersions<T> {
  private seen: T;
  private coming: { readonly value: T; readonly fromMilliseconds: number }[] = [];

  /** @param settled what everybody sees before the first change */
  constructor(settled: T) {
    this.seen = settled;
  }

  /** @param fromMilliseconds when it is seen; later, if the version before it is seen later */
  add(value: T, fromMilliseconds: number): void {
    this.coming.push({ value, fromMilliseconds });
  }

  /** What is seen at this moment. Moments never go back. */
  at(nowMilliseconds: number): T {
    for (;;) {
      const [next] = this.coming;
      if (next === undefined || next.fromMilliseconds > nowMilliseconds) return this.seen;
      this.seen = next.value;
      this.coming.shift();
    }
  }
}
