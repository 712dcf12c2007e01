/**
 * Texts of the engine and of the Data API, one a line, `%` where they vary: names, values, ids. Their own words may be
 * shown whatever a statement holds; see `shown-text.ts`. The more specific of two stands first. A text that is not here is
 * still shown word by word, as far as its words are of these.
 *
 * From the PostgreSQL that Redshift descends from, AWS's documentation of Redshift, COPY and the Data API, and live runs.
 */
const TEXTS = `relation "%" does not exist
relation "%" already exists
relation % does not exist
schema "%" does not exist
schema "%" already exists
database "%" does not exist
column "%" of relation "%" does not exist
column "%" does not exist in %
column "%" does not exist
column % does not exist
column reference "%" is ambiguous
column "%" specified more than once
column "%" must appear in the GROUP BY clause or be used in an aggregate function
column "%" is of type % but expression is of type %
column "%" of relation "%" already exists
missing FROM-clause entry for table "%"
invalid reference to FROM-clause entry for table "%"
table name "%" specified more than once
function %(%) does not exist
function % does not exist
operator does not exist: %
type "%" does not exist
user "%" does not exist
role "%" does not exist
group "%" does not exist
language "%" does not exist
session "%" does not exist
prepared statement "%" does not exist
cursor "%" does not exist
permission denied for relation %
permission denied for schema %
permission denied for database %
permission denied for function %
permission denied for language %
permission denied for column %
permission denied for %
permission denied
must be owner of relation %
must be owner of schema %
password authentication failed for user "%"
syntax error at or near "%" in context "%", at line %
syntax error at or near "%"
syntax error at end of input
unterminated quoted string at or near "%"
zero-length delimited identifier at or near "%"
invalid input syntax for type %: "%"
invalid input syntax for %: "%"
invalid input value for enum %: "%"
invalid value "%" for "%"
date/time field value out of range: "%"
value "%" is out of range for type %
% out of range
numeric field overflow
Numeric data overflow (result precision)
division by zero
Divide by zero
value too long for type character varying(%)
value too long for type character(%)
Value too long for character type
cannot cast type % to %
Cannot insert a NULL value into column %
null value in column "%" violates not-null constraint
null value in column "%" of relation "%" violates not-null constraint
duplicate key value violates unique constraint "%"
duplicate key violates unique constraint "%"
Key (%)=(%) already exists.
could not determine data type of parameter %
could not determine which collation to use
UNION types % and % cannot be matched
INSERT has more expressions than target columns
INSERT has more target columns than expressions
each UNION query must have the same number of columns
subquery must return only one column
more than one row returned by a subquery used as an expression
aggregates not allowed in WHERE clause
aggregate functions are not allowed in WHERE
argument of % must be type boolean, not type %
current transaction is aborted, commands ignored until end of transaction block
transaction is read-only
canceling statement due to statement timeout
Query (%) cancelled on user's request
Query (%) cancelled by WLM abort action of Query Monitoring Rule "%"
deadlock detected
out of memory
disk full
internal error
bad % near %
cannot drop % because other objects depend on it
% is not supported
% cannot be used %
could not open %
could not connect to the server
connection refused
String contains invalid or unsupported UTF-8 codepoints.
% Serializable isolation violation on table - %, transactions forming the cycle are: %
No function matches the given name and argument types. You may need to add explicit type casts.
No function matches the given name and argument types. You might need to add explicit type casts.
No operator matches the given name and argument type(s). You may need to add explicit type casts.
No operator matches the given name and argument types. You might need to add explicit type casts.
Perhaps you meant to reference the column "%".
Perhaps you meant to reference the table alias "%".
Invalid digit, Value '%', Pos %, Type: %
Invalid timestamp format or value [%]
Invalid date format - length must be 10 or more
Missing data for not-null field
Delimiter not found
Extra column(s) found
String length exceeds DDL length
Load into table '%' failed. Check 'stl_load_errors' system table for details.
Load into table '%' failed. Check 'sys_load_error_detail' system table for details.
S3ServiceException:Access Denied,Status 403,Error AccessDenied,Rid %
S3ServiceException:Access Denied,Status 403,Error AccessDenied
S3ServiceException:%,Status %,Error %,Rid %
S3ServiceException:%,Status %,Error %
The specified S3 prefix '%' does not exist
The S3 bucket addressed by the query is in a different region from this cluster.
User % is not authorized to assume IAM Role %. code: %
exception name : %, error type : %, message: Not authorized to get credentials of role %, should retry : %
code: %
context: %
query: %
location: %
process: % [pid=%]
Specified types or functions (one per INFO message) not supported on Redshift tables.
Packet for query is too large
Database response exceeded size limit
User: % is not authorized to perform: % on resource: % because no identity-based policy allows the % action
User: % is not authorized to perform: % on resource: % because no resource-based policy allows the % action
User: % is not authorized to perform: % on resource: % because no session policy allows the % action
User: % is not authorized to perform: % on resource: % because no permissions boundary allows the % action
User: % is not authorized to perform: % on resource: % with an explicit deny in %
User: % is not authorized to perform: % on resource: %
Redshift endpoint doesn't exist in this region.
Cluster % not found.
username and password in secret cannot be empty
Secrets Manager can't find the specified secret.
You can't perform this operation on the secret because it was marked for deletion.
Query does not exist.
Query does not have result. Please check query status with DescribeStatement.
Could not cancel a query that is already in % state with ID: %
id must satisfy regex pattern: %
The statement has expired
Session is not available
Session with Id: % is invalid
Active statements exceeded the allowed quota (%).
ThrottlingException: Rate exceeded
Rate exceeded
Too many requests
Parameters list contains unused parameters. Unused parameters: [%]
Undefined parameters in sql: [%]
% validation error detected: Value '%' at '%' failed to satisfy constraint: Member must %
The security token included in the request is expired
The security token included in the request is invalid`;

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
