/** A links file of so many links between two accounts, `link-0` first. */
export function linksYaml(count: number): string {
  const account = (id: string) =>
    `{ id: "${id}", region: ap-northeast-1, deployRoleArn: "arn:aws:iam::${id}:role/deployer" }`;
  const link = (index: number) => `  - name: link-${index}
    lambdaAccount: ${account("111111111111")}
    redshiftAccount: ${account("222222222222")}
    target: { cluster: warehouse, database: dev, dbUser: analyst }
`;
  return `links:\n${Array.from({ length: count }, (_, index) => link(index)).join("")}`;
}
