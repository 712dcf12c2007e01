/** Exit codes of the commands that check something; what a pipeline decides by. */
export const EXIT_CLEAN = 0;
/** Something was found: a finding, drift, a problem, a difference. */
export const EXIT_FINDINGS = 1;
/** A check could not be made, or the command was used wrongly; never to be taken for clean. */
export const EXIT_COULD_NOT_CHECK = 2;
/** 128 + SIGINT. */
export const EXIT_INTERRUPTED = 130;
