import type { Link } from "../../config/link";

/** A state as Terraform stores it. */
export interface StoredState {
  readonly version: number;
  readonly resources: readonly object[];
  readonly [member: string]: unknown;
}

const provider = (alias: string) => `provider["registry.terraform.io/hashicorp/aws"].${alias}`;

/** One managed resource of a stored state. */
export function storedResource(address: string, alias: string, attributes: object): object {
  const [type, name] = address.split(".");
  const instances = [{ schema_version: 0, attributes, sensitive_attributes: [] }];
  return { mode: "managed", type, name, provider: provider(alias), instances };
}

/** The state of a deployed link in Terraform's format, with one of each kind of its resources. */
export function storedLinkState(link: Link): StoredState {
  const { partition, lambdaAccount, redshiftAccount, queryRole, dataRole } = link;
  const role = (id: string, name: string) => ({ arn: `arn:${partition}:iam::${id}:role/${name}`, name });
  const functionArn = `arn:${partition}:lambda:${lambdaAccount.region}:${lambdaAccount.id}:function:${link.function.name}`;
  return {
    version: 4,
    terraform_version: "1.11.4",
    serial: 12,
    lineage: "8ec2f291-93e3-06ca-347a-89ad76d4d1ff",
    outputs: {},
    resources: [
      {
        ...storedResource("aws_iam_policy_document.data_role_trust", "redshift_account", { json: "{}" }),
        mode: "data",
      },
      storedResource("aws_iam_role.data_role", "redshift_account", role(redshiftAccount.id, dataRole.name)),
      storedResource("aws_iam_role.query_role", "lambda_account", role(lambdaAccount.id, queryRole.name)),
      storedResource("aws_iam_role_policies_exclusive.query_role", "lambda_account", {
        role_name: queryRole.name,
      }),
      storedResource("aws_lambda_function.query_function", "lambda_account", {
        arn: functionArn,
        environment: [{ variables: { LINK_NAME: link.name } }],
      }),
    ],
    check_results: null,
  };
}
