import type { Uri } from '../../../text/source.ts';
import type { LinkedModule } from '../link.ts';
import type { Site } from './place.ts';

/** A name for the data source of a policy, not taken in the module: that of the resource which uses it, where it is free. */
export function documentName({ module }: LinkedModule, site: Site): string {
  return free(baseName(site), (name) => module.data.has(`aws_iam_policy_document.${name}`));
}

/** A path below the module for the policy's file. */
export function fileName({ module }: LinkedModule, site: Site, taken: (uri: Uri) => boolean): string {
  const path = (name: string) => `policies/${name}.json`;
  return path(free(baseName(site), (name) => taken(`${module.folder}/${path(name)}`)));
}

function free(base: string, taken: (name: string) => boolean): string {
  if (!taken(base)) return base;
  const named = base.endsWith('_policy') ? base : `${base}_policy`;
  if (!taken(named)) return named;
  let count = 2;
  while (taken(`${named}_${count}`)) count++;
  return `${named}_${count}`;
}

function baseName({ owner, attribute }: Site): string {
  const label = owner.labels.at(-1)?.text;
  if (label === undefined) return identifier(attribute.name);
  return identifier(attribute.name === 'assume_role_policy' ? `${label}_assume_role` : label);
}

function identifier(name: string): string {
  const letters = name.replace(/[^\w-]/g, '_');
  return /^[A-Za-z_]/.test(letters) ? letters : `policy_${letters}`;
}
