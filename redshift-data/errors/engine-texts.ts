/**
 * Texts of the engine and of the Data API, one a line, `%` where they vary: names, values, ids. Their own words may be
 * shown whatever a statement holds; see `shown-text.ts`. The more specific of two stands first. A text that is not here is
 * still shown word by word, as far as its words are of these.
 *
 * From the PostgreSQL that Redshift descends from, AWS's documentation of Redshift, COPY and the Data API, and live runs.
 * Those of records that COPY rejected are said of any file.
 */
const TEXTS = `relation "%" does not exist
relation "%" already exists
schema "%" does not exist
schema "%" already exists
database "%" does not exist
column "%" of relation "%" does not exist
column "%" does not exist in %
column "%" does not exist
column % does not exist
column reference "%" is ambiguous
column "%" must appear in the GROUP BY clause or be used in an aggregate function
column "%" is of type % but expression is of type %
missing FROM-clause entry for table "%"
function %(%) does not exist
procedure %(%) does not exist
operator does not exist: %
user "%" does not exist
role "%" does not exist
group "%" does not exist
type "%" does not exist
language "%" does not exist
database "%" already exists
user "%" already exists
column "%" of relation "%" already exists
Cannot COPY into nonexistent table %
permission denied for relation %
permission denied for schema %
permission denied for function %
permission denied for language %
permission denied for database "%"
permission denied for database %
must be owner of relation %
must be owner of schema %
must be owner of database %
must be owner of function %
must be superuser to alter superusers
connection limit "%" exceeded for non-bootstrap users
the database system is starting up
the database system is shutting down
terminating connection due to administrator command
No value specified for parameter %.
cannot insert multiple commands into a prepared statement
VACUUM cannot run inside a transaction block
% cannot run inside a transaction block
% cannot be executed from a function or multi-command string
password authentication failed for user "%"
syntax error at or near "%" in context "%", at line %
syntax error at or near "%"
syntax error at end of input
unterminated quoted string at or near "%"
invalid input syntax for type %: "%"
invalid input syntax for %: "%"
invalid value "%" for "%"
date/time field value out of range: "%"
value "%" is out of range for type %
% out of range
numeric field overflow
Numeric data overflow (result precision)
Integer data overflow (%)
String length exceeds DDL length
division by zero
value too long for type character varying(%)
value too long for type character(%)
cannot cast type % to %
Cannot insert a NULL value into column %
duplicate key value violates unique constraint "%"
Key (%)=(%) already exists.
could not determine data type of parameter %
current transaction is aborted, commands ignored until end of transaction block
canceling statement due to statement timeout
Query (%) cancelled on user's request
canceling statement due to user request
Query (%) cancelled by WLM abort action of Query Monitoring Rule "%".
abort query
system requested abort
deadlock detected
1023
Serializable isolation violation on table - %, transactions forming the cycle are: % (pid:%)
Serializable isolation violation on table - %
could not complete because of conflict with concurrent transaction
could not open relation with OID %
Disk Full
out of memory
Specified types or functions (one per INFO message) not supported on Redshift tables.
No function matches the given name and argument types. You may need to add explicit type casts.
Invalid digit, Value '%', Pos %, Type: %
Extra column(s) found
Delimiter not found
Missing data for not-null field
Invalid Date Format - length must be 10 or more
Invalid date format or value [%]
Invalid timestamp format or value [%]
Invalid time format or value [%]
Char length exceeds DDL length
Multibyte character not supported for CHAR (Hint: try using VARCHAR). Invalid char: %
String contains invalid or unsupported UTF8 codepoints. Bad UTF8 hex sequence: % (error %)
Unknown boolean format
Overflow (% valid range % to %)
Overflow for NUMERIC(%,%)
Invalid quote formatting for CSV
Missing newline: Unexpected character % found at location %
Invalid hexadecimal value for VARBYTE
Error parsing JSON value for SUPER
Invalid JSONPath format: Not an array or index out of range.
JSON object exceeds the limit of % MB
Invalid value.
Load into table '%' failed. Check 'stl_load_errors' system table for details.
Cannot init avro reader from s3 file %
S3ServiceException:Access Denied,Status 403,Error AccessDenied,%
S3ServiceException:Access Denied,Status 403,Error AccessDenied
S3ServiceException:%,Status %,Error %
The specified S3 prefix '%' does not exist
Specified unload destination on S3 is not empty. Consider using a different bucket / prefix, manually removing the target files in S3, or using the ALLOWOVERWRITE option.
Spectrum Scan Error: Retries exceeded
Spectrum Scan Error: Access throttled
Spectrum Scan Error
User % is not authorized to assume IAM Role %. code: %
exception name : UnauthorizedException, error type : %, message: Not authorized to get credentials of role %, should retry : %
User % does not have ASSUMEROLE permission on IAM role "%" for %
REGION argument is not supported for % based COPY
% argument is not supported for % based COPY
SUPER column in COPY query requires SERIALIZETOJSON option
COPY with MANIFEST parameter requires full path of an S3 object.
File entry does not have 'meta' key.
File entry does not have 'content_length' key.
Manifest file is not in correct json format
COPY from this file format only accepts IAM_ROLE credentials.
code: %
context: %
query: %
location: %
process: %
Packet for query is too large
Database response exceeded size limit
User: % is not authorized to perform: % on resource: % because no % allows the % action
User: % is not authorized to perform: % on resource: % with an explicit deny in %
Redshift endpoint doesn't exist in this region.
Cluster % not found.
username and password in secret cannot be empty
Secrets Manager can't find the specified secret.
Query does not have result. Please check query status with DescribeStatement.
Could not cancel a query that is already in % state with ID: %
id must satisfy regex pattern: %
The statement has expired
Session is not available
Session with Id: % is invalid
Active statements exceeded the allowed quota (%).
ThrottlingException: Rate exceeded
Too many requests
The answer of HTTP status % is none of the service
Parameters list contains unused parameters. Unused parameters: [%]
Undefined parameters in sql: [%]
The security token included in the request is expired
bad more than one expressions columns not-null group role`;

/** Each text as the parts between its places that vary; one part is a text that does not vary. */
export const ENGINE_TEXTS: readonly (readonly string[])[] = TEXTS.split("\n").map((text) => text.split("%"));

/** Every word of the texts, in lower case. */
export const ENGINE_WORDS: ReadonlySet<string> = new Set(
  TEXTS.toLowerCase().match(/[a-z]+(?:['’-][a-z]+)*/g),
);

/** Words that types are written with. Texts that name a type show it. */
export const TYPE_WORDS: ReadonlySet<string> = new Set(
  "smallint integer bigint int int2 int4 int8 decimal numeric real float float4 float8 double precision boolean bool char character varying nchar bpchar varchar nvarchar text date time timetz timestamp timestamptz with without zone interval super varbyte hllsketch geometry geography name oid unknown record".split(
    " ",
  ),
);
