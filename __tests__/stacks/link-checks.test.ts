import { LINK_CHECKS } from "../../stacks/link-checks";
import { linkWith } from "../../testing/links/links";

jest.mock("../../stacks/import-blocks", () => ({ importProblems: () => [told("imports")] }));
jest.mock("../../stacks/provider-lock", () => ({ lockProblems: () => [told("lock")] }));
jest.mock("../../stacks/size-limits", () => ({ sizeProblems: () => [told("sizes")] }));
jest.mock("../../stacks/extended-stack", () => ({ extensionProblems: () => [told("extension")] }));
jest.mock("../../stacks/function-code", () => ({
  codeProblems: () => [told("code")],
  sampleEventProblems: () => [told("sample event")],
}));

function told(message: string) {
  return { path: [], message };
}

test("a links file is asked for all that only the stacks can say: what none asks for is deployed, or silently left out", () => {
  expect(LINK_CHECKS.flatMap((check) => check(linkWith())).map(({ message }) => message)).toEqual([
    ...["sizes", "code", "sample event", "extension", "imports", "lock"],
  ]);
});
