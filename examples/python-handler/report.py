import os
import time

import boto3

NAMES = {
    "ClusterIdentifier": "CLUSTER_IDENTIFIER",
    "WorkgroupName": "WORKGROUP_NAME",
    "Database": "DATABASE",
    "DbUser": "DB_USER",
    "SecretArn": "SECRET_ARN",
}
TARGET = {name: os.environ[variable] for name, variable in NAMES.items() if os.environ.get(variable)}


def data_api():
    external_id = os.environ.get("EXTERNAL_ID")
    session = boto3.client("sts", region_name=os.environ["AWS_REGION"]).assume_role(
        RoleArn=os.environ["DATA_ROLE_ARN"],
        RoleSessionName=os.environ["ROLE_SESSION_NAME"],
        **({"ExternalId": external_id} if external_id else {}),
    )
    account = session["AssumedRoleUser"]["Arn"].split(":")[4]
    if account != os.environ["REDSHIFT_ACCOUNT_ID"]:
        raise RuntimeError(f"the data role is of account {account}")
    credentials = session["Credentials"]
    return boto3.client(
        "redshift-data",
        region_name=os.environ["REDSHIFT_REGION"],
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )


def lambda_handler(event, context):
    api = data_api()
    statement = api.execute_statement(
        **TARGET,
        Sql="SELECT month, orders, revenue FROM sales_by_month WHERE month >= :since ORDER BY month",
        Parameters=[{"name": "since", "value": event["since"]}],
        # Lambda repeats a failed event under the same id: the statement does not run twice.
        ClientToken=context.aws_request_id,
    )["Id"]
    while (found := api.describe_statement(Id=statement))["Status"] not in ("FINISHED", "FAILED", "ABORTED"):
        if context.get_remaining_time_in_millis() < 3000:
            api.cancel_statement(Id=statement)
            raise TimeoutError(statement)
        time.sleep(0.5)
    if found["Status"] != "FINISHED":
        raise RuntimeError(found.get("Error", found["Status"]))
    pages = list(api.get_paginator("get_statement_result").paginate(Id=statement))
    # The members by which the rehearsal knows a table.
    return {
        "status": found["Status"],
        "rowCount": found["ResultRows"],
        "columns": [{"name": column["name"]} for column in pages[0]["ColumnMetadata"]],
        "rows": [
            [None if cell.get("isNull") else next(iter(cell.values())) for cell in record]
            for page in pages
            for record in page["Records"]
        ],
    }
