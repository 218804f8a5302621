import type { Catalog } from '../../catalog/catalog.ts';
import type { WorkspaceArns } from '../workspace-arns.ts';
import type { Stop, Template } from './spelling.ts';

export interface ArnTemplate {
  readonly template: Template;
  /** What the list shows: known parts filled in, the rest as `${Name}`. */
  readonly label: string;
}

/**
 * The reference's format of an ARN with a stop for every segment to fill in.
 * Partition, Region and account are those that the workspace's other ARNs use most.
 */
export function arnTemplate(format: string, known: WorkspaceArns, catalog: Catalog): ArnTemplate {
  const region = known.regions[0];
  const partition =
    (region === undefined ? undefined : catalog.partitionOfRegion(region)?.id) ??
    known.partitions[0] ??
    'aws';
  const defaults: Readonly<Record<string, string>> = {
    Region: region ?? '*',
    Account: known.resourceAccounts[0] ?? '*',
    RegionId: region ?? '*',
    AccountId: known.resourceAccounts[0] ?? '*',
  };
  const numbers = new Map<string, number>();
  const template: (string | Stop)[] = [];
  let label = '';
  for (const part of format.split(/(\$\{[^{}]*\})/)) {
    const name = /^\$\{([^}]*)\}$/.exec(part)?.[1];
    if (name === undefined || name === 'Partition') {
      const text = name === undefined ? part : partition;
      if (text !== '') template.push(text);
      label += text;
      continue;
    }
    const stop = numbers.get(name) ?? numbers.size + 1;
    numbers.set(name, stop);
    template.push({ stop, text: defaults[name] ?? name });
    label += defaults[name] ?? part;
  }
  return { template, label };
}
