import { type Path, shownValue } from "../problem";
import { ENVIRONMENT_NAME } from "../schema/environment-schema";
import { ENVIRONMENT_PLACEHOLDER } from "./environment-name";
import { fieldsOf, type LinksSource } from "./links-source";

/** Names the environment of a run where the file does not. */
const ENVIRONMENT_VARIABLE = "LINKS_ENVIRONMENT";

/** The environment of a run, and what is wrong with it. */
export interface ChosenEnvironment {
  /** Absent: there is none, or none that can be used. */
  readonly environment?: string;
  readonly problems: readonly { readonly path: Path; readonly message: string }[];
}

/**
 * The environment that the links are of: the file's own, or, where it names none, that of the run. Two that differ are a slip in one
 * of the two, and would be a deploy into the wrong one.
 *
 * @param named by the run, through `--env` or {@link ENVIRONMENT_VARIABLE}
 */
export function chosenEnvironment(main: LinksSource, named: string | undefined): ChosenEnvironment {
  const { environment: own } = fieldsOf(main);
  if (named !== undefined && !ENVIRONMENT_NAME.safeParse(named).success) {
    const allowed = ENVIRONMENT_NAME.safeParse(named).error?.issues[0]?.message ?? "";
    return {
      problems: [
        { path: [], message: `${ENVIRONMENT_VARIABLE} is ${shownValue(named)}, expected ${allowed}` },
      ],
    };
  }
  if (own === undefined) return { ...(named === undefined ? {} : { environment: named }), problems: [] };
  // What is no name is for the schema to refuse.
  const { data: environment } = ENVIRONMENT_NAME.safeParse(own);
  if (environment === undefined) return { environment: "environment", problems: [] };
  if (named === undefined || named === environment) return { environment, problems: [] };
  const message = `is ${shownValue(environment)}, and this run is for ${shownValue(named)} (${ENVIRONMENT_VARIABLE} or --env), expected one environment; name the links file of ${named} in LINKS_FILE, or leave the other out`;
  return { environment, problems: [{ path: ["environment"], message }] };
}

/**
 * Texts ask for the name, and there is none: one mistake, told at the first of them.
 *
 * @param found the first, as messages show it
 * @param others how many places ask for it too
 */
export function missingEnvironment(found: string, others: number): string {
  const also =
    others === 0 ? "" : `, as ${others} other ${others === 1 ? "text asks" : "texts ask"} for it too`;
  return `is ${found}, expected an environment for ${ENVIRONMENT_PLACEHOLDER}${also}; write environment: <name> at the top of the file, or name it in ${ENVIRONMENT_VARIABLE} or by --env`;
}
