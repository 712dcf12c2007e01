import { BUCKETS } from "../../../testing/links/bucket-link";
import { ENCRYPTED_OUTPUTS } from "../../../testing/links/demanded-link";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { DECLARED, facts, LIVE_FUNCTION, STORED_DATA_ROLE } from "../../../testing/tools/doctor-facts";
import { dataRoleCheck } from "../../../tools/doctor/judge/checks/role";
import { state } from "../../../tools/doctor/judge/checks/state";
import { runCheck } from "../../../tools/doctor/judge/run-check";
import type { LinkFacts } from "../../../tools/doctor/read/link-facts";
import { declaredIn } from "../../../tools/doctor/read/read-declared";

const LOG_GROUP = "aws_cloudwatch_log_group.query_function";
const NOTHING: Partial<LinkFacts> = {
  role: async () => undefined,
  queryFunction: async () => undefined,
  logGroup: async () => undefined,
};
const DENIED = () => Promise.reject(new Error("denied"));

/** The check of a state that holds these addresses of the stack. */
function checked(addresses: readonly string[], changes: Partial<LinkFacts>) {
  const { terraform } = facts();
  const held = { ...terraform, state: async () => ({ addresses, roleIds: {}, placed: [] }) };
  return runCheck(state, facts({ ...changes, terraform: held }));
}

const TAKE_OVER = (parts: string) =>
  `a deploy fails at what exists already (${parts}): find out whose it is. Remove it, or hand it to the link: npm run adopt -- analytics says what that changes and takes away, then npm run deploy -- analytics`;
const IMPORT_LOG_GROUP = `${LOG_GROUP} is /aws/lambda/analytics-query`;
const EMPTY = "the state is empty: the link is not deployed, or was deployed with another state";
const BACKEND = "if it was deployed, correct backend in the links file";

const WITHOUT_LOG_GROUP = DECLARED.addresses.filter((address) => address !== LOG_GROUP);
const AFTER_FAILURE = DECLARED.addresses.filter((address) => address.includes("query_role"));

test("a log group that exists and that the state does not hold is taken over, not deployed again", async () => {
  const { found, next } = await checked(WITHOUT_LOG_GROUP, {});
  expect(found).toBe(`not in the state: ${LOG_GROUP}; AWS has already: ${IMPORT_LOG_GROUP}`);
  expect(next).toBe(TAKE_OVER(IMPORT_LOG_GROUP));
});

test("so is every part that has a name, after a deploy that ended half way", async () => {
  const { found, next } = await checked(AFTER_FAILURE, {});
  expect(found).toMatch(
    /; AWS has already: aws_iam_role.data_role is analytics-data, aws_lambda_function.query_function is analytics-query, /,
  );
  expect(next).toBe(
    TAKE_OVER(
      [
        "aws_iam_role.data_role is analytics-data",
        "aws_lambda_function.query_function is analytics-query",
        IMPORT_LOG_GROUP,
      ].join(", "),
    ),
  );
});

test("so is either role of the buckets", async () => {
  const link = linkWith({ buckets: BUCKETS });
  const declared = declaredIn(new Synth(link).json);
  const addresses = declared.addresses.filter(
    (address) => !/^aws_iam_role\.(copy|bucket)_role$/.test(address),
  );
  for (const part of ["copy", "bucket"]) {
    const { next } = await checked(addresses, {
      ...{ link, declared: async () => declared },
      role: async (side) => (side === `${part} role` ? STORED_DATA_ROLE : undefined),
    });
    expect(next).toBe(TAKE_OVER(`aws_iam_role.${part}_role is analytics-${part}`));
  }
});

test("so are parameters of its outputs, and the alias of its function", async () => {
  const link = linkWith({ ...ENCRYPTED_OUTPUTS, function: { alias: { name: "live" } } });
  const declared = declaredIn(new Synth(link).json);
  const there = (alias: object, names: readonly string[]) =>
    checked(
      declared.addresses.filter((address) => !/^aws_(ssm_parameter|lambda_alias)/.test(address)),
      {
        link,
        declared: async () => declared,
        queryFunction: async () => ({ ...LIVE_FUNCTION, alias }),
        parameters: {
          ...facts().parameters,
          read: async (name) => (names.includes(name) ? { type: "SecureString" } : undefined),
        },
      },
    );
  const { next } = await there({ version: "1" }, ["/links/analytics/query-role-arn"]);
  expect(next).toBe(
    TAKE_OVER(
      "aws_lambda_alias.query_function is analytics-query/live, aws_ssm_parameter.query_role_arn is /links/analytics/query-role-arn",
    ),
  );
  expect((await there({}, [])).next).toBe("npm run deploy -- analytics puts back what the stack declares");
});

test("an empty state beside parts that exist names both ways out", async () => {
  const { logGroup: _, ...others } = NOTHING;
  const { found, next } = await checked([], others);
  expect(found).toBe(`${EMPTY}; AWS has already: ${IMPORT_LOG_GROUP}`);
  expect(next).toBe(`${BACKEND}; otherwise ${TAKE_OVER(IMPORT_LOG_GROUP)}`);
});

test.each([
  ["there are none", NOTHING],
  ["nobody may look", { role: DENIED, queryFunction: DENIED, logGroup: DENIED }],
])("a deploy is advised where %s", async (_, changes) => {
  const empty = await checked([], changes);
  expect([empty.found, empty.next]).toEqual([EMPTY, `npm run deploy -- analytics; ${BACKEND}`]);
  const half = await checked(WITHOUT_LOG_GROUP, changes);
  expect([half.found, half.next]).toEqual([
    `not in the state: ${LOG_GROUP}`,
    "npm run deploy -- analytics puts back what the stack declares",
  ]);
});

test("a state of other accounts is another link's, whatever it holds", async () => {
  const { terraform } = facts();
  const role = (name: string, alias: string, id: string) => ({
    address: `aws_iam_role.${name}`,
    values: { arn: `arn:aws:iam::${id}:role/${name}` },
    providerAlias: alias,
  });
  const placed = [
    role("query_role", "lambda_account", "111111111111"),
    role("data_role", "redshift_account", "333333333333"),
  ];
  const held = { ...terraform, state: async () => ({ addresses: DECLARED.addresses, roleIds: {}, placed }) };
  expect(await runCheck(state, facts({ terraform: held }))).toMatchObject({
    status: "problem",
    found:
      "the state is of other accounts: it holds aws_iam_role.data_role in account 333333333333, not in redshift account 222222222222",
    next: "each environment needs a state of its own: give this link another name, or run it in another checkout or with another backend. Only if the link itself moves to other accounts: npm run destroy -- analytics with the old ones first",
  });
});

test.each<[string, Readonly<Record<string, string>>, RegExp]>([
  [
    "which the state does not hold: that deploy would fail at it",
    {},
    /^make the check of the state pass first$/,
  ],
  [
    "in whose place the state holds another",
    { "aws_iam_role.data_role": "AROAOLD" },
    /^every trust policy that names it must be saved again; npm run deploy/,
  ],
])("a role %s", async (_, roleIds, next) => {
  const { terraform } = facts();
  const held = { ...terraform, state: async () => ({ addresses: [], roleIds, placed: [] }) };
  const result = await runCheck(dataRoleCheck, facts({ terraform: held }));
  expect(result).toMatchObject({ status: "problem", next: expect.stringMatching(next) });
});
