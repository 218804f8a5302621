import { own } from '../text/own.ts';
import type { Foreign } from './dialect.ts';

/** What AWS's words are in RAM. */
export const awsForRam: Foreign = {
  cloud: 'AWS',
  versions: ['2012-10-17', '2008-10-17'],
  arnPrefix: 'arn',
  keyPrefix: 'aws',
  principal: 'AWS',
  serviceSuffix: '.amazonaws.com',
  keys: {
    'aws:currenttime': 'acs:CurrentTime',
    'aws:multifactorauthpresent': 'acs:MFAPresent',
    'aws:principalarn': 'acs:PrincipalARN',
    'aws:requesttag': 'acs:RequestTag',
    'aws:resourcetag': 'acs:ResourceTag',
    'aws:securetransport': 'acs:SecureTransport',
    'aws:sourceip': 'acs:SourceIp',
    'aws:sourcevpc': 'acs:SourceVpc',
    'aws:useragent': 'acs:UserAgent',
  },
  operators: {
    arnequals: 'StringEquals',
    arnlike: 'StringLike',
    arnnotequals: 'StringNotEquals',
    arnnotlike: 'StringNotLike',
  },
  arn(arn) {
    const [prefix, , service = '', region = '', account = '', ...rest] = arn.split(':');
    const code = own(TO_RAM, service);
    if (prefix !== 'arn' || code === undefined || rest.length === 0) return undefined;
    const place = service === 'iam' ? '' : '*';
    return `acs:${code}:${region === '' ? place : '*'}:${/^\d{16}$/.test(account) ? account : '*'}:${rest.join(':')}`;
  },
};

/** What RAM's words are in IAM. */
export const ramForAws: Foreign = {
  cloud: 'Alibaba Cloud',
  versions: ['1'],
  arnPrefix: 'acs',
  keyPrefix: 'acs',
  principal: 'RAM',
  serviceSuffix: '.aliyuncs.com',
  keys: {
    'acs:currenttime': 'aws:CurrentTime',
    'acs:mfapresent': 'aws:MultiFactorAuthPresent',
    'acs:principalarn': 'aws:PrincipalArn',
    'acs:requesttag': 'aws:RequestTag',
    'acs:resourcetag': 'aws:ResourceTag',
    'acs:securetransport': 'aws:SecureTransport',
    'acs:sourceip': 'aws:SourceIp',
    'acs:sourcevpc': 'aws:SourceVpc',
    'acs:useragent': 'aws:UserAgent',
  },
  operators: {},
  arn(arn) {
    const [prefix, code = '', , account = '', ...rest] = arn.split(':');
    const service = Object.keys(TO_RAM).find((name) => TO_RAM[name] === code);
    if (prefix !== 'acs' || service === undefined || rest.length === 0) return undefined;
    if (service === 's3') return `arn:aws:s3:::${rest.join(':')}`;
    return `arn:aws:${service}:${service === 'iam' ? '' : '*'}:${/^\d{12}$/.test(account) ? account : '*'}:${rest.join(':')}`;
  },
};

/** Services whose resources are named alike in both clouds. */
const TO_RAM: Readonly<Record<string, string>> = { iam: 'ram', s3: 'oss', kms: 'kms' };
