import { escapeHtml } from "../../../lib/report/escape-html";
import {
  hopInWords,
  type LinkPicture,
  type PictureAction,
  type PictureHop,
  type UnwantedGrant,
} from "../link-picture";
import { folded, pageText, sign, type Tone } from "./page-text";

/** More than this at the end of one unwanted arrow is folded. */
const SHOWN_UNWANTED = 6;

const TONES = {
  allowed: "ok",
  "partly allowed": "warn",
  denied: "bad",
  "could not check": "warn",
} as const satisfies Record<PictureHop["state"], Tone>;

const ANSWERS = {
  allowed: sign("✓", "ok"),
  denied: sign("✗", "bad"),
  "could not check": sign("?", "warn"),
} as const satisfies Record<PictureAction["answer"], string>;

/**
 * Both accounts, the roles, the function, the target and an arrow per hop, each action with its own answer, as HTML: names wrap, and
 * the style puts the accounts side by side or one below the other.
 *
 * @param suppressed the findings about what the picture shows beyond the link are
 */
export function drawLink(picture: LinkPicture, suppressed: boolean): string {
  const { runsAs, hop1, hop2, others, transfer } = picture;
  const target = node("Redshift", `${picture.target} · ${picture.database}`, "target");
  const lambda = [
    node("Lambda function", picture.functionName, "function", others.function),
    arrow("runs as", runsAs, "runs-as"),
    node("query role", picture.queryRole, "query-role", others["query role"]),
  ];
  const redshift = [
    node("data role", picture.dataRole, "data-role", others["data role"]),
    arrow("hop 2", hop2, "hop-2"),
    target,
  ];
  const statements = [
    account("lambda", picture.lambdaAccount, lambda),
    arrow("hop 1", hop1, "hop-1"),
    account("redshift", picture.redshiftAccount, redshift),
  ];
  return `<figure class="picture"><figcaption>Path of the link</figcaption><div class="path">${statements.join("")}</div>${
    transfer === undefined ? "" : transferPath(picture, transfer, target)
  }${unwanted(picture.unwanted, suppressed)}</figure>`;
}

/** The way of COPY and UNLOAD, back to the lambda account: a row of its own, for hop 1 begins at the query role alone. */
function transferPath(
  { lambdaAccount, redshiftAccount, others }: LinkPicture,
  { copyRole, bucketRole, buckets, hop3, hop4, uses }: NonNullable<LinkPicture["transfer"]>,
  target: string,
): string {
  const redshift = [
    target,
    arrow("hop 3", hop3, "hop-3"),
    node("copy role", copyRole, "copy-role", others["copy role"]),
  ];
  const lambda = [
    node("bucket role", bucketRole, "bucket-role", others["bucket role"]),
    arrow("uses", uses, "uses"),
    node("buckets", buckets.join(" · "), "buckets"),
  ];
  return `<p class="path-name">COPY and UNLOAD</p><div class="path transfer">${account("redshift", redshiftAccount, redshift)}${arrow("hop 4", hop4, "hop-4")}${account("lambda", lambdaAccount, lambda)}</div>`;
}

function account(kind: "lambda" | "redshift", id: string, parts: readonly string[]): string {
  return `<div class="account ${kind}"><p class="account-name"><span class="kind">${kind} account</span> <strong>${escapeHtml(id)}</strong></p>${parts.join("")}</div>`;
}

/** @param word of whoever owns it. Absent: the stack makes it */
function node(kind: string, name: string, part: string, word?: string): string {
  const [others, told] =
    word === undefined ? ["", ""] : [" others", ` <span class="kind">others': ${escapeHtml(word)}</span>`];
  return `<p class="node ${part}${others}"><span class="kind">${kind}</span> <span class="name">${escapeHtml(name)}</span>${told}</p>`;
}

/** The head of an arrow is a border, the shaft too: they print where backgrounds do not. */
function arrow(title: string, hop: PictureHop, part: string): string {
  const tone = TONES[hop.state];
  const words = part === "runs-as" && hop.state === "allowed" ? title : `${title}: ${hopInWords(hop)}`;
  const actions = hop.actions.map(
    ({ text, answer }) => `<li>${ANSWERS[answer]}<span>${escapeHtml(text)}</span></li>`,
  );
  const conditions = hop.conditions.map(
    (condition) => `<li><span class="dim">if</span><span>${escapeHtml(condition)}</span></li>`,
  );
  const isPlain = part === "runs-as" && hop.state === "allowed";
  return `<div class="arrow ${part} ${hop.state.replaceAll(" ", "-")}"><p class="${tone}"><strong>${words}</strong></p>${
    isPlain ? "" : `<ul class="marked">${[...actions, ...conditions].join("")}</ul>`
  }</div>`;
}

function unwanted(grants: readonly UnwantedGrant[], suppressed: boolean): string {
  if (grants.length === 0) return "";
  const title = suppressed
    ? `${sign("!", "warn")} <strong class="warn">Allowed beyond the link, and suppressed</strong>`
    : `${sign("✗", "bad")} <strong class="bad">Unwanted: allowed beyond the link</strong>`;
  const arrows = new Map<string, { readonly grant: UnwantedGrant; readonly allows: string[] }>();
  for (const grant of grants) {
    const key = `${grant.verb} ${grant.from}`;
    const arrow = arrows.get(key) ?? { grant, allows: [] };
    arrows.set(key, arrow);
    arrow.allows.push(pageText(grant.allows));
  }
  return `<div class="unwanted${suppressed ? " suppressed" : ""}"><p>${title}</p><ul>${[...arrows.values()].map(({ grant, allows }) => unwantedArrow(grant, allows)).join("")}</ul></div>`;
}

/** One arrow for all that comes from one place. @param allows HTML */
function unwantedArrow({ from, verb }: UnwantedGrant, allows: readonly string[]): string {
  const list = (some: readonly string[]) => `<ul>${some.map((text) => `<li>${text}</li>`).join("")}</ul>`;
  const rest = allows.slice(SHOWN_UNWANTED);
  const more = rest.length === 0 ? "" : folded(`${rest.length} more`, list(rest));
  return `<li class="from"><span class="node">${pageText(from)}</span><span class="arrow across"><span>${verb}</span></span><div class="node">${list(allows.slice(0, SHOWN_UNWANTED))}${more}</div></li>`;
}
