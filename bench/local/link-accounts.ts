const account = <Id extends string>(id: Id) =>
  ({ id, region: "ap-northeast-1", deployRoleArn: `arn:aws:iam::${id}:role/deployer` }) as const;

/** The accounts of every link that is measured in local accounts, as a links file has them. */
export const LINK_ACCOUNTS = {
  lambdaAccount: account("111111111111"),
  redshiftAccount: account("222222222222"),
} as const;
