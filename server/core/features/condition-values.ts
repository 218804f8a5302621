/** What the values of a condition key are made of, by the key in small letters. Keys without facts are not listed. */
export type ValueFacts =
  | { readonly values: readonly string[] }
  /** Values that the catalog or the workspace knows. */
  | { readonly source: 'service-principal' | 'account' | 'region' | 'principal-arn' | 'managed-policy' }
  /** A form to fill in: text and, between them, what stands there at first. */
  | { readonly form: readonly string[] };

/** After the User Guide's list of global keys and the services' own pages; only closed or almost closed lists. */
const conditionValues: Readonly<Record<string, ValueFacts>> = {
  'aws:principaltype': { values: ['Account', 'User', 'FederatedUser', 'AssumedRole', 'Anonymous'] },
  'aws:sourceaccount': { source: 'account' },
  'aws:principalaccount': { source: 'account' },
  'aws:resourceaccount': { source: 'account' },
  'aws:vpceaccount': { source: 'account' },
  'kms:calleraccount': { source: 'account' },
  's3:resourceaccount': { source: 'account' },
  'aws:requestedregion': { source: 'region' },
  'aws:calledvia': { source: 'service-principal' },
  'aws:calledviafirst': { source: 'service-principal' },
  'aws:calledvialast': { source: 'service-principal' },
  'aws:principalservicename': { source: 'service-principal' },
  'aws:principalservicenameslist': { source: 'service-principal' },
  'iam:passedtoservice': { source: 'service-principal' },
  'iam:awsservicename': { source: 'service-principal' },
  'aws:principalarn': { source: 'principal-arn' },
  'iam:policyarn': { source: 'managed-policy' },
  'iam:permissionsboundary': { source: 'managed-policy' },
  'aws:principalorgid': { form: ['o-', 'exampleorgid'] },
  'aws:resourceorgid': { form: ['o-', 'exampleorgid'] },
  'aws:sourceorgid': { form: ['o-', 'exampleorgid'] },
  'aws:principalorgpaths': { form: ['o-', 'exampleorgid', '/r-', 'root', '/ou-', 'unit', '/*'] },
  'aws:resourceorgpaths': { form: ['o-', 'exampleorgid', '/r-', 'root', '/ou-', 'unit', '/*'] },
  'aws:sourceorgpaths': { form: ['o-', 'exampleorgid', '/r-', 'root', '/ou-', 'unit', '/*'] },
  'aws:sourcevpc': { form: ['vpc-', '0123456789abcdef0'] },
  'aws:sourcevpce': { form: ['vpce-', '0123456789abcdef0'] },
  'kms:viaservice': { form: ['', 'ec2', '.', '*', '.amazonaws.com'] },
  's3:x-amz-server-side-encryption': { values: ['AES256', 'aws:kms', 'aws:kms:dsse'] },
  's3:x-amz-acl': {
    values: [
      'private',
      'public-read',
      'public-read-write',
      'authenticated-read',
      'aws-exec-read',
      'bucket-owner-read',
      'bucket-owner-full-control',
      'log-delivery-write',
    ],
  },
  's3:x-amz-storage-class': {
    values: [
      'STANDARD',
      'STANDARD_IA',
      'INTELLIGENT_TIERING',
      'ONEZONE_IA',
      'GLACIER',
      'GLACIER_IR',
      'DEEP_ARCHIVE',
      'REDUCED_REDUNDANCY',
      'EXPRESS_ONEZONE',
    ],
  },
  's3:signatureversion': { values: ['AWS4-HMAC-SHA256', 'AWS'] },
  's3:authtype': { values: ['REST-HEADER', 'REST-QUERY-STRING', 'POST'] },
  's3:tlsversion': { values: ['1.2', '1.3'] },
  's3:object-lock-mode': { values: ['GOVERNANCE', 'COMPLIANCE'] },
  's3:object-lock-legal-hold': { values: ['ON', 'OFF'] },
  'ec2:createaction': {
    values: ['RunInstances', 'CreateVolume', 'CreateSnapshot', 'CreateImage', 'CreateNetworkInterface'],
  },
  'ec2:tenancy': { values: ['default', 'dedicated', 'host'] },
  'ec2:volumetype': { values: ['gp3', 'gp2', 'io1', 'io2', 'st1', 'sc1', 'standard'] },
  'ec2:rootdevicetype': { values: ['ebs', 'instance-store'] },
  'ec2:metadatahttptokens': { values: ['required', 'optional'] },
  'ec2:metadatahttpendpoint': { values: ['enabled', 'disabled'] },
  'kms:keyspec': {
    values: ['SYMMETRIC_DEFAULT', 'RSA_2048', 'RSA_3072', 'RSA_4096', 'ECC_NIST_P256', 'HMAC_256'],
  },
  'kms:keyusage': { values: ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT'] },
  'kms:keyorigin': { values: ['AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'] },
  'kms:grantoperations': {
    values: [
      'Decrypt',
      'Encrypt',
      'GenerateDataKey',
      'GenerateDataKeyWithoutPlaintext',
      'ReEncryptFrom',
      'ReEncryptTo',
      'CreateGrant',
      'RetireGrant',
      'DescribeKey',
    ],
  },
  'sns:protocol': {
    values: ['http', 'https', 'email', 'email-json', 'sms', 'sqs', 'application', 'lambda', 'firehose'],
  },
  'lambda:functionurlauthtype': { values: ['AWS_IAM', 'NONE'] },
  'elasticfilesystem:encrypted': { values: ['true', 'false'] },
  'secretsmanager:versionstage': { values: ['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING'] },
  'oam:resourcetypes': {
    values: [
      'AWS::CloudWatch::Metric',
      'AWS::Logs::LogGroup',
      'AWS::XRay::Trace',
      'AWS::ApplicationInsights::Application',
      'AWS::InternetMonitor::Monitor',
      'AWS::ApplicationSignals::Service',
      'AWS::ApplicationSignals::ServiceLevelObjective',
    ],
  },
  'cloudwatch:namespace': { values: ['CWAgent'] },
  'token.actions.githubusercontent.com:aud': { values: ['sts.amazonaws.com'] },
  'token.actions.githubusercontent.com:sub': {
    form: ['repo:', 'organization', '/', 'repository', ':ref:refs/heads/', 'main'],
  },
  'saml:aud': { values: ['https://signin.aws.amazon.com/saml'] },
  'cognito-identity.amazonaws.com:amr': { values: ['authenticated', 'unauthenticated'] },
  'kms:encryptioncontext:aws:logs:arn': {
    form: ['arn:aws:logs:', 'eu-west-1', ':', '111122223333', ':log-group:', 'name'],
  },
};

/** The facts of a key in small letters, those of keys with a part that everybody has another of included. */
export function valueFactsOf(key: string): ValueFacts | undefined {
  if (Object.hasOwn(conditionValues, key)) return conditionValues[key];
  return PATTERNS.find(([pattern]) => pattern.test(key))?.[1];
}

/** After the user guide of EKS on roles for service accounts. */
const PATTERNS: readonly (readonly [RegExp, ValueFacts])[] = [
  [/^oidc\.eks\.[^:]+:aud$/, { values: ['sts.amazonaws.com'] }],
  [/^oidc\.eks\.[^:]+:sub$/, { form: ['system:serviceaccount:', 'namespace', ':', 'name'] }],
];
