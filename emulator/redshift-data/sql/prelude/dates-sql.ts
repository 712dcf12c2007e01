/** A number of days, hours, …: what a caller gives may be of any numeric type. */
const COUNT_TYPES = ["int4", "int8", "numeric"] as const;

/** Under the name that its column has. A time with a zone is one of UTC then. */
function dateAdd(): string {
  const results = {
    date: "timestamp",
    timestamp: "timestamp",
    timestamptz: "timestamptz",
    time: "time",
    timetz: "timetz",
    text: "timestamp",
  };
  return COUNT_TYPES.flatMap((count) =>
    Object.entries(results).map(([type, result]) => {
      const moment = { text: "$3::timestamp", timetz: "($3 AT TIME ZONE 'UTC')" }[type] ?? "$3";
      const added = `${moment} + pg_catalog.redshift_interval($1, $2::int8)`;
      const days =
        type.startsWith("time") && !type.startsWith("timestamp")
          ? ""
          : ` + pg_catalog.redshift_leap_day($1, ${moment}::timestamp, (${added})::timestamp)`;
      return `CREATE FUNCTION pg_catalog.date_add(text, ${count}, ${type}) RETURNS ${result} LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT (${added}${days})::${result} $$`;
    }),
  ).join(";\n");
}

function dateDiff(): string {
  const pairs = ["timestamp", "timestamptz", "text"].flatMap((one) =>
    ["timestamp", "timestamptz", "text"].map((other) => [one, other] as const),
  );
  const difference = pairs.map(
    ([
      one,
      other,
    ]) => `CREATE FUNCTION pg_catalog.date_diff(text, ${one}, ${other}) RETURNS int8 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.redshift_datediff($1, $2::timestamp, $3::timestamp) $$`,
  );
  const ofTimes = `CREATE FUNCTION pg_catalog.date_diff(text, time, time) RETURNS int8 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.redshift_datediff($1, date '2000-01-01' + $2, date '2000-01-01' + $3) $$`;
  const ofZonedTimes = `CREATE FUNCTION pg_catalog.date_diff(text, timetz, timetz) RETURNS int8 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.redshift_datediff($1, date '2000-01-01' + ($2 AT TIME ZONE 'UTC')::time, date '2000-01-01' + ($3 AT TIME ZONE 'UTC')::time) $$`;
  return [...difference, ofTimes, ofZonedTimes].join(";\n");
}

function comparisons(): string {
  const names: readonly (readonly [name: string, one: string, other: string])[] = [
    ["date_cmp", "date", "date"],
    ["date_cmp_timestamp", "date", "timestamp"],
    ["date_cmp_timestamptz", "date", "timestamptz"],
    ["timestamp_cmp", "timestamp", "timestamp"],
    ["timestamp_cmp_date", "timestamp", "date"],
    ["timestamp_cmp_timestamptz", "timestamp", "timestamptz"],
    ["timestamptz_cmp", "timestamptz", "timestamptz"],
    ["timestamptz_cmp_date", "timestamptz", "date"],
    ["timestamptz_cmp_timestamp", "timestamptz", "timestamp"],
    ["interval_cmp", "interval", "interval"],
  ];
  return names
    .map(
      ([
        name,
        one,
        other,
      ]) => `UPDATE pg_catalog.pg_proc SET proname = '~${name}' WHERE proname = '${name}' AND oid < 16384;
CREATE FUNCTION pg_catalog.${name}(${one}, ${other}) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN $1 < $2 THEN -1 WHEN $1 > $2 THEN 1 ELSE 0 END $$`,
    )
    .join(";\n");
}

/** EXTRACT under the name that its column has. */
function extracts(): string {
  return ["date", "timestamp", "time", "timetz", "interval", "timestamptz"]
    .map(
      (
        type,
      ) => `CREATE FUNCTION pg_catalog.date_part(text, ${type}) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.floor(pg_catalog.pgdate_part($1, $2))::int4 $$`,
    )
    .join(";\n");
}

