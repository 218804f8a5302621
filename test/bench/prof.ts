import { freshEngine, managedPolicies, projectOf } from './corpus.ts';
const sources = managedPolicies();
const engine = freshEngine();
for (let i = 0; i < 8; i++) {
  const p = projectOf(sources);
  for (const uri of p.sources.keys()) engine.analyze(p, uri);
}
