import { textsOf } from "../../../../access/iam/statements";
import { linkTarget } from "../../../../access/link/link-target";
import { eachOf, type Rule } from "../rule";
import { grantText } from "../subject";

const DB_USER = /:redshift:[^:]*:[^:]*:dbuser:([^/]+)\/(.+)$/;

export const dbuserArnOrder: Rule = {
  id: "dbuser-arn-order",
  severity: "error",
  needs: "link",
  title: "dbuser ARNs name the cluster, then the user",
  why: "IAM compares dbuser:<cluster>/<user>; written as user and database it names another cluster and allows nothing here",
  fix: "write dbuser:<cluster>/<user>",
  check: ({ link, permissions }) =>
    eachOf(
      permissions.flatMap((permission) =>
        textsOf(permission.statement.Resource).flatMap((arn) => {
          const [, first, second] = DB_USER.exec(arn) ?? [];
          return first === undefined || second === undefined ? [] : [{ permission, first, second }];
        }),
      ),
      ({ permission, first, second }) => {
        const { name, database, dbUser } = linkTarget(link);
        const swapped = first !== name && (first === dbUser || second === database || second === name);
        return swapped
          ? [
              {
                address: permission.address,
                message: `${grantText(permission)} names dbuser:${first}/${second}, the cluster is ${name}`,
              },
            ]
          : [];
      },
    ),
};
