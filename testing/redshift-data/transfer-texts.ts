import { copyStatement } from "../../redshift-data/copy/copy-statement";
import type { TransferStatement } from "../../redshift-data/copy/transfer-statement";
import { unloadStatement } from "../../redshift-data/copy/unload-statement";
import type { LinkSettings } from "../../redshift-data/link/link-settings";
import { COPY_SETTINGS } from "./link-context";

/** A statement, or why there is none. */
export interface MadeStatement {
  readonly statement: TransferStatement | undefined;
  readonly problems: readonly string[];
  readonly codes: readonly string[];
}

/** What becomes of a request for COPY, which may be anything. */
export function madeCopy(
  request: unknown,
  { dryRun = false, link = COPY_SETTINGS }: { readonly dryRun?: boolean; readonly link?: LinkSettings } = {},
): MadeStatement {
  return made((refuse) => copyStatement(request, { link, path: "copy", refuse }, dryRun));
}

/** The same for UNLOAD. */
export function madeUnload(request: unknown, link: LinkSettings = COPY_SETTINGS): MadeStatement {
  return made((refuse) => unloadStatement(request, { link, path: "unload", refuse }));
}

function made(
  make: (refuse: (problem: string, code?: string) => void) => TransferStatement | undefined,
): MadeStatement {
  const problems: string[] = [];
  const codes: string[] = [];
  const statement = make((problem, code = "EVENT_INVALID") => {
    problems.push(problem);
    codes.push(code);
  });
  return { statement, problems, codes };
}