/** DATE_PART under the name that its column has. The years 0001 to 0009 are the first decade. */
function dateParts(): string {
  return ["date", "timestamp", "time", "timetz", "interval", "timestamptz"]
    .map(
      (
        type,
      ) => `CREATE FUNCTION pg_catalog.pgdate_part(text, ${type}) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN $1 IN ('millisecond', 'microsecond') THEN pg_catalog.floor(pg_catalog."~date_part"($1, $2))::int8 %
  CASE $1 WHEN 'millisecond' THEN 1000 ELSE 1000000 END ELSE pg_catalog."~date_part"($1, $2) + CASE $1 WHEN 'decade' THEN 1 ELSE 0 END END $$`,
    )
    .join(";\n");
}

/** An operator for each type of integer: of two that fit a smallint equally well the engine would take neither. */
function dayOperators(): string {
  const moments = (["timestamp", "timestamptz"] as const).flatMap((type) =>
    (["int2", "int4", "int8"] as const).flatMap((days) => [
      dayOperator("+", type, days, "$1 + $2 * interval '1 day'"),
      dayOperator("-", type, days, "$1 - $2 * interval '1 day'"),
    ]),
  );
  const dates = (["int2", "int8"] as const).flatMap((days) => [
    dayOperator("+", "date", days, "$1 + $2::int4"),
    dayOperator("-", "date", days, "$1 - $2::int4"),
    `CREATE FUNCTION pg_catalog.redshift_add_days(${days}, date) RETURNS date LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $2 + $1::int4';
CREATE OPERATOR pg_catalog.+ (LEFTARG = ${days}, RIGHTARG = date, FUNCTION = pg_catalog.redshift_add_days)`,
  ]);
  return [...moments, ...dates].join(";\n");
}

function dayOperator(operator: "+" | "-", type: string, days: string, value: string): string {
  const name = operator === "+" ? "redshift_add_days" : "redshift_subtract_days";
  return `CREATE FUNCTION pg_catalog.${name}(${type}, ${days}) RETURNS ${type} LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT ${value} $$;
CREATE OPERATOR pg_catalog.${operator} (LEFTARG = ${type}, RIGHTARG = ${days}, FUNCTION = pg_catalog.${name})`;
}

/**
 * Date parts arrive under one name each, as strings (`sql/calls/date-parts.ts`).
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/Date_functions_header.html
 */
