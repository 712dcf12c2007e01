import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Emulator, startEmulator } from "../../emulator/start-emulator";
import { describeWith } from "../../testing/deployment/required-programs";
import { startMotoServer } from "../../testing/emulator/moto-server";

const [L, R] = ["111111111111", "222222222222"];
const REGION = "eu-central-1";

/** A user of boto3: bucket and bucket role in the lambda account, copy role and SQL in the Redshift account. */
const SCRIPT = String.raw`
import boto3, json, sys
setup = json.load(sys.stdin)
def client(service, keys):
    return boto3.client(service, endpoint_url=setup["url"], region_name=setup["region"],
        aws_access_key_id=keys["accessKeyId"], aws_secret_access_key=keys["secretAccessKey"])
l, r = setup["keys"]
L, R = setup["accounts"]
copy, bucket = f"arn:aws:iam::{R}:role/copy", f"arn:aws:iam::{L}:role/bucket"
doc = lambda *statements: json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
s3 = client("s3", l)
s3.create_bucket(Bucket="landing", CreateBucketConfiguration={"LocationConstraint": setup["region"]})
s3.put_object(Bucket="landing", Key="in/a.csv", Body='1,"Ann, B",20.259\n2,Zoë,\n'.encode())
s3.put_object(Bucket="landing", Key="other/b.csv", Body=b"3,x,1\n")
# Moto alone would refuse everything: it reads no conditions.
s3.put_bucket_policy(Bucket="landing", Policy=doc({"Effect": "Deny", "Principal": "*", "Action": "s3:*",
    "Resource": ["arn:aws:s3:::landing", "arn:aws:s3:::landing/*"], "Condition": {"Bool": {"aws:SecureTransport": "false"}}}))
client("iam", r).create_role(RoleName="copy", AssumeRolePolicyDocument=doc({"Effect": "Allow", "Action": "sts:AssumeRole",
    "Principal": {"Service": "redshift.amazonaws.com"}, "Condition": {"StringEquals": {"aws:SourceAccount": R,
    "sts:ExternalId": f"arn:aws:redshift:{setup['region']}:{R}:dbuser:warehouse/analyst"}}}))
client("iam", r).put_role_policy(RoleName="copy", PolicyName="p", PolicyDocument=doc(
    {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": bucket}))
client("iam", l).create_role(RoleName="bucket", AssumeRolePolicyDocument=doc({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": copy}}))
client("iam", l).put_role_policy(RoleName="bucket", PolicyName="p", PolicyDocument=doc(
    {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::landing", "Condition": {"StringLike": {"s3:prefix": ["in/*", "out/*"]}}},
    {"Effect": "Allow", "Action": "s3:GetObject", "Resource": ["arn:aws:s3:::landing/in/*", "arn:aws:s3:::landing/out/*"]},
    {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::landing/out/*"}))
data = client("redshift-data", r)
def run(sql, **more):
    id = data.execute_statement(ClusterIdentifier="warehouse", Database="dev", DbUser="analyst", Sql=sql, **more)["Id"]
    while True:
        d = data.describe_statement(Id=id)
        if d["Status"] in ("FINISHED", "FAILED", "ABORTED"): return d
def first(sql): return run(sql).get("Error", "finished").split("\n")[0].split(",Rid")[0]
role = f"IAM_ROLE '{copy},{bucket}'"
out = {}
run("CREATE TABLE public.people (id int, name varchar(20), price decimal(8,2))")
load = f"COPY public.people FROM 's3://landing/in/' {role} CSV"
out["not attached"] = first(load)
redshift = client("redshift", r)
roles = redshift.modify_cluster_iam_roles(ClusterIdentifier="warehouse", AddIamRoles=[copy])["Cluster"]["IamRoles"]
out["attached"] = roles
out["copied"] = run(load)["ResultRows"]
out["other prefix"] = first(f"COPY public.people FROM 's3://landing/other/' {role} CSV")
out["unloaded"] = run(f"UNLOAD ('SELECT * FROM public.people ORDER BY id') TO 's3://landing/out/people_' {role} CSV HEADER PARALLEL OFF MANIFEST VERBOSE")["ResultRows"]
out["files"] = {o["Key"]: o["Size"] for o in s3.list_objects_v2(Bucket="landing", Prefix="out/")["Contents"]}
s3.delete_bucket_policy(Bucket="landing")
out["text"] = s3.get_object(Bucket="landing", Key="out/people_000")["Body"].read().decode()
out["unload again"] = first(f"UNLOAD ('SELECT 1') TO 's3://landing/out/' {role}")
out["unload elsewhere"] = first(f"UNLOAD ('SELECT 1') TO 's3://landing/in/new' {role}")
redshift.modify_cluster_iam_roles(ClusterIdentifier="warehouse", RemoveIamRoles=[copy])
out["detached"] = first(load)
json.dump(out, sys.stdout)
`;

describeWith(["moto_server"], "COPY and UNLOAD", () => {
  let moto: Awaited<ReturnType<typeof startMotoServer>>;
  let emulator: Emulator;

  beforeAll(async () => {
    moto = await startMotoServer();
    emulator = await startEmulator({
      motoSocket: moto.socket,
      accounts: [
        { partition: "aws", accountId: L },
        { partition: "aws", accountId: R },
      ],
      warehouses: [
        {
          ...{ partition: "aws", accountId: R, region: REGION, cluster: "warehouse", databases: ["dev"] },
          ...{ users: [{ name: "analyst", grants: "read" }], secrets: [] },
        },
      ],
    });
  });
  afterAll(async () => {
    await emulator?.close();
    await moto?.stop();
  });

  test("boto3 loads a file of the other account and unloads it back, as far as both roles reach", async () => {
    const keys = emulator.operators.map(({ accessKeyId, secretAccessKey }) => ({
      accessKeyId,
      secretAccessKey,
    }));
    const running = promisify(execFile)("python3", ["-c", SCRIPT]);
    running.child.stdin?.end(JSON.stringify({ url: emulator.url, region: REGION, keys, accounts: [L, R] }));
    const told = JSON.parse((await running).stdout) as Record<string, unknown>;
    const copyRole = `arn:aws:iam::${R}:role/copy`;
    const user = `arn:aws:redshift:${REGION}:${R}:dbuser:warehouse/analyst`;
    const notAttached = `ERROR: User ${user} is not authorized to assume IAM Role ${copyRole}`;
    const denied = (action: string, resource: string) =>
      `ERROR: S3ServiceException:User: arn:aws:sts::${L}:assumed-role/bucket/RedshiftIamRoleSession is not authorized to perform: ${action} on resource: arn:aws:s3:::${resource} because no identity-based policy allows the ${action} action,Status 403,Error AccessDenied`;
    const text = 'id,name,price\n1,"Ann, B",20.25\n2,Zoë,\n';
    expect(told).toEqual({
      "not attached": notAttached,
      attached: [{ IamRoleArn: copyRole, ApplyStatus: "in-sync" }],
      copied: 2,
      "other prefix": denied("s3:ListBucket", "landing"),
      unloaded: 2,
      files: { "out/people_000": Buffer.byteLength(text), "out/people_manifest": expect.any(Number) },
      text,
      "unload again":
        "ERROR: Specified unload destination on S3 is not empty. Consider using a different bucket / prefix, manually removing the target files in S3, or using the ALLOWOVERWRITE option.",
      "unload elsewhere": denied("s3:PutObject", "landing/in/new0000_part_00"),
      detached: notAttached,
    });
  });
});
