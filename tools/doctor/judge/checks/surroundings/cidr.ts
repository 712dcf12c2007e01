/** Whether an IPv4 range lies within another; `false` for what is no range. */
export function cidrContains(outer: string, inner: string): boolean {
  const [large, small] = [rangeOf(outer), rangeOf(inner)];
  if (large === undefined || small === undefined || large.bits > small.bits) return false;
  const size = 2 ** (32 - large.bits);
  return Math.floor(large.first / size) === Math.floor(small.first / size);
}

function rangeOf(cidr: string): { readonly first: number; readonly bits: number } | undefined {
  const [, a, b, c, d, bits] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr) ?? [];
  if (bits === undefined || Number(bits) > 32) return undefined;
  const first = [a, b, c, d].reduce((sum, part) => sum * 256 + Number(part), 0);
  return { first, bits: Number(bits) };
}
