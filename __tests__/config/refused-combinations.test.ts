import { problemsOfFile, SAMPLE, withLine, withMore } from "../../testing/links/sample-file";

const UUID = "01234567-89ab-cdef-0123-456789abcdef";
const SECRET = "arn:aws:secretsmanager:eu-west-1:222222222222:secret:a-AbC123";
const KEY = `arn:aws:kms:eu-west-1:222222222222:key/${UUID}`;

test("fails on sameAccount with two accounts", () => {
  expect(problemsOfFile(withMore("    sameAccount: true"))).toEqual([
    'links.yaml:13:18 links[0].sameAccount: is true with the accounts "111111111111" and "222222222222", expected false for two accounts; remove it or correct an id',
  ]);
});

test.each([
  ["us-gov-west-1", "aws-us-gov"],
  ["cn-north-1", "aws-cn"],
])("fails on a redshift account in %s beside eu-west-1", (region, partition) => {
  expect(problemsOfFile(withLine(8, `      region: ${region}`))).toEqual([
    `links.yaml:8:15 links[0].redshiftAccount.region: is "${region}" in partition ${partition}, expected a region of partition aws like lambdaAccount.region "eu-west-1"; no role can be assumed across partitions`,
  ]);
});

const WORKGROUP_WORDS =
  "expected 3 to 63 lowercase letters, digits and hyphens; write the workgroup's name, not an ARN";
const NAME_ONE = "expected one of the two; name the provisioned cluster or the serverless workgroup";

/** Fields of the target on line 9, and the problems with their column. */
const TARGETS: readonly (readonly [string, readonly string[]])[] = [
  ["database: dev", [`13 links[0].target.cluster: is missing and so is workgroup, ${NAME_ONE}`]],
  [
    `cluster: wh, database: dev, workgroup: wg-1, workgroupId: ${UUID}`,
    [
      '54 links[0].target.workgroup: is "wg-1" beside cluster, expected one of the two; keep cluster for a provisioned cluster, workgroup for serverless',
    ],
  ],
  [
    `cluster: wh, database: dev, dbUser: u, workgroup: wg-1, workgroupId: ${UUID}`,
    [
      '65 links[0].target.workgroup: is "wg-1" beside cluster, expected one of the two; keep cluster for a provisioned cluster, workgroup for serverless',
    ],
  ],
  [
    "workgroup: wg-1, database: dev",
    [
      "13 links[0].target.workgroupId: is missing, expected the workgroup's UUID; copy it from the Redshift Serverless console, IAM names a workgroup by it",
    ],
  ],
  [
    `cluster: wh, database: dev, workgroupId: ${UUID}`,
    [
      `56 links[0].target.workgroupId: is "${UUID}" without workgroup, expected both or neither; name the workgroup or remove it`,
    ],
  ],
  [
    `cluster: wh, database: dev, dbUser: u, secretArn: "${SECRET}"`,
    [
      '65 links[0].target.secretArn: is "arn:aws:secretsmanager:eu-west-1:222222222222:secret:a-AbC123" beside dbUser, expected one auth mode; keep dbUser for temporary credentials, secretArn for stored ones',
    ],
  ],
  [
    `workgroup: wg-1, workgroupId: ${UUID}, database: dev, dbUser: u`,
    [
      '106 links[0].target.dbUser: is "u" with a workgroup, expected it only with cluster; remove it to connect as the data role, or use secretArn',
    ],
  ],
  [
    `cluster: wh, database: dev, secretKmsKeyArn: "${KEY}"`,
    [
      `60 links[0].target.secretKmsKeyArn: is "${KEY}" without secretArn, expected it only with a secret; remove it`,
    ],
  ],
  [
    `workgroup: W, workgroupId: ${UUID}, database: dev`,
    [`26 links[0].target.workgroup: is "W", ${WORKGROUP_WORDS}`],
  ],
  [
    "workgroup: wg-1, workgroupId: wg-1, database: dev",
    [
      '45 links[0].target.workgroupId: is "wg-1", expected a UUID like 01234567-89ab-cdef-0123-456789abcdef; copy the workgroup id from the Redshift Serverless console',
    ],
  ],
  [
    "cluster: wh, workgroup: W, workgroupId: x, database: dev, dbusr: u",
    [
      `39 links[0].target.workgroup: is "W", ${WORKGROUP_WORDS}`,
      "39 links[0].target.workgroup: is set beside cluster, expected one of the two; keep cluster for a provisioned cluster, workgroup for serverless",
      '55 links[0].target.workgroupId: is "x", expected a UUID like 01234567-89ab-cdef-0123-456789abcdef; copy the workgroup id from the Redshift Serverless console',
      "73 links[0].target.dbusr: is not a known field, expected one of cluster, workgroup, workgroupId, database, dbUser, secretArn, secretKmsKeyArn; did you mean dbUser?",
    ],
  ],
];

