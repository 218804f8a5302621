import type { PolicyDocument } from '../../../policy/model.ts';
import { policyJson } from '../../../refactor/policy-json.ts';
import { touches } from '../../../text/range.ts';
import type { FileModel } from '../../language.ts';
import { jsonToTerraform, type TerraformForm } from './texts.ts';

/** Forms that a policy can have as a text of its own. */
export type TextForm = TerraformForm | 'json';

export type ConvertedText = { readonly text: string } | { readonly refused: string };

/** Of the data source, and the indentation of the line on which the text starts. */
export interface Around {
  readonly name: string;
  readonly indent: string;
}

/** The policy at an offset of a file as a text of its own, in another form. Without one there, the first policy of the file. */
export function convertPolicy(file: FileModel, offset: number, to: TextForm, around: Around): ConvertedText {
  const at = file.policies.findLast(({ document }) => touches(document.range, offset)) ?? file.policies[0];
  if (at === undefined) return { refused: 'There is no policy' };
  const json = policyJson(at.document);
  if (to === 'json') return json;
  if (at.document.language === 'json' && at.embedded !== true)
    return convertText(sourceOf(file, at.document), to, around);
  return 'refused' in json ? json : convertText(json.text, to, around);
}

/** With its comments. */
function sourceOf({ source: { text } }: FileModel, { range: { start, end } }: PolicyDocument): string {
  const isWhole = !/[{[]/.test(text.slice(0, start)) && !/[}\]]/.test(text.slice(end));
  return isWhole ? text : text.slice(start, end);
}

/** A policy's JSON, with or without comments, in another form. */
export function convertText(json: string, to: TextForm, { name, indent }: Around): ConvertedText {
  return to === 'json' ? { text: json } : jsonToTerraform(json, to, name, indent);
}
