/** 5.100 is what the tests validate and apply. */
const OLDEST = "5.100.0";

/** The bindings are generated from 6.25. */
const BELOW = "7.0.0";

/** Runtimes that older versions of the provider refuse, and the first version that takes them. */
const OLDEST_OF_RUNTIME: Readonly<Record<string, string>> = {
  "nodejs24.x": "6.19.0",
  "python3.14": "6.20.0",
  java25: "6.20.0",
};

/**
 * The versions of Terraform's AWS provider that deploy a function of a runtime, as Terraform writes them.
 *
 * @param runtime Lambda's name of it; one that is not known needs nothing special. @default - any
 */
export function providerVersions(runtime = ""): string {
  const oldest = Object.hasOwn(OLDEST_OF_RUNTIME, runtime) ? OLDEST_OF_RUNTIME[runtime] : OLDEST;
  return `>= ${oldest}, < ${BELOW}`;
}

/** One version and no other, as Terraform writes it. @param version three numbers with dots between them */
export function exactVersion(version: string): string {
  return `= ${version}`;
}

/**
 * Whether a version of the provider is one of those.
 *
 * @param version three numbers with dots between them; anything else is none of them
 * @param versions as {@link providerVersions} or {@link exactVersion} writes them
 */
export function isProviderVersion(version: string, versions: string): boolean {
  return versions.split(", ").every((part) => {
    const [sign, bound = ""] = part.split(" ");
    const order = compared(version, bound);
    if (sign === "=") return order === 0;
    return sign === ">=" ? order >= 0 : order < 0;
  });
}

/** Below, at or above 0, as with numbers; NaN where one of them is no version. */
function compared(one: string, other: string): number {
  const [first, second] = [one, other].map((version) =>
    (/^(\d+)\.(\d+)\.(\d+)$/.exec(version) ?? []).slice(1).map(Number),
  );
  if (first?.length !== 3 || second?.length !== 3) return Number.NaN;
  const differences = first.map((part, index) => part - (second[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
