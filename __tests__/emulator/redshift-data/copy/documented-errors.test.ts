import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ErrorCode } from "../../../../redshift-data/errors/error-codes";
import { explainError } from "../../../../redshift-data/errors/explain-error";
import { OPEN_TEXTS } from "../../../../redshift-data/errors/shown-text";
import { ROOT } from "../../../../testing/deployment/checkout";
import { type CopyAccounts, copyAccounts } from "../../../../testing/emulator/copy-accounts";
import { COPY_ROLE_CLAUSE, LoadedText } from "../../../../testing/emulator/loaded-text";
import { COPY_SETTINGS, linkContextWith } from "../../../../testing/redshift-data/link-context";

const local = new LoadedText(
  "CREATE USER admin PASSWORD DISABLE CREATEUSER; REVOKE ASSUMEROLE ON ALL FROM PUBLIC FOR ALL; GRANT ASSUMEROLE ON 'arn:aws:iam::222222222222:role/copy' TO analyst FOR ALL; CREATE TABLE one (id int); GRANT INSERT ON one TO PUBLIC;",
);

afterAll(() => local.api.close());

const { COPY, BUCKET, COPY_ROLE, LIST, READ, USE_KEY, TRUSTS_COPY, role, open } = copyAccounts;
const settings = COPY_SETTINGS.copy;
const [known] = settings.buckets;
/** The link whose roles the local accounts have. */
const LINK = linkContextWith({
  copy: {
    ...settings,
    copyRoleArn: COPY,
    buckets: known === undefined ? [] : [{ ...known, bucketRoleArn: BUCKET }],
  },
});

type Use = (files: Awaited<ReturnType<typeof open>>) => Promise<unknown>;

/** What a statement fails with whose roles are refused: by the accounts, or in the use of files. */
const ofAccounts =
  (accounts: CopyAccounts, use: Use = async () => undefined) =>
  (): Promise<string> =>
    open(accounts)
      .then(use)
      .then(
        () => "nothing was refused",
        (error: Error) => error.message,
      );

/** What a statement in the local warehouse fails with. */
const ofStatement = (sql: string) => async (): Promise<string> =>
  String((await local.api.run(sql)).Error ?? "nothing was refused");

const copy = (options: string, authorization = COPY_ROLE_CLAUSE, table = "one") =>
  ofStatement(`COPY ${table} FROM 's3://landing/in/one' ${authorization} ${options}`);
const KEYS = "CREDENTIALS 'aws_access_key_id=AKIAEXAMPLE;aws_secret_access_key=abcdefgh'";
const at = (key: string, bucket = "landing") => ({ bucket, key });
const bucketRole = (...statements: object[]) => role(BUCKET, TRUSTS_COPY, ...statements);

