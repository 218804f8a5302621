import { expect, test } from 'vitest';
import type { PolicyUse } from '../../server/core/index.ts';
import { checkJson } from '../pages/check.ts';

/**
 * Policies as the guides of the services have them: nothing of our own is said of them but that all are let in. A row has
 * a name, what the policy sits on, the principal (another account where there is none), actions, resources with `~` for
 * the partition and `=` for Region and account, and the rest of the statement.
 */
const RIGHT = `
lambda | lambda/function |  | lambda:InvokeFunction | ~lambda:=:function:my-fn:live
lambda layer | lambda/layerVersion | * | lambda:GetLayerVersion | ~lambda:=:layer:my:3
apigw | execute-api | * | execute-api:Invoke | execute-api:/prod/GET/pets
apigw arn | execute-api |  | execute-api:Invoke | ~execute-api:=:a1b2c3/*/GET/pets
lattice | vpc-lattice/Service |  | vpc-lattice-svcs:Invoke | ~vpc-lattice:=:service/svc-1/path/*
lattice* | vpc-lattice/Service |  | vpc-lattice-svcs:Invoke | *
lattice share | vpc-lattice/ServiceNetwork |  | vpc-lattice:CreateServiceNetworkVpcAssociation vpc-lattice:GetServiceNetwork | ~vpc-lattice:=:servicenetwork/sn-1
kafka | kafka/cluster |  | kafka:CreateVpcConnection kafka:GetBootstrapBrokers kafka:DescribeCluster kafka:DescribeClusterV2 | ~kafka:=:cluster/c/uuid
kafka topic | kafka/cluster |  | kafka-cluster:Connect kafka-cluster:ReadData | ~kafka:=:cluster/c/uuid ~kafka:=:topic/c/uuid/*
kinesis | kinesis/stream |  | kinesis:DescribeStreamSummary kinesis:ListShards kinesis:PutRecord kinesis:PutRecords | ~kinesis:=:stream/s
kinesis consumer | kinesis/consumer |  | kinesis:DescribeStreamConsumer kinesis:SubscribeToShard | ~kinesis:=:stream/s/consumer/c:1
backup | backup/backupVault | * | backup:DeleteRecoveryPoint backup:UpdateRecoveryPointLifecycle | * | {"Effect":"Deny"}
backup rp | backup/backupVault |  | backup:CopyIntoBackupVault | ~backup:=:backup-vault:v
codeartifact | codeartifact/domain |  | codeartifact:GetDomainPermissionsPolicy codeartifact:GetAuthorizationToken | *
codeartifact repo | codeartifact/repository |  | codeartifact:ReadFromRepository | *
glue | glue/catalog |  | glue:GetTable glue:GetDatabase | ~glue:=:catalog ~glue:=:database/db ~glue:=:table/db/*
glue* | glue/catalog |  | glue:* | ~glue:=:*
mediastore | mediastore/container | * | mediastore:GetObject mediastore:DescribeObject | ~mediastore:=:container/c/*
mpv2 | mediapackagev2/OriginEndpoint | * | mediapackagev2:GetObject | ~mediapackagev2:=:channelGroup/g/channel/c/originEndpoint/e
s3tables | s3tables/TableBucket |  | s3tables:GetTableData s3tables:ListTables | ~s3tables:=:bucket/b ~s3tables:=:bucket/b/table/*
s3vectors | s3vectors/VectorBucket |  | s3vectors:QueryVectors s3vectors:ListIndexes | ~s3vectors:=:bucket/b ~s3vectors:=:bucket/b/index/*
s3express | s3express/bucket |  | s3express:CreateSession | ~s3express:=:bucket/b--use1-az4--x-s3
objlambda | s3/objectlambdaaccesspoint |  | s3-object-lambda:GetObject | ~s3-object-lambda:=:accesspoint/o
s3ap | s3/accesspoint |  | s3:GetObject | ~s3:=:accesspoint/a/object/*
mrap | s3/multiregionaccesspoint |  | s3:GetObject | ~s3::=:accesspoint/alias.mrap/object/*
grants | s3/accessgrantsinstance |  | s3:ListAccessGrants s3:GetDataAccess | ~s3:=:access-grants/default
outposts | s3-outposts/bucket | arn:aws:iam::111122223333:root | s3-outposts:GetObject s3-outposts:ListBucket | ~s3-outposts:=:outpost/op-1/bucket/b ~s3-outposts:=:outpost/op-1/bucket/b/object/*
secret | secretsmanager/Secret |  | secretsmanager:GetSecretValue | ~secretsmanager:=:secret:db-AbCdEf
lex alias | lex/bot alias | connect.amazonaws.com | lex:RecognizeText lex:StartConversation | ~lex:=:bot-alias/BOT/ALIAS | {"Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"},"ArnEquals":{"aws:SourceArn":"arn:aws:connect:us-east-1:111122223333:instance/1"}}}
sagemaker | sagemaker/model-package-group |  | sagemaker:DescribeModelPackageGroup sagemaker:DescribeModelPackage sagemaker:ListModelPackages | ~sagemaker:=:model-package-group/g ~sagemaker:=:model-package/g/*
rekognition | rekognition/project |  | rekognition:CopyProjectVersion | ~rekognition:=:project/p/version/v/1
bedrock | bedrock |  | bedrock:GetCustomModel | ~bedrock:=:custom-model/m/1
agentcore | bedrock-agentcore/runtime |  | bedrock-agentcore:InvokeAgentRuntime | ~bedrock-agentcore:=:runtime/r ~bedrock-agentcore:=:runtime/r/runtime-endpoint/e
omics | omics/sequenceStore |  | s3:GetObject s3:ListBucket | ~s3:=:accesspoint/1-x ~s3:=:accesspoint/1-x/object/*
nfw | network-firewall/StatefulRuleGroup |  | network-firewall:CreateFirewallPolicy network-firewall:UpdateFirewallPolicy network-firewall:ListRuleGroups | ~network-firewall:=:stateful-rulegroup/x
nfw fp | network-firewall/FirewallPolicy |  | network-firewall:AssociateFirewallPolicy network-firewall:ListFirewallPolicies | ~network-firewall:=:firewall-policy/x
cleanrooms | cleanrooms-ml/configuredaudiencemodel |  | cleanrooms-ml:StartAudienceGenerationJob | ~cleanrooms-ml:=:configured-audience-model/x
redshift | redshift/namespace |  | redshift:CreateInboundIntegration | ~redshift:=:namespace:guid
redshift svc | redshift/namespace | redshift.amazonaws.com | redshift:AuthorizeInboundIntegration | ~redshift:=:namespace:guid | {"Condition":{"StringEquals":{"aws:SourceArn":"arn:aws:rds:us-east-1:111122223333:cluster:x"}}}
rs serverless | redshift-serverless/snapshot |  | redshift-serverless:RestoreFromSnapshot
comprehend | comprehend/document-classifier |  | comprehend:ImportModel | ~comprehend:=:document-classifier/x/version/v1
efs no resource | elasticfilesystem/file-system | * | elasticfilesystem:ClientMount |  | {"Condition":{"Bool":{"elasticfilesystem:AccessedViaMountTarget":"true"}}}
dynamodb | dynamodb/table |  | dynamodb:GetItem dynamodb:Query | ~dynamodb:=:table/t ~dynamodb:=:table/t/index/*
ddb stream | dynamodb/stream |  | dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:DescribeStream | ~dynamodb:=:table/t/stream/2024-01-01T00:00:00.000
schemas | schemas/registry |  | schemas:DescribeRegistry schemas:ListSchemas schemas:GetDiscoveredSchema | ~schemas:=:registry/r ~schemas:=:schema/r*
pca | acm-pca/certificate-authority |  | acm-pca:DescribeCertificateAuthority acm-pca:GetCertificate acm-pca:GetCertificateAuthorityCertificate acm-pca:ListPermissions acm-pca:ListTags | ~acm-pca:=:certificate-authority/1
ses | ses/identity |  | ses:SendEmail ses:SendRawEmail | ~ses:=:identity/example.com
sms | sms-voice/PhoneNumber |  | sms-voice:SendTextMessage | ~sms-voice:=:phone-number/phone-1
orgs | organizations/organization |  | organizations:CreatePolicy organizations:AttachPolicy organizations:ListRoots | ~organizations::=:policy/o-1/service_control_policy/* ~organizations::=:ou/o-1/* ~organizations::=:root/o-1/*
imagebuilder | imagebuilder/component |  | imagebuilder:GetComponent imagebuilder:ListComponents | ~imagebuilder:=:component/c/1.0.0/1
codebuild | codebuild/project |  | codebuild:BatchGetProjects codebuild:BatchGetBuilds codebuild:ListBuildsForProject | ~codebuild:=:project/p
codebuild rg | codebuild/report-group |  | codebuild:BatchGetReportGroups codebuild:BatchGetReports codebuild:ListReportsForReportGroup codebuild:DescribeTestCases | ~codebuild:=:report-group/p
r53r | route53resolver/firewall-rule-group |  | route53resolver:GetFirewallRuleGroup route53resolver:ListFirewallRuleGroups route53resolver:AssociateFirewallRuleGroup | ~route53resolver:=:firewall-rule-group/x
r53r rule | route53resolver/resolver-rule |  | route53resolver:GetResolverRule route53resolver:AssociateResolverRule route53resolver:DisassociateResolverRule route53resolver:ListResolverRules route53resolver:ListResolverRuleAssociations | ~route53resolver:=:resolver-rule/x
refactor | refactor-spaces/environment |  | refactor-spaces:CreateService refactor-spaces:GetEnvironment | ~refactor-spaces:=:environment/e ~refactor-spaces:=:environment/e/application/*
marketplace | aws-marketplace/Entity |  | aws-marketplace:DescribeEntity aws-marketplace:CreateAgreementRequest | ~aws-marketplace:=:AWSMarketplace/ResaleAuthorization/x
trail channel | cloudtrail/channel |  | cloudtrail-data:PutAuditEvents | ~cloudtrail:=:channel/x
trail dashboard | cloudtrail/dashboard | cloudtrail.amazonaws.com | cloudtrail:StartDashboardRefresh | ~cloudtrail:=:dashboard/x | {"Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}}}
eds | cloudtrail/eventdatastore | cloudtrail.amazonaws.com | cloudtrail:StartQuery | ~cloudtrail:=:eventdatastore/x | {"Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}}}
core network | networkmanager/core-network |  | networkmanager:GetCoreNetwork networkmanager:CreateVpcAttachment networkmanager:ListCoreNetworks | ~networkmanager::=:core-network/core-network-1
osis | osis/pipeline |  | osis:Ingest | ~osis:=:pipeline/p
dsql | dsql/Cluster | * | dsql:DbConnect dsql:DbConnectAdmin | * | {"Effect":"Deny","Condition":{"Null":{"aws:SourceVpc":"true"}}}
entityres | entityresolution/MatchingWorkflow |  | entityresolution:GetMatchId | ~entityresolution:=:matchingworkflow/x
contacts | ssm-contacts/contact |  | ssm-contacts:GetContact ssm-contacts:StartEngagement ssm-contacts:ListPagesByEngagement | ~ssm-contacts:=:contact/x ~ssm-contacts:=:engagement/x/*
incidents | ssm-incidents/response-plan |  | ssm-incidents:GetResponsePlan ssm-incidents:StartIncident ssm-incidents:UpdateIncidentRecord | ~ssm-incidents:*:111122223333:response-plan/x ~ssm-incidents:*:111122223333:incident-record/x/*
ecr | ecr/repository |  | ecr:BatchGetImage ecr:ListImages ecr:DescribeRepositories
ecr public | ecr-public/repository |  | ecr-public:BatchCheckLayerAvailability ecr-public:PutImage
kms full | kms/key | arn:aws:iam::111122223333:role/Admin | kms:Create* kms:Describe* kms:Enable* kms:List* kms:Put* kms:Update* kms:Revoke* kms:Disable* kms:Get* kms:Delete* kms:TagResource kms:UntagResource kms:ScheduleKeyDeletion kms:CancelKeyDeletion kms:RotateKeyOnDemand | *
kms via | kms/key | * | kms:Encrypt kms:Decrypt kms:ReEncrypt* kms:GenerateDataKey* kms:CreateGrant kms:ListGrants kms:DescribeKey | * | {"Condition":{"StringEquals":{"kms:ViaService":"ec2.us-east-1.amazonaws.com","kms:CallerAccount":"111122223333"}}}
events | events/event-bus |  | events:PutRule events:PutTargets events:DeleteRule events:RemoveTargets | ~events:=:rule/* | {"Condition":{"StringEqualsIfExists":{"events:creatorAccount":"\${aws:PrincipalAccount}"}}}
sqs | sqs/queue | sns.amazonaws.com | sqs:SendMessage | ~sqs:=:q | {"Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:us-east-1:111122223333:t"}}}
cloudfront | cloudfront/distribution |  | cloudfront:GetDistribution | ~cloudfront::=:distribution/E1
payment | payment-cryptography/key |  | payment-cryptography:GetKey payment-cryptography:EncryptData | ~payment-cryptography:=:key/k
cloudhsm | cloudhsm/backup |  | cloudhsm:DescribeBackups cloudhsm:CreateCluster cloudhsm:CopyBackupToRegion | ~cloudhsm:=:backup/b
lookout eq | lookoutequipment/model |  | lookoutequipment:ImportModelVersion lookoutequipment:DescribeModelVersion | ~lookoutequipment:=:model/m/uuid/model-version/1
s3files | s3files/file-system |  | s3files:ClientMount s3files:ClientWrite | ~s3files:=:file-system/fs-1
lattice rc | vpc-lattice/ResourceConfiguration |  | vpc-lattice:AssociateViaAWSService vpc-lattice:GetResourceConfiguration vpc-lattice:CreateServiceNetworkResourceAssociation | ~vpc-lattice:=:resourceconfiguration/rcfg-1
portal | apigateway/PortalProduct |  | apigateway:GetPortalProduct | ~apigateway:=:/portalproducts/x
`;

