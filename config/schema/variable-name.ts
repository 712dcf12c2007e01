import { text } from "./fields";

/** Names of Node.js, of the dynamic linker, of OpenSSL, and of proxies, as each reads them. */
const LOADING = "NODE_|LD_|SSL|OPENSSL_|(?:HTTPS?|https?|ALL|all|NO|no)_(?:PROXY|proxy)$";

/** Whoever sets such a variable decides what code runs in the function's process, or whom it trusts and talks to. */
export const LOADS_CODE = new RegExp(`^(?:${LOADING})`);

/** Lambda's pattern, without the prefixes it and the AWS SDK keep for themselves, and without {@link LOADS_CODE}. */
export const VARIABLE_NAME = text(
  new RegExp(String.raw`^(?!AWS_|LAMBDA_|${LOADING})[A-Za-z]\w+$`),
  "letters, digits and _, starting with a letter, at least 2; not starting with AWS_ or LAMBDA_, which Lambda " +
    "reserves, nor one that loads code or redirects requests (NODE_…, LD_…, SSL…, OPENSSL_…, a proxy's); rename it",
);
