import { z } from "zod";
import { text } from "./fields";

/**
 * What the programs of a Lambda sandbox read from their environment before the function's own code: which code they load,
 * which files they take for theirs, whom they trust and talk to. A list of families, because the names of a user's own
 * variables have no shape that could be allowed instead.
 */
const READ_BEFORE_THE_CODE: readonly string[] = [
  // Shells: start-up files, options, and where programs and functions are found.
  "BASH",
  "SHELL",
  "(?:ENV|IFS|CDPATH|FPATH|PS4|PROMPT_COMMAND|ZDOTDIR|PATH)$",
  // The dynamic linker and the C library.
  "LD_",
  "DYLD_",
  "GLIBC_",
  "(?:GCONV_PATH|GETCONF_DIR|LOCPATH|NLSPATH|TZDIR|HOSTALIASES|LOCALDOMAIN|RES_OPTIONS|RESOLV_\\w+)$",
  // Node.js and what runs around it.
  "NODE_",
  "NPM_",
  "npm_",
  "(?:YARN|PNPM|COREPACK|GLOBAL_AGENT|ICU)_",
  "TSX_",
  "TS_NODE_",
  "BUN_",
  "DENO_",
  // Other languages, which a shell or a wrapper may start.
  "PYTHON",
  "PERL(?:5|LIB|_)",
  "RUBY",
  "GEM_",
  "BUNDLE_(?:GEMFILE|PATH|BIN)",
  "JAVA_",
  "JDK_",
  "JVM_",
  "CLASSPATH$",
  "DOTNET_",
  "CORECLR_",
  "COMPlus_",
  "PHP(?:RC|_)",
  "LUA_",
  "TCLLIBPATH$",
  "R_(?:PROFILE|ENVIRON|LIBS|HOME)",
  "(?:JULIA|GUILE|ERL|ELIXIR|MONO|MAVEN|GRADLE)_",
  "(?:AWKPATH|AWKLIBPATH|OCAMLRUNPARAM|CAML_LD_LIBRARY_PATH|PSModulePath)$",
  // Programs that programs start, and where they look for their settings.
  "GIT_(?:SSH|EXEC|CONFIG|EXTERNAL|PAGER|EDITOR|SEQUENCE|ASKPASS|PROXY|TEMPLATE|DIR|WORK_TREE)",
  "SSH_ASKPASS",
  "(?:PAGER|EDITOR|VISUAL|BROWSER|LESSOPEN|LESSCLOSE)$",
  "(?:HOME|XDG_\\w+|CURL_HOME|WGETRC|NETRC|INPUTRC)$",
  // TLS and proxies.
  "SSL",
  "OPENSSL_",
  "(?:GNUTLS|NSS|P11_KIT|KRB5|SASL)_",
  "(?:CURL_CA_BUNDLE|REQUESTS_CA_BUNDLE|GRPC_DEFAULT_SSL_ROOTS_FILE_PATH)$",
  "(?:HTTPS?|https?|FTP|ftp|GRPC|grpc|ALL|all|NO|no|SOCKS5?|socks5?|WSS?|wss?|RSYNC)_(?:PROXY|proxy)$",
];

const LOADING = READ_BEFORE_THE_CODE.join("|");

/** Whoever sets such a variable decides what code runs in the function's process, or whom it trusts and talks to. */
export const LOADS_CODE = new RegExp(`^(?:${LOADING})`);

/** Lambda's pattern, without the prefixes it and the AWS SDK keep for themselves, and without {@link LOADS_CODE}. */
export const VARIABLE_NAME = text(
  new RegExp(String.raw`^(?!AWS_|LAMBDA_|${LOADING})[A-Za-z]\w+$`),
  "letters, digits and _, starting with a letter, at least 2; not starting with AWS_ or LAMBDA_, which Lambda " +
    "reserves, nor one that loads code or redirects requests (NODE_…, LD_…, SSL…, OPENSSL_…, a proxy's); rename it",
);

/** No process gets more of it than what stands before the character NUL, and none half a character. */
export const VARIABLE_VALUE = z.string({ error: "text; quote it" }).regex(/^[^\0\p{Cs}]*$/u, {
  error: "text without the character NUL and halves of characters; take them out",
});