/** Every error text that is documented of COPY and UNLOAD, and met by others, as the local accounts produce it. */
const ROWS: readonly (readonly [string, () => Promise<string>, RegExp, ErrorCode, string])[] = [
  [
    "a role that is not attached",
    ofAccounts({ role: [BUCKET] }),
    /^ERROR: User arn:aws:redshift:eu-central-1:222222222222:dbuser:warehouse\/analyst is not authorized to assume IAM Role arn:.*\n[\s\S]*code: {6}8001\n/,
    ...(["COPY_ROLE_DENIED", "copy-role"] as const),
  ],
  [
    "a name in the place of an ARN",
    ofAccounts({ role: ["copy"] }),
    /^ERROR: User \S+ is not authorized to assume IAM Role copy\n/,
    ...(["COPY_ROLE_DENIED", "copy-role"] as const),
  ],
  [
    "the trust policy of the copy role",
    ofAccounts({ user: "guest" }),
    /^ERROR: exception name : UnauthorizedException, error type : 135, message: Not authorized to get credentials of role arn:aws:iam::222222222222:role\/copy, should retry : 0\n/,
    ...(["COPY_ROLE_DENIED", "copy-role"] as const),
  ],
  [
    "hop 2 of the chain",
    ofAccounts({ roles: [COPY_ROLE] }),
    /^ERROR: exception name : UnauthorizedException, error type : 138, message: Not authorized to get credentials of role arn:aws:iam::111111111111:role\/bucket, should retry : 0\n/,
    ...(["BUCKET_ROLE_DENIED", "bucket-role"] as const),
  ],
  [
    "the database's own privilege",
    copy("", `IAM_ROLE '${BUCKET}'`),
    /^ERROR: User analyst does not have ASSUMEROLE permission on IAM role "arn:aws:iam::111111111111:role\/bucket" for COPY$/,
    ...(["ASSUMEROLE_DENIED", "copy-role"] as const),
  ],
  [
    "S3 that says no more, across accounts",
    ofAccounts(
      { role: [COPY], roles: [role(COPY, copyAccounts.trusting("redshift.amazonaws.com"), LIST, READ)] },
      (files) => files.read(at("in/a")),
    ),
    /^ERROR: S3ServiceException:Access Denied,Status 403,Error AccessDenied,Rid \w+,ExtRid \S+,CanRetry 1\n[\s\S]*context: {3}S3 key being read : s3:\/\/landing\/in\/a\n/,
    ...(["COPY_S3_DENIED", "bucket-role"] as const),
  ],
  [
    "an action that the bucket role lacks",
    ofAccounts({ roles: [COPY_ROLE, bucketRole(READ)] }, (files) =>
      files.write(at("out/x"), Buffer.from("x"), "s3"),
    ),
    /^ERROR: S3ServiceException:User: arn:aws:sts::111111111111:assumed-role\/bucket\/RedshiftIamRoleSession is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::landing\/out\/x /,
    ...(["COPY_S3_DENIED", "bucket-role"] as const),
  ],
  [
    "a key that the bucket role may not use",
    ofAccounts({}, (files) => files.read(at("in/secret"))),
    /^ERROR: S3ServiceException:User: arn:aws:sts::111111111111:assumed-role\/bucket\/RedshiftIamRoleSession is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:/,
    ...(["BUCKET_KEY_DENIED", "bucket-role"] as const),
  ],
  [
    "a bucket that is not there",
    ofAccounts({ roles: [COPY_ROLE, bucketRole(LIST, USE_KEY)] }, (files) =>
      files.list(at("in/", "nowhere")),
    ),
    /^ERROR: S3ServiceException:The specified bucket does not exist,Status 404,Error NoSuchBucket,/,
    ...(["S3_NOT_FOUND", "sql"] as const),
  ],
  [
    "a bucket in another region",
    ofAccounts({ region: "us-east-1" }, (files) => files.list(at("in/"))),
    /^ERROR: S3ServiceException:The bucket you are attempting to access must be addressed using the specified endpoint\./,
    ...(["S3_NOT_FOUND", "sql"] as const),
  ],
  [
    "a table that is not there",
    copy("", COPY_ROLE_CLAUSE, "missing"),
    /^ERROR: Cannot COPY into nonexistent table missing$/,
    ...(["TABLE_NOT_FOUND", "sql"] as const),
  ],
  [
    "access keys with a columnar format",
    copy("FORMAT AS PARQUET", KEYS),
    /^ERROR: COPY from this file format only accepts IAM_ROLE credentials\.$/,
    ...(["COPY_OPTIONS_INVALID", "sql"] as const),
  ],
  [
    "the same with ORC, the keys behind it",
    copy("", "FORMAT ORC ACCESS_KEY_ID 'AKIAEXAMPLE' SECRET_ACCESS_KEY 'abcdefgh'"),
    /^ERROR: COPY from this file format only accepts IAM_ROLE credentials\.$/,
    ...(["COPY_OPTIONS_INVALID", "sql"] as const),
  ],
  [
    "REGION with Parquet",
    copy("PARQUET REGION 'ap-northeast-1'"),
    /^ERROR: REGION argument is not supported for PARQUET based COPY$/,
    ...(["COPY_OPTIONS_INVALID", "sql"] as const),
  ],
  [
    "a prefix below which nothing lies",
    ofStatement(`COPY one FROM 's3://landing/nothing/' ${COPY_ROLE_CLAUSE}`),
    /^ERROR: The specified S3 prefix 'nothing\/' does not exist\n/,
    ...(["S3_NOT_FOUND", "sql"] as const),
  ],
  [
    "a prefix in the place of a manifest",
    ofStatement(`COPY one FROM 's3://landing/in/' ${COPY_ROLE_CLAUSE} MANIFEST`),
    /^ERROR: COPY with MANIFEST parameter requires full path of an S3 object\.\n/,
    ...(["MANIFEST_INVALID", "sql"] as const),
  ],
  [
    "a manifest of Parquet without sizes",
    async () => {
      const manifest = JSON.stringify({ entries: [{ url: "s3://landing/in/one" }] });
      local.files.put("s3://landing/lists/m", manifest);
      return ofStatement(`COPY one FROM 's3://landing/lists/m' ${COPY_ROLE_CLAUSE} MANIFEST PARQUET`)();
    },
    /^ERROR: File entry does not have 'meta' key\.\n/,
    ...(["MANIFEST_INVALID", "sql"] as const),
  ],
  [
    "a file that is no Avro",
    copy("FORMAT AVRO 'auto'"),
    /^ERROR: Cannot init avro reader from s3 file Incorrect Avro container file magic number\n/,
    ...(["LOAD_FAILED", "sql"] as const),
  ],
  [
    "rows",
    copy(""),
    /^ERROR: Load into table 'one' failed\. {2}Check 'stl_load_errors' system table for details\.$/,
    ...(["LOAD_FAILED", "sql"] as const),
  ],
];

