import type { Project, Settings } from '../project.ts';
import { type Rule, SEVERITIES, type Severity } from '../rules/rule.ts';
import { own } from '../text/own.ts';
import { recent } from '../text/recent.ts';
import type { Source, Uri } from '../text/source.ts';
import { folderOf } from '../text/uri.ts';
import { CONFIG_NAMES, type Config } from './config.ts';
import { readConfig } from './read-config.ts';

/** The nearest configuration in a file's folder or above, of those that the project has. */
export function configOf({ sources, config }: Project, uri: Uri): Config | undefined {
  const source = config === undefined ? nearest(sources, uri) : sources.get(config);
  return source === undefined ? undefined : readConfig(source);
}

/** Files that would be the configuration of a file, nearest first. */
export function configCandidates(uri: Uri): readonly Uri[] {
  return foldersAbove(uri).flatMap((folder) => CONFIG_NAMES.map((name) => `${folder}/${name}`));
}

function nearest(sources: Project['sources'], uri: Uri): Source | undefined {
  if (!hasAny(sources)) return undefined;
  for (let folder = folderOf(uri); isFolder(folder); folder = folderOf(folder)) {
    for (const name of CONFIG_NAMES) {
      const source = sources.get(`${folder}/${name}`);
      if (source !== undefined) return source;
    }
  }
  return undefined;
}

/** Most projects have none: one look at the sources instead of one per folder of every file. */
function hasAny(sources: Project['sources']): boolean {
  const known = withConfigs.get(sources);
  if (known !== undefined) return known;
  let found = false;
  for (const uri of sources.keys()) found ||= CONFIG_NAMES.some((name) => uri.endsWith(name));
  withConfigs.set(sources, found);
  return found;
}

/** Of the projects at hand: a folder's files are one project each to the command line. */
const withConfigs = recent<Project['sources'], boolean>(4);

function foldersAbove(uri: Uri): readonly Uri[] {
  const folders: Uri[] = [];
  for (let folder = folderOf(uri); isFolder(folder); folder = folderOf(folder)) folders.push(folder);
  return folders;
}

/** `file:///a`, not `file://`. */
function isFolder(folder: Uri): boolean {
  return /^[^:]+:\/\/[^/]*\/./.test(folder);
}

/**
 * The settings that hold where a configuration does: its own words come before those of the editor, since it is what the
 * team and its pipelines share. The same value for the same settings and configuration.
 */
export function withConfig(settings: Settings, config: Config | undefined, rules: readonly Rule[]): Settings {
  if (config === undefined) return settings;
  const known = merged.get(settings)?.get(config);
  if (known !== undefined) return known;
  const both: Settings = {
    ...settings,
    kinds: [...config.kinds, ...settings.kinds],
    severities: { ...settings.severities, ...severitiesOf(config, settings, rules) },
    accounts: { ...settings.accounts, ...config.accounts },
  };
  const values = merged.get(settings) ?? recent<Config, Settings>(16);
  values.set(config, both);
  merged.set(settings, values);
  return both;
}

const merged = new WeakMap<Settings, ReturnType<typeof recent<Config, Settings>>>();

function severitiesOf(
  { severities }: Config,
  { severities: settled, untrusted }: Settings,
  rules: readonly Rule[],
): Config['severities'] {
  if (untrusted !== true) return severities;
  const quieter = Object.entries(severities).filter(([id, wanted]) => {
    const before = own(settled, id) ?? rules.find((rule) => rule.id === id)?.severity;
    return before !== undefined && loudness(wanted) < loudness(before);
  });
  return Object.fromEntries(quieter);
}

function loudness(severity: Severity | 'off'): number {
  return severity === 'off' ? -1 : SEVERITIES.length - SEVERITIES.indexOf(severity);
}
