/**
 * A number as the text of a parameter. The engine reads `1e-7` as a float; written out it stays a decimal.
 *
 * @param value finite
 */
export function plainNumber(value: number): string {
  const [mantissa = "", exponent] = String(value).split("e-");
  if (exponent === undefined) return mantissa;
  const digits = mantissa.replace(/[-.]/g, "");
  return `${value < 0 ? "-" : ""}0.${"0".repeat(Number(exponent) - 1)}${digits}`;
}