test.each(ROWS)("%s: produced as documented, and explained", async (_name, produce, text, code, hop) => {
  local.files.put("s3://landing/in/one", "x\n");
  const awsMessage = await produce();
  expect(awsMessage).toMatch(text);
  const told = explainError({ phase: "sql", statementStatus: "FAILED", awsMessage }, LINK, OPEN_TEXTS);
  expect({ code: told.fields.code, hop: told.fields.hop }).toEqual({ code, hop });
});

/** A text without what is of one account, bucket, table or call. */
function shapeOf(text: string): string {
  return text
    .replace(/(?:,Rid |\n| {3}Detail:|\. code:| because )[\s\S]*$/, "")
    .replace(/ IAM Role \S+/, " IAM Role …")
    .replace(/arn:aws:[^\s,"]+/g, "…")
    .replace(/(?<=perform: )\S+|(?<=nonexistent table )\S+|(?<=table )'\w+'|(?<=prefix )'[^']+'/g, "…")
    .replace(/,Status \d{3},Error \w+$/, "");
}

/** What docs/errors.md has of a code: the shapes of its texts, its hop, and what to do. */
function sectionOf(code: string) {
  const page = readFileSync(join(ROOT, "docs/errors.md"), "utf8");
  const [, section = ""] = new RegExp(`^## ${code}$([\\s\\S]*?)(?=^## )`, "m").exec(page) ?? [];
  const lines = (name: string) =>
    [...section.matchAll(new RegExp(`^- ${name}: (.*)$`, "gm"))].map(([, text = ""]) => text);
  return {
    shapes: lines("symptom").map((text) => shapeOf(text.replace(/^`FAILED`: `|`$/g, ""))),
    hops: lines("hop"),
    fixes: lines("fix"),
  };
}

test("docs/errors.md has each of these texts at its code, with hop and whose account, and none of COPY that is not produced here", async () => {
  local.files.put("s3://landing/in/one", "x\n");
  const produced = new Map<string, Set<string>>();
  for (const [, produce, , code, hop] of ROWS) {
    const { shapes, hops, fixes } = sectionOf(code);
    const shape = shapeOf(await produce());
    expect(shapes).toContain(shape);
    expect(hops).toEqual([`\`${hop}\`, as the status of the statement`]);
    if (hop !== "sql")
      expect(fixes.join()).toMatch(
        /in account \d{12} \((?:lambda|redshift) account\)|in the bucket's account/,
      );
    produced.set(code, (produced.get(code) ?? new Set()).add(shape));
  }
  // A table may be missing without any COPY.
  produced.delete("TABLE_NOT_FOUND");
  for (const [code, shapes] of produced)
    expect([code, sectionOf(code).shapes.filter((shape) => !shapes.has(shape))]).toEqual([code, []]);
});

test.each([
  ["COPY", `COPY one FROM 's3://landing/in/one' ${KEYS} CSV`],
  ["COPY", "COPY one FROM 's3://landing/in/one' SESSION_TOKEN 'abcdefgh'"],
  ["UNLOAD", `UNLOAD ('SELECT 1') TO 's3://landing/out/' ${KEYS}`],
])("%s with access keys of another format is a lack, and repeats none of them", async (command, sql) => {
  expect(await ofStatement(sql)()).toBe(
    `ERROR: LOCAL_LACK: ${command} with access keys is not in the local accounts; Redshift has it. Name a role: IAM_ROLE '<arn>'.`,
  );
});
