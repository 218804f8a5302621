import { alibabaCloud } from './data/alibaba-cloud.ts';
import { cloudwatchAgent } from './data/cloudwatch-agent.ts';
import { guardrails } from './data/guardrails.ts';
import { prometheus } from './data/prometheus.ts';
import { trust } from './data/trust.ts';
import type { Template } from './template.ts';

/** Our own templates, group by group. Static snippets and the page of the templates say the same. */
export const allTemplates: readonly Template[] = [
  ...prometheus,
  ...cloudwatchAgent,
  ...trust,
  ...guardrails,
  ...alibabaCloud,
];
