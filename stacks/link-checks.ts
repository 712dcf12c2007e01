import type { Link } from "../config/link";
import type { LinkProblem } from "../config/problem";
import { extensionProblems } from "./extended-stack";
import { codeProblems, sampleEventProblems } from "./function-code";
import { importProblems } from "./import-blocks";
import { lockProblems } from "./provider-lock";
import { sizeProblems } from "./size-limits";

/** What only this room can say of a link before its stack is made: what it renders to, and which files it is made of. */
export const LINK_CHECKS: readonly ((link: Link) => readonly LinkProblem[])[] = [
  sizeProblems,
  codeProblems,
  sampleEventProblems,
  extensionProblems,
  (link) => importProblems(link),
  (link) => lockProblems(link),
];