const rows = RIGHT.trim()
  .split('\n')
  .map((row) => row.split(' | '));

test.each(rows)('%s', (_, on = '', who = '', actions = '', resources = '', rest = '') => {
  const [service = '', ...type] = on.split('/');
  const attachedTo = { service, ...(type[0] === undefined ? {} : { resourceType: type[0] }) };
  const names = resources.split(' ').filter((name) => name !== '');
  const statement = {
    Effect: 'Allow',
    Principal: principal(who),
    Action: actions.split(' '),
    ...(names.length === 0 ? {} : { Resource: names.map(spellArn) }),
    ...JSON.parse(rest === '' ? '{}' : rest),
  };
  const text = JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2);
  const uses: readonly PolicyUse[] = [
    { kind: 'resource', by: 'setting', attachedTo },
    { kind: 'resource', by: 'setting' },
    { kind: 'resource', by: 'content' },
  ];
  for (const use of uses) {
    const said = checkJson(text, use)
      .filter(({ severity, rule }) => severity !== 'hint' && rule !== 'public-access')
      .map(({ rule, message }) => `${rule}: ${message}`);
    expect(said, use.by).toEqual([]);
  }
});

test('there is one for most kinds', () => {
  expect(new Set(rows.map(([, on]) => on)).size).toBeGreaterThan(60);
});

function principal(who: string): unknown {
  if (who === '*') return '*';
  if (who.endsWith('.amazonaws.com')) return { Service: who };
  return { AWS: who === '' ? 'arn:aws:iam::444455556666:root' : who };
}

function spellArn(text: string): string {
  return text
    .replace(/^~/, 'arn:aws:')
    .replace(':=:', ':us-east-1:111122223333:')
    .replace('::us-east-1:', '::');
}
