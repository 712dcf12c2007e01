import { LinkAnswers } from "../../access/link/link-answers";
import { readLink } from "../../tools/lib/link/read-link";
import { type AccessChange, compareStacks } from "../../tools/review/judge/comparison/compare-stacks";
import type { ReviewReport } from "../../tools/review/judge/report";
import { reviewInput } from "../../tools/review/judge/review-inputs";
import type { StackReview } from "../../tools/review/judge/review-stack";
import { BASE } from "../links/links";
import { EXTERNAL_ID, stackWith, statement } from "../tools/reviewed-stack";

const TODAY = "2026-06-15";
const DOCUMENT = "data.aws_iam_policy_document.data_role_redshift_data_api.statement";
const DB_USERS = `${DOCUMENT}.2.resources`;

/** A link as it is, and as it was before. */
interface Sample {
  readonly name?: string;
  readonly now: unknown;
  /** Absent: nothing is compared. */
  readonly before?: unknown;
}

async function reviewed({ name = BASE.name, now }: Sample): Promise<StackReview> {
  return reviewInput({ name, json: now, origin: "synth" }, TODAY);
}

async function changeOf({ before }: Sample, { answers }: StackReview): Promise<AccessChange | undefined> {
  if (before === undefined || answers === undefined) return undefined;
  return compareStacks(new LinkAnswers(readLink(before), answers.decisions), answers);
}

/** The report of some links, with what changed in those that were another way before. */
export async function sampleReport(...samples: readonly Sample[]): Promise<ReviewReport> {
  const stacks = await Promise.all(samples.map(reviewed));
  const changes = new Map<string, AccessChange>();
  for (const [index, sample] of samples.entries()) {
    const stack = stacks[index];
    const change = stack === undefined ? undefined : await changeOf(sample, stack);
    if (stack !== undefined && change !== undefined) changes.set(stack.name, change);
  }
  const source = stacks.map(({ name }) => `cdktf.out/stacks/${name}/cdk.tf.json`).join(", ");
  return { source, stacks, changes };
}

/** One link that works, and does no more. */
export const cleanReport = () => sampleReport({ now: stackWith({}) });

/** AWS's managed policy: the batch is missing, and much is allowed beside what is needed. */
export const managedReport = () => sampleReport({ now: stackWith({ permissions: { mode: "managed" } }) });

/** A change that opens the link: another database user, no external id, and a statement that no link has. */
export const openedReport = () => sampleReport({ now: openedStack({}), before: stackWith({}) });

function openedStack(link: object): unknown {
  const trust = { bindToFunction: false };
  const arn = "arn:aws:redshift:ap-northeast-1:222222222222:";
  return stackWith(
    { trust, ...link },
    [DB_USERS, [`${arn}dbname:warehouse/dev`, `${arn}dbuser:warehouse/etl`, `${arn}dbuser:warehouse/*`]],
    [`${DOCUMENT}.3`, statement("PassAnyRole", ["iam:PassRole"], ["*"])],
  );
}

/** A permissions boundary whose text nobody gave. */
export const uncheckedReport = () =>
  sampleReport({
    now: stackWith({
      dataRole: { permissionsBoundaryArn: "arn:aws:iam::222222222222:policy/boundary" },
    }),
  });

/** A link without external id and one bound to no function, both accepted in the links file. */
export const acceptedReport = () => sampleReport({ now: acceptedStack({}) });

function acceptedStack(link: object): unknown {
  const accepted = (rule: string, message?: string) => ({
    rule,
    address: "aws_iam_role.data_role",
    ...(message === undefined ? {} : { message }),
    reason: "both accounts are ours alone",
    expires: "2026-12-31",
  });
  const suppress = [
    accepted("unexpected-access", "another function with the query role"),
    accepted("unexpected-access", "the query role outside Lambda"),
  ];
  return stackWith({ trust: { externalId: EXTERNAL_ID, bindToFunction: false }, ...link }, [
    "//.review.suppress",
    suppress,
  ]);
}

/** A function whose environment names no target, and a stack that holds no link. */
export const unreadableReport = () => {
  const variables = "resource.aws_lambda_function.query_function.environment.variables";
  return sampleReport(
    { name: "no-target", now: stackWith({}, [`${variables}.CLUSTER_IDENTIFIER`, undefined]) },
    { name: "no-link", now: stackWith({}, ["resource.aws_lambda_function", undefined]) },
  );
};

/** As few links as a filter is offered for: one with findings, one that changed, three as they were. */
export const filteredReport = () => {
  const plain = (name: string) => stackWith({ name });
  const etl = { cluster: "warehouse", database: "dev", dbUser: "etl" };
  return sampleReport(
    ...["sales", "billing", "stock"].map((name) => ({ name, now: plain(name), before: plain(name) })),
    { name: "people", now: plain("people"), before: stackWith({ name: "people", target: etl }) },
    { name: "fraud", now: stackWith({ name: "fraud", permissions: { mode: "managed" } }) },
  );
};

const WORDS = ["sales", "billing", "fraud", "stock", "people", "search"];
const PLACES = ["eu", "us", "apac", "test", "stage"];

/** 30 links of several accounts: some with findings, some changed, most as they were. */
export const manyReport = () =>
  sampleReport(
    ...PLACES.flatMap((place, row) =>
      WORDS.map((word, column): Sample => {
        const name = `${word}-${place}`;
        const account = (of: number) => String(of).repeat(12);
        const link = {
          name,
          lambdaAccount: {
            ...BASE.lambdaAccount,
            id: account(3 + row),
            deployRoleArn: roleIn(account(3 + row)),
          },
          target: { cluster: `warehouse-${word}`, database: "dev", dbUser: "analyst" },
        };
        const [plain, index] = [stackWith(link), row * WORDS.length + column];
        if (index === 4)
          return {
            name,
            now: openedStack({ name: link.name, lambdaAccount: link.lambdaAccount }),
            before: plain,
          };
        if (index === 11)
          return { name, now: stackWith({ ...link, permissions: { mode: "managed" } }), before: plain };
        const boundary = { permissionsBoundaryArn: "arn:aws:iam::222222222222:policy/boundary" };
        if (index === 14) return { name, now: stackWith({ ...link, dataRole: boundary }), before: plain };
        if (index === 17) return { name, now: acceptedStack(link), before: acceptedStack(link) };
        if (index === 22)
          return {
            name,
            now: plain,
            before: stackWith({ ...link, target: { ...link.target, dbUser: "etl" } }),
          };
        return { name, now: plain, before: plain };
      }),
    ),
  );

function roleIn(account: string): string {
  return `arn:aws:iam::${account}:role/deployer`;
}
