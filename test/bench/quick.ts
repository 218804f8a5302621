import { parseTree } from 'jsonc-parser';
import { readJson } from '../../server/core/languages/json/value.ts';
import { json } from '../../server/core/index.ts';
import { freshEngine, managedPolicies, projectOf } from './corpus.ts';
import { measure } from './measure.ts';
const sources = managedPolicies();
const engine = freshEngine();
engine.catalog.service('s3');
let n = 0;
const t = measure([
  { name: 'parseTree', run: () => { for (const s of sources) parseTree(s.text); } },
  { name: 'readJson', run: () => { for (const s of sources) readJson(s.text); } },
  { name: 'read', run: () => { for (const s of sources) json.read(s); } },
  { name: 'check', run: () => { const p = projectOf(sources); n = 0; for (const uri of p.sources.keys()) n += engine.analyze(p, uri)?.findings.length ?? 0; } },
], 3, Number(process.argv[2] ?? 9));
for (const x of t) console.log(x.name.padEnd(10), x.first.toFixed(0), x.median.toFixed(0), x.best.toFixed(0), (x.first/(t[0]?.first??1)).toFixed(2), (x.median / (t[0]?.median ?? 1)).toFixed(2));
console.log(n, process.resourceUsage().maxRSS / 1024);