export const DATES_SQL = `
-- In UTC, the same within a transaction; GETDATE in whole seconds.
CREATE FUNCTION pg_catalog.getdate() RETURNS timestamp LANGUAGE sql STABLE
AS $$ SELECT pg_catalog.date_trunc('second', pg_catalog.now() AT TIME ZONE 'UTC') $$;
CREATE FUNCTION pg_catalog.sysdate() RETURNS timestamp LANGUAGE sql STABLE AS $$ SELECT pg_catalog.now() AT TIME ZONE 'UTC' $$;

CREATE FUNCTION pg_catalog.redshift_interval(text, int8) RETURNS interval LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT $2 * CASE $1 WHEN 'millennium' THEN interval '1000 years' WHEN 'century' THEN interval '100 years' WHEN 'decade' THEN
  interval '10 years' WHEN 'year' THEN interval '1 year' WHEN 'quarter' THEN interval '3 months' WHEN 'month' THEN interval '1 month'
  WHEN 'week' THEN interval '7 days' WHEN 'day' THEN interval '1 day' WHEN 'hour' THEN interval '1 hour' WHEN 'minute' THEN
  interval '1 minute' WHEN 'second' THEN interval '1 second' WHEN 'millisecond' THEN interval '1 millisecond' WHEN 'microsecond' THEN
  interval '1 microsecond' ELSE pg_catalog.redshift_failure('unsupported date part ' || $1)::interval END $$;

-- A year after the 29th of February is the 1st of March where there is none, and twelve months after it the 28th.
CREATE FUNCTION pg_catalog.redshift_leap_day(text, timestamp, timestamp) RETURNS interval LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN $1 IN ('year', 'decade', 'century', 'millennium') AND pg_catalog."~date_part"('day', $2) = 29
  AND pg_catalog."~date_part"('month', $2) = 2 AND pg_catalog."~date_part"('day', $3) = 28 THEN interval '1 day' ELSE interval '0' END $$;

-- Boundaries crossed. A week begins on Monday, as for DATE_TRUNC.
CREATE FUNCTION pg_catalog.redshift_part_number(text, timestamp) RETURNS int8 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE $1 WHEN 'millennium' THEN pg_catalog."~date_part"('millennium', $2)::int8 WHEN 'century' THEN
  pg_catalog."~date_part"('century', $2)::int8 WHEN 'decade' THEN pg_catalog."~date_part"('decade', $2)::int8 WHEN 'year' THEN
  pg_catalog."~date_part"('year', $2)::int8 WHEN 'quarter' THEN (pg_catalog."~date_part"('year', $2) * 4 + pg_catalog."~date_part"('quarter', $2))::int8
  WHEN 'month' THEN (pg_catalog."~date_part"('year', $2) * 12 + pg_catalog."~date_part"('month', $2))::int8
  WHEN 'week' THEN (pg_catalog.date_trunc('week', $2)::date - date '1970-01-05') / 7 WHEN 'day' THEN $2::date - date '1970-01-01'
  WHEN 'hour' THEN pg_catalog.floor(pg_catalog."~date_part"('epoch', $2) / 3600)::int8 WHEN 'minute' THEN
  pg_catalog.floor(pg_catalog."~date_part"('epoch', $2) / 60)::int8 WHEN 'second' THEN pg_catalog.floor(pg_catalog."~date_part"('epoch', $2))::int8
  WHEN 'millisecond' THEN pg_catalog.floor(pg_catalog."~extract"('epoch', $2) * 1000)::int8
  WHEN 'microsecond' THEN pg_catalog.floor(pg_catalog."~extract"('epoch', $2) * 1000000)::int8
  ELSE pg_catalog.redshift_failure('unsupported date part ' || $1)::int8 END $$;
CREATE FUNCTION pg_catalog.redshift_datediff(text, timestamp, timestamp) RETURNS int8 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.redshift_part_number($1, $3) - pg_catalog.redshift_part_number($1, $2) $$;
${dateAdd()};
${dateDiff()};
${comparisons()};
${dateParts()};
${extracts()};
-- A literal without a type is a timestamp.
CREATE FUNCTION pg_catalog.date_part(text, text) RETURNS int4 LANGUAGE sql STABLE STRICT AS 'SELECT pg_catalog.date_part($1, $2::timestamp)';
CREATE FUNCTION pg_catalog.pgdate_part(text, text) RETURNS float8 LANGUAGE sql STABLE STRICT AS 'SELECT pg_catalog.pgdate_part($1, $2::timestamp)';
${dayOperators()};

CREATE FUNCTION pg_catalog.date_part_year(date) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT pg_catalog."~date_part"('year', $1)::int4 $$;
CREATE FUNCTION pg_catalog.date_trunc(text, date) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT
AS 'SELECT pg_catalog.date_trunc($1, $2::timestamp)';
CREATE FUNCTION pg_catalog.date_trunc(text, text) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT
AS 'SELECT pg_catalog.date_trunc($1, $2::timestamp)';
CREATE FUNCTION pg_catalog.last_day(timestamptz) RETURNS date LANGUAGE sql STABLE STRICT AS 'SELECT pg_catalog.last_day($1::timestamp)';
CREATE FUNCTION pg_catalog.trunc(timestamp) RETURNS date LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1::date';
CREATE FUNCTION pg_catalog.last_day(timestamp) RETURNS date LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT (pg_catalog.date_trunc('month', $1) + interval '1 month' - interval '1 day')::date $$;
-- The last day of a month stays the last day.
CREATE FUNCTION pg_catalog.add_months(timestamp, int8) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN $1::date = pg_catalog.last_day($1) THEN pg_catalog.last_day(pg_catalog.date_trunc('month', $1) + $2 * interval '1 month') + $1::time
  ELSE $1 + $2 * interval '1 month' END $$;
CREATE FUNCTION pg_catalog.months_between(timestamp, timestamp) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT (pg_catalog.redshift_datediff('month', $2, $1) + CASE WHEN pg_catalog."~date_part"('day', $1) = pg_catalog."~date_part"('day', $2)
  OR ($1::date = pg_catalog.last_day($1) AND $2::date = pg_catalog.last_day($2)) THEN 0 ELSE (pg_catalog."~date_part"('day', $1) -
  pg_catalog."~date_part"('day', $2)) / 31 + pg_catalog."~date_part"('epoch', $1::time - $2::time) / 2678400 END)::float8 $$;
CREATE FUNCTION pg_catalog.next_day(timestamp, text) RETURNS date LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT $1::date + 1 + ((CASE WHEN pg_catalog.lower($2) IN ('th', 'thu', 'thurs', 'thursday') THEN 4 ELSE
  COALESCE(pg_catalog.strpos('su mo tu we th fr sa ', NULLIF(pg_catalog.substr(pg_catalog.lower($2), 1, 2), '') || ' '), 0) / 3 END
  - 1 - pg_catalog."~date_part"('dow', $1)::int4) % 7 + 7) % 7 $$;
CREATE FUNCTION pg_catalog.convert_timezone(text, timestamp) RETURNS timestamp LANGUAGE sql STABLE STRICT
AS $$ SELECT $2 AT TIME ZONE 'UTC' AT TIME ZONE $1 $$;
-- A literal without a type is a timestamp without a zone.
CREATE FUNCTION pg_catalog.convert_timezone(text, text) RETURNS timestamp LANGUAGE sql STABLE STRICT
AS 'SELECT pg_catalog.convert_timezone($1, $2::timestamp)';
CREATE FUNCTION pg_catalog.convert_timezone(text, text, timestamp) RETURNS timestamp LANGUAGE sql STABLE STRICT
AS $$ SELECT $3 AT TIME ZONE $1 AT TIME ZONE $2 $$;
CREATE FUNCTION pg_catalog.convert_timezone(text, timestamptz) RETURNS timestamp LANGUAGE sql STABLE STRICT
AS $$ SELECT $2 AT TIME ZONE $1 $$;
-- A day that a month does not have is one of the next month, unless the third argument is true.
CREATE FUNCTION pg_catalog.to_date(text, text, boolean) RETURNS date LANGUAGE plpgsql STABLE STRICT AS $$
BEGIN RETURN pg_catalog."~to_date"($1, $2);
EXCEPTION WHEN datetime_field_overflow THEN
  IF $3 OR pg_catalog.upper($2) !~ '^YYYY.?MM.?DD$' THEN RAISE; END IF;
  RETURN pg_catalog."~to_date"(pg_catalog."~regexp_replace"($1, '[0-9][0-9]\\s*$', '01'), $2)
    + (pg_catalog."right"(pg_catalog.rtrim($1), 2)::int4 - 1);
END $$;
-- The hour 24 and beyond is one of the next day, unless the third argument is true.
CREATE FUNCTION pg_catalog.to_timestamp(text, text, boolean) RETURNS timestamptz LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE hour text := (pg_catalog."~regexp_match"($1, '([0-9][0-9]):[0-9][0-9]'))[1];
BEGIN RETURN pg_catalog."~to_timestamp"($1, $2);
EXCEPTION WHEN datetime_field_overflow THEN
  IF $3 OR hour IS NULL OR hour < '24' THEN RAISE; END IF;
  RETURN pg_catalog."~to_timestamp"(pg_catalog."~regexp_replace"($1, '[0-9][0-9](?=:[0-9][0-9])', '00'), $2) + hour::int4 * interval '1 hour';
END $$;
CREATE FUNCTION pg_catalog.to_timestamp(text, text) RETURNS timestamptz LANGUAGE sql STABLE STRICT AS 'SELECT pg_catalog.to_timestamp($1, $2, false)';
CREATE FUNCTION pg_catalog.to_date(text, text) RETURNS date LANGUAGE sql STABLE STRICT AS 'SELECT pg_catalog.to_date($1, $2, false)'`;
