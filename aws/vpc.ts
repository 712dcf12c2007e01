/**
 * What Lambda itself does in EC2, with the role of a function, to connect the function to a VPC (AWS Lambda developer guide, "Giving
 * Lambda functions access to resources in an Amazon VPC", required IAM permissions).
 */
export const NETWORK_INTERFACE_ACTIONS: readonly string[] = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];
