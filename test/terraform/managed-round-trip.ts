import { jsonToTerraform, policyJson } from '../../server/core/index.ts';
import type { CorpusDocument } from '../corpus/policies.ts';
import { normal, projectOf } from './converting.ts';
import { engine } from './module.ts';

/** What a policy is after it was a data source; `undefined` where it comes back the same. */
export function roundTrip({ name, text }: CorpusDocument): unknown {
  const written = jsonToTerraform(text, 'data source', 'it');
  if ('refused' in written) return { name, refused: written.refused };
  const file = engine.read(projectOf({ 'main.tf': written.text }), 'file:///module/main.tf');
  const [policy] = file?.policies ?? [];
  if (policy === undefined) return { name, text: written.text };
  const back = policyJson(policy.document);
  if ('refused' in back) return { name, refused: back.refused };
  const [before, after] = [text, back.text].map((one) => JSON.stringify(normal(JSON.parse(one))));
  return before === after ? undefined : { name, before, after };
}
