import type { FilePolicy } from '../languages/language.ts';
import type { Refactoring, RefactoringContext } from './refactoring.ts';
import { respaced } from './respace.ts';

const title = 'Format this policy';

/**
 * Line breaks and indentation of a policy inside a document of another syntax, where no formatter of the editor goes:
 * JSON in a heredoc, an object in `jsonencode`. Nothing but blanks changes.
 */
export const formatPolicy: Refactoring = {
  name: 'format-policy',
  title,
  kind: 'refactor.rewrite',
  offer(ctx) {
    const { policy, file } = ctx;
    if (policy === undefined || !isInside(policy, ctx)) return undefined;
    const { text, uri } = file.source;
    const disabled = obstacle(text, policy);
    if (disabled !== undefined) return { title, disabled };
    const { root, write } = policy.document;
    const edits = respaced(text, root);
    if (edits.length === 0) return undefined;
    return { title, grade: 'safe', edits: () => [{ uri, edits: write.tidy?.(edits) ?? edits }] };
  },
};

/** Whole documents, and blocks of Terraform, have formatters of their own. */
function isInside({ document, embedded }: FilePolicy, { file }: RefactoringContext): boolean {
  const { text } = file.source;
  const { range, type } = document.root;
  if (type !== 'object' || text[range.start] !== '{') return false;
  return document.language !== 'json' || embedded === true;
}

function obstacle(text: string, { document }: FilePolicy): string | undefined {
  const { root, problems } = document;
  const [first] = root.type === 'object' ? root.entries : [];
  if (first !== undefined && text.startsWith('\\', first.key.range.start))
    return 'In a quoted string it has to stay on one line; convert it to a heredoc or to jsonencode first';
  if (root.type === 'object' && root.open.length > 0)
    return 'Directives or expressions of Terraform stand between its elements';
  return problems.some(({ tolerated }) => !tolerated) ? 'It has syntax errors; mend them first' : undefined;
}
