import {
  applyEdits,
  type Placement,
  type Project,
  placementAt,
  templateOf,
} from '../../server/core/index.ts';
import { engine } from '../features/terraform-fixture.ts';
import { catalog } from '../pages/catalog.ts';
import { projectOf } from '../refactor/statement-fixture.ts';

export interface File {
  readonly uri: string;
  readonly languageId: string;
}

export const NEW_JSON: File = { uri: 'untitled:Untitled-1', languageId: 'json' };
export const JSON_POLICY: File = { uri: 'file:///module/policy.json', languageId: 'json' };
export const MAIN_TF: File = { uri: 'file:///module/main.tf', languageId: 'terraform' };

export interface At {
  readonly text: string;
  readonly offset: number;
  readonly project: Project;
  readonly placement: Placement | undefined;
}

/** The place that `|` marks. */
export function at(marked: string, file: File): At {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const project = projectOf(text, file);
  return { text, offset, project, placement: placementAt(engine, project, file.uri, offset) };
}

/** The text after a template is put where `|` stands, or why it cannot. */
export function inserted(marked: string, file: File, id: string): string {
  const { text, placement } = at(marked, file);
  const template = templateOf(catalog(), id);
  if (template === undefined) throw new Error(`there is no template ${id}`);
  if (placement === undefined) return 'nowhere';
  const answer = placement.insert(template);
  return 'refused' in answer ? answer.refused : applyEdits(text, answer.edits);
}

/** The texts of the snippets. */
export function snippets(marked: string, file: File, id: string): readonly string[] {
  const template = templateOf(catalog(), id);
  const answer = template === undefined ? undefined : at(marked, file).placement?.insert(template);
  if (answer === undefined || 'refused' in answer) throw new Error(`${id} cannot be inserted`);
  return (answer.snippets ?? []).flatMap((edit) => edit?.newText ?? []);
}
