/**
 * The four documents of the article this project started from, to the letter but for its placeholders: account ids,
 * role names, the database user and the database. Note the order in the dbuser ARN: user, then database.
 */
export const ARTICLE = {
  queryRoleTrust: {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::222222222222:role/analytics-data" },
        Action: "sts:AssumeRole",
      },
    ],
  },
  queryRoleInline: {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Resource: "arn:aws:iam::222222222222:role/analytics-data",
    },
  },
  dataRoleTrust: {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111111111111:role/analytics-query" },
        Action: "sts:AssumeRole",
        Condition: {},
      },
    ],
  },
  dataRoleInline: {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "GetClusterCredsStatement",
        Effect: "Allow",
        Action: ["redshift:GetClusterCredentials"],
        Resource: ["arn:aws:redshift:*:*:dbname:*/*", "arn:aws:redshift:*:*:dbuser:analyst/dev"],
      },
    ],
  },
} as const;