test.each(TARGETS)("fails on a target of %s", (fields, expected) => {
  const text = `${SAMPLE.slice(0, SAMPLE.indexOf("target:"))}target: { ${fields} }\n`;
  expect(problemsOfFile(text)).toEqual(expected.map((problem) => `links.yaml:10:${problem}`));
});

test.each(["", "mode: least-privilege, "])(
  "fails on a managed policy in least-privilege mode (%j)",
  (mode) => {
    const column = 35 + mode.length;
    expect(problemsOfFile(withMore(`    permissions: { ${mode}managedPolicy: ReadOnly }`))).toEqual([
      `links.yaml:13:${column} links[0].permissions.managedPolicy: is "ReadOnly" with mode least-privilege, expected it only with mode: managed; remove it, or set the mode if the role should have the whole policy`,
    ]);
  },
);

test("a managed policy in an unknown mode is one problem", () => {
  expect(problemsOfFile(withMore("    permissions: { mode: x, managedPolicy: ReadOnly }"))).toEqual([
    'links.yaml:13:26 links[0].permissions.mode: is "x", expected one of least-privilege, managed; choose one of them',
  ]);
});

const VARIABLE =
  "expected letters, digits and _, starting with a letter, at least 2; not starting with AWS_ or LAMBDA_, which Lambda reserves, " +
  "nor one that loads code or redirects requests (NODE_…, LD_…, SSL…, OPENSSL_…, a proxy's); rename it";

