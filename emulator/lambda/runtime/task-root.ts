/** Where Lambda unpacks a function. */
export const TASK_ROOT = "/var/task";
