/** What people should know of a type of block that facts about its arguments do not tell. Markdown of ours, by type. */
export const typeNotes: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'aws_prometheus_resource_policy',
    [
      'The resource policy of a workspace of Amazon Managed Service for Prometheus: it lets other accounts, or services, query the workspace or write to it. A workspace has one, and `Resource` names that workspace.',
      'Gives `policy_status` (`CREATING`, `ACTIVE`, `UPDATING`, `DELETING`) and `revision_id`; `timeouts` for `create`, `update` and `delete` are five minutes each. Imported by the id of the workspace, `ws-…`.',
      'AWS refuses with `ValidationException` (`CANNOT_PARSE`: no JSON policy; `FIELD_VALIDATION_FAILED`: an element that it does not take; `OTHER`), `ConflictException` (another change is under way, or the revision is not the current one), `ResourceNotFoundException` (no such workspace), `AccessDeniedException` (`aps:PutResourcePolicy` is missing) or `ThrottlingException`.',
    ],
  ],
  [
    'aws_s3_bucket_acl',
    [
      'An access control list of Amazon S3. It is no JSON policy and needs none of its elements: it gives a few fixed rights to accounts and groups of S3. AWS advises to use bucket policies in its place.',
    ],
  ],
  [
    'aws_s3_object_acl',
    [
      'An access control list of one object. It is no JSON policy; AWS advises to use bucket policies in its place.',
    ],
  ],
  [
    'aws_wafv2_web_acl',
    [
      'Rules for web requests. It is called an access control list and is no JSON policy: IAM has no part in it.',
    ],
  ],
  [
    'aws_network_acl',
    [
      'Rules for packets at the edge of a subnet. It is called an access control list and is no JSON policy: IAM has no part in it.',
    ],
  ],
  [
    'aws_iam_access_key',
    [
      'A key that works until somebody deactivates it. AWS shows its secret once; Terraform writes it into the state. Where a program can assume a role it needs none: on EC2 by an instance profile, elsewhere by OpenID Connect or IAM Roles Anywhere.',
    ],
  ],
  [
    'aws_iam_instance_profile',
    [
      'What hands a role to an EC2 instance: programs on the instance get temporary credentials of the role. A profile holds one role, whose trust policy names `ec2.amazonaws.com`.',
    ],
  ],
  [
    'alicloud_ram_user',
    [
      'A RAM user: made by the owner of the account or a RAM administrator. The logon name has up to 64 letters, digits, `.`, `-` and `_`, the display name up to 128 characters; tags help to manage many users.',
      'Give it one access mode: console access (`alicloud_ram_login_profile`) for people, or an AccessKey for programs.',
    ],
  ],
  [
    'alicloud_ram_login_profile',
    [
      'Console access of a RAM user: `password_reset_required` makes the user choose a password at the next logon, `mfa_bind_required` bind a device. Passwords must fit the password policy of the account.',
      'The user signs in as `name@alias.onaliyun.com` (the default domain), `name@alias` (the account’s alias) or `name@domain` (a domain alias, which must be set up and verified before).',
    ],
  ],
  [
    'alicloud_ram_access_key',
    [
      'An AccessKey works until somebody disables it. Its secret is shown once, when it is made, and cannot be read again; Terraform writes it into the state. Whoever has it can do all that the user may do.',
      'Where a program can take tokens of STS it needs none.',
    ],
  ],
  ...['user', 'group', 'role'].map((holder): [string, readonly string[]] => [
    `alicloud_ram_${holder}_policy_attachment`,
    [
      `Gives a policy to a ${holder} for the whole account. For one resource group there is \`alicloud_resource_manager_policy_attachment\`.`,
      'System policies are maintained by Alibaba Cloud (`policy_type = "System"`), custom ones by you.',
    ],
  ]),
  [
    'alicloud_resource_manager_policy_attachment',
    [
      'Gives a policy within one resource group. It reaches only services that support resource groups. `AliyunARMSReadOnlyAccess` needs `arms:ReadTraceApp` beside it there, or the list of applications stays empty.',
    ],
  ],
  [
    'alicloud_ram_policy',
    [
      'A custom policy: yours to change, up to 6,144 characters, five versions. System policies cannot be changed.',
    ],
  ],
  [
    'aws_iam_service_linked_role',
    [
      'A role that a service owns. You can see its permissions but not edit them, and only the service can assume it.',
    ],
  ],
  [
    'aws_iam_group',
    ['Holds users, who get its policies. A group cannot sign in, and it cannot be a `Principal`.'],
  ],
  [
    'aws_iam_user',
    [
      'Has long-term credentials. For people, federation gives temporary ones; programs can mostly assume a role.',
    ],
  ],
]);

interface ArgumentNote {
  /** Of the types whose argument it is. */
  readonly types: RegExp;
  readonly text: string;
}

/** The same for arguments. */
export const argumentNotes: ReadonlyMap<string, ArgumentNote> = new Map([
  [
    'acl',
    {
      types: /^aws_s3_/,
      text: 'An access control list of Amazon S3, which is no JSON policy. AWS advises to use bucket policies in its place.',
    },
  ],
  [
    'workspace_id',
    {
      types: /^aws_prometheus_/,
      text: 'The id of a workspace, `ws-…`: the attribute `id` of an `aws_prometheus_workspace`, not its ARN.',
    },
  ],
  [
    'iam_instance_profile',
    {
      types: /^aws_/,
      text: 'Names an instance profile: programs on the instance get temporary credentials of its role.',
    },
  ],
]);