test.each([
  ...["NODE_OPTIONS", "NODE_EXTRA_CA_CERTS", "LD_PRELOAD", "SSL_CERT_FILE", "SSLKEYLOGFILE", "OPENSSL_CONF"],
  ...["HTTPS_PROXY", "https_proxy", "NO_PROXY", "grpc_proxy", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"],
  ...["BASH_ENV", "ENV", "SHELLOPTS", "BASHOPTS", "PS4", "IFS", "PATH", "PROMPT_COMMAND", "ZDOTDIR", "FPATH"],
  ...["LD_AUDIT", "DYLD_INSERT_LIBRARIES", "GCONV_PATH", "GLIBC_TUNABLES", "LOCPATH", "HOSTALIASES"],
  ...["PYTHONSTARTUP", "PYTHONPATH", "PERL5OPT", "PERL5LIB", "RUBYOPT", "RUBYLIB", "GEM_HOME"],
  ...["GLOBAL_AGENT_HTTP_PROXY", "COREPACK_NPM_REGISTRY", "YARN_RC_FILENAME", "ICU_DATA"],
  ...["AWKLIBPATH", "JULIA_LOAD_PATH", "ERL_FLAGS", "PSModulePath", "CURL_HOME", "NETRC"],
  ...["socks_proxy", "SOCKS5_PROXY", "GNUTLS_SYSTEM_PRIORITY_FILE", "NSS_SSL_CBC_RANDOM_IV", "KRB5_CONFIG"],
  ...["JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH", "DOTNET_STARTUP_HOOKS", "CORECLR_PROFILER"],
  ...["npm_config_node_options", "NPM_CONFIG_PREFIX", "TS_NODE_PROJECT", "PHPRC", "LUA_INIT", "R_PROFILE"],
  ...["GIT_SSH_COMMAND", "GIT_CONFIG_COUNT", "GIT_EXEC_PATH", "SSH_ASKPASS", "LESSOPEN", "EDITOR", "HOME"],
])("fails on variable %s, which loads code or redirects requests", (name) => {
  expect(problemsOfFile(withMore(`    function: { environment: { ${name}: x } }`))).toEqual([
    expect.stringContaining(`${name}: is "${name}", ${VARIABLE}`),
  ]);
});

test("a variable of the user's own, or one that tunes a library, is no such variable", () => {
  const names = [
    ...["FOO", "STAGE", "LOG_LEVEL", "TZ", "LANG", "ENVIRONMENT", "ENV_NAME", "PATH_PREFIX", "HOME_REGION"],
    ...["GIT_SHA", "UV_THREADPOOL_SIZE", "MALLOC_ARENA_MAX", "POWERTOOLS_SERVICE_NAME", "PERIOD", "TMPDIR"],
  ];
  const map = names.map((name) => `${name}: x`).join(", ");
  expect(problemsOfFile(withMore(`    function: { environment: { ${map} } }`))).toEqual([]);
});

test("fails on environment variables that are reserved, misnamed or no text, and shows no value", () => {
  const lines = [
    "    function:",
    "      environment:",
    "        AWS_REGION: hidden",
    "        LAMBDA_TASK_ROOT: hidden",
    "        _HANDLER: hidden",
    "        LINK_NAME: hidden",
    "        PASSWORD: 4711",
    "        OTHER: { a: b }",
    "        FLAG: true",
    "        FINE: hidden",
  ];
  const at = (place: string) => `links.yaml:${place.replace(" ", " links[0].function.environment.")}`;
  expect(problemsOfFile(withMore(...lines), { reservedEnvironmentNames: ["LINK_NAME"] })).toEqual([
    at(`15:9 AWS_REGION: is "AWS_REGION", ${VARIABLE}`),
    at(`16:9 LAMBDA_TASK_ROOT: is "LAMBDA_TASK_ROOT", ${VARIABLE}`),
    at(`17:9 _HANDLER: is "_HANDLER", ${VARIABLE}`),
    at("18:20 LINK_NAME: is a name the project sets itself, expected another one; rename it"),
    at("19:19 PASSWORD: is a number, expected text; quote it"),
    at("20:16 OTHER: is a map, expected text; quote it"),
    at("21:15 FLAG: is a boolean, expected text; quote it"),
  ]);
});

test("a name is reserved only when the caller says so", () => {
  expect(problemsOfFile(withMore("    function: { environment: { LINK_NAME: x } }"))).toEqual([]);
});

const TAG_KEY =
  "expected 1 to 128 letters, digits, spaces and _.:/=+-@, not starting with aws:, which AWS reserves; rename it";
const TAG_VALUE = "expected text of up to 256 letters, digits, spaces and _.:/=+-@; correct or quote it";

test("fails on tags outside AWS's rules", () => {
  const lines = [
    "    tags:",
    "      aws:owner: me",
    '      "a*b": x',
    "      code: 042",
    `      long: ${"v".repeat(257)}`,
  ];
  expect(problemsOfFile(withMore(...lines, "      Team: a", "      team: b"))).toEqual([
    `links.yaml:14:7 links[0].tags["aws:owner"]: is "aws:owner", ${TAG_KEY}`,
    `links.yaml:15:7 links[0].tags["a*b"]: is "a*b", ${TAG_KEY}`,
    `links.yaml:16:13 links[0].tags.code: is 042 (a number), ${TAG_VALUE}`,
    `links.yaml:17:13 links[0].tags.long: is "${"v".repeat(60)}…" (257 characters), ${TAG_VALUE}`,
    'links.yaml:19:13 links[0].tags.team: is "team" beside "Team", expected keys that differ in more than case, which IAM ignores; remove one',
  ]);
});

test("fails on more than fifty tags", () => {
  const tags = (count: number) =>
    withMore("    tags:", ...Array.from({ length: count }, (_, i) => `      t${i}: x`));
  expect(problemsOfFile(tags(50))).toEqual([]);
  expect(problemsOfFile(tags(51))).toEqual([
    "links.yaml:14:7 links[0].tags: is a map of 51 tags, expected at most 50; remove some",
  ]);
});

test.each([
  ["{ statementTimeoutSeconds: 60 }", "42", "60 with timeoutSeconds 60"],
  ["{ timeoutSeconds: 30, statementTimeoutSeconds: 31 }", "62", "31 with timeoutSeconds 30"],
])("fails on a statement timeout that is never reached: %s", (settings, column, found) => {
  expect(problemsOfFile(withMore(`    function: ${settings}`))).toEqual([
    `links.yaml:13:${column} links[0].function.statementTimeoutSeconds: is ${found}, expected less; lower it, or raise timeoutSeconds`,
  ]);
});

test("a refused timeout is not compared", () => {
  const settings = "{ timeoutSeconds: 901, statementTimeoutSeconds: 100 }";
  expect(problemsOfFile(withMore(`    function: ${settings}`))).toHaveLength(1);
  expect(problemsOfFile(withMore("    function: { statementTimeoutSeconds: 59 }"))).toEqual([]);
});
