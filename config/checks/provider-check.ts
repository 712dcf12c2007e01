import { isProviderVersion, providerVersions } from "../../aws/provider-versions";
import type { LinkDraft } from "../link-draft";
import { type LinkProblem, shownValue } from "../problem";

/** The one version that a link asks for is one that deploys it. */
export function checkProvider({ provider, function: settings }: LinkDraft): LinkProblem[] {
  const version = provider?.version;
  if (version === undefined) return [];
  const problem = (expected: string) => [
    { path: ["provider", "version"], message: `is ${shownValue(version)}, expected ${expected}` },
  ];
  const any = providerVersions();
  if (!isProviderVersion(version, any)) {
    return problem(`a version ${any}, which the project is made for; write one of those`);
  }
  const needed = providerVersions(settings?.runtime);
  if (isProviderVersion(version, needed)) return [];
  return problem(
    `a version ${needed}, which function.runtime ${shownValue(settings?.runtime)} needs; write one of those, or choose another runtime`,
  );
}
