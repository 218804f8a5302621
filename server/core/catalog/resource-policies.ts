import type { Attachment } from '../policy/use.ts';

/** What services take as policies that sit on resources. Hand-kept, each fact with its source; decodes on first use. */
export interface ResourcePolicyFacts {
  /** Every kind that is an IAM document, by service. */
  readonly kinds: readonly ResourcePolicyKind[];
  /**
   * The kinds that a policy with this attachment can be: one where the type of the resource is known and has only one
   * kind, all of the service where it is not. Empty: no kind is known.
   */
  of(attachment: Attachment): readonly ResourcePolicyKind[];
  /** Things whose service has no resource policy for them, with what to do instead. */
  readonly none: readonly NoResourcePolicy[];
}

export interface ResourcePolicyKind {
  /** Prefix of the resource's service: `aps`. */
  readonly service: string;
  /** Another prefix that people know the resource by. */
  readonly alsoService?: string;
  /** Names of the catalog's resource types; empty for a policy of the account. */
  readonly types: readonly string[];
  /** For messages, with its article: `the policy of an AMP workspace`. */
  readonly name: string;
  /** Absent: `resource`. */
  readonly kind?: 'trust' | 'endpoint';
  /** `AWS::APS::ResourcePolicy`, the policy's own type first, then that of the resource. */
  readonly cloudFormation?: readonly string[];
  /** `aws_prometheus_resource_policy`. */
  readonly terraform?: string;
  /** Prefixes of the actions that can count; absent: not known. */
  readonly services?: readonly string[];
  /** What the policy takes, or mostly holds: the most needed first. */
  readonly actions?: readonly string[];
  /** Taken as well, or believed to be. */
  readonly moreActions?: readonly string[];
  /** Why they are less certain, a clause: rules remark on their use. */
  readonly moreFrom?: string;
  /** What becomes of all other actions; `unlisted`: no document names them. Absent: the list is not closed. */
  readonly otherActions?: 'refused' | 'ignored' | 'unlisted';
  /** Patterns of actions that the service refuses: all, or the very ones listed. Absent: they count. */
  readonly wildcards?: 'refused' | readonly string[];
  /** Kinds of principals that count: `Service`. Absent: all. */
  readonly principals?: readonly string[];
  /** Everyone as principal is `meant` by the service, or `common` for public resources. */
  readonly public?: 'meant' | 'common';
  /** What `Resource` names: the resource itself, that and what is in it, `*`, nothing at all. */
  readonly resource?: 'own' | 'own-and-below' | 'star' | 'absent' | 'any';
  /** ARN patterns, one of which every ARN must meet: `arn:*:aps:*:*:workspace/*`. */
  readonly arns?: readonly string[];
  /** What becomes of a lone `*` in `Resource`; `unnamed`: AWS's documents name the ARN. Absent: it counts. */
  readonly star?: 'useless' | 'refused' | 'unnamed';
  /** What becomes of NotPrincipal, NotAction and NotResource. Absent: they count. */
  readonly negated?: 'refused';
  /** Actions that a statement must name, all of them. */
  readonly needed?: readonly string[];
  /** Listed actions that count only for principals of the resource's own account. */
  readonly ownAccountActions?: readonly string[];
  /** The service principals that count; absent: all. */
  readonly onlyServices?: readonly string[];
  /** Principals of other accounts do not count. */
  readonly ownAccount?: true;
  /** The only values that a condition key can have. */
  readonly conditionValues?: Readonly<Record<string, readonly string[]>>;
  readonly limits?: PolicyLimits;
  readonly size?: PolicySize;
  /** Of actions, services, principals and ARNs: said by AWS, said in part, general knowledge. */
  readonly certainty: Certainty;
  readonly note?: string;
  readonly source: string;
}

export type Certainty = 'high' | 'medium' | 'low';

export interface PolicySize {
  /** Characters, white space included. */
  readonly limit: number;
  readonly certainty: Certainty;
  /** A lower number that documents name and the service's model does not. */
  readonly documented?: number;
}

/** The most that a policy may have: statements; principals and condition keys of all of them; actions and resources of one. */
export interface PolicyLimits {
  readonly statements?: number;
  readonly principals?: number;
  readonly conditions?: number;
  readonly actions?: number;
  readonly resources?: number;
}

export interface NoResourcePolicy {
  readonly service: string;
  /** Only ARNs of these patterns; absent: everything of the service. */
  readonly arns?: readonly string[];
  /** Begins a sentence: `CloudWatch`. */
  readonly name: string;
  /** A verb phrase. */
  readonly instead: string;
  /** Whether AWS says so, or it follows from what AWS does not say. */
  readonly certainty: Certainty;
}

/** What the compiled table holds. */
export interface ResourcePolicyRows {
  readonly kinds: readonly ResourcePolicyKind[];
  readonly none: readonly NoResourcePolicy[];
}

export function createResourcePolicyFacts(read: () => ResourcePolicyRows | undefined): ResourcePolicyFacts {
  const rows = () => read() ?? { kinds: [], none: [] };
  return {
    get kinds() {
      return rows().kinds;
    },
    of(attachment) {
      const { kinds } = rows();
      const named = kinds.filter(({ cloudFormation }) =>
        cloudFormation?.some((type) => type === attachment.cloudFormationType),
      );
      if (named.length > 0) return named;
      const fitting = kinds.filter((kind) => fits(kind, attachment));
      // A policy of the account, which nothing in its block is attached to.
      const taken = fitting.filter(
        ({ terraform, types }) => types.length === 0 && terraform === attachment.consumerType,
      );
      return taken.length > 0 ? taken : fitting;
    },
    get none() {
      return rows().none;
    },
  };
}

/** A resource type that nobody lists is another resource of the service: no kind of it fits. */
function fits(kind: ResourcePolicyKind, { service, resourceType }: Attachment): boolean {
  if (service === '' || (kind.service !== service && kind.alsoService !== service)) return false;
  if (resourceType === undefined) return true;
  const wanted = resourceType.toLowerCase();
  return kind.types.some((type) => type.toLowerCase() === wanted);
}
