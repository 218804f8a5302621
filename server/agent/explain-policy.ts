import { explainPolicies } from '../core/index.ts';
import { documentInput, NO_POLICY, openDocument } from './document.ts';
import type { AgentTool } from './tool.ts';

export const explainPolicy: AgentTool = {
  name: 'explain_policy',
  title: 'Explain an access policy',
  summary: 'Says what an AWS IAM or Alibaba Cloud RAM policy allows and denies. Offline.',
  description:
    'Explains what AWS IAM or Alibaba Cloud RAM policies (JSON, or Terraform HCL) say: what each is used as and what that kind can do, how many actions it allows of which services by access level, and each statement with its actions (wildcards counted against the service reference), resources, principals and conditions. It judges nothing: use check_policy for mistakes and risks.',
  reference: 'explainIamPolicy',
  input: documentInput,
  async run(input, parts) {
    const { source, project } = openDocument(input, parts);
    const engine = await parts.engineFor(source);
    const policies = explainPolicies(engine, project, source.uri);
    if (policies.length === 0) return { refused: NO_POLICY };
    return { text: [...policies, `Service data of ${parts.catalog.date}.`].join('\n\n') };
  },
};
