import type { TableLoader, TableName } from '../core/index.ts';

/**
 * Tables as files in a folder of the web. Those that the server needs to start are here when the promise settles; most
 * others are fetched meanwhile. What is asked for earlier, and what few ask for, is fetched while the worker waits, so that
 * no answer is ever given without the table it needs.
 */
export async function fetchTables(folder: URL): Promise<TableLoader> {
  const texts = new Map<TableName, string>();
  const urlOf = (name: TableName) => new URL(`${name}.json`, folder);
  const fetchTable = async (name: TableName) => {
    const response = await fetch(urlOf(name));
    if (response.ok) texts.set(name, await response.text());
  };
  // A table that does not come is asked for once more, and then missing.
  const fetchAll = (names: readonly TableName[]) => Promise.allSettled(names.map(fetchTable));
  await fetchAll(AT_START);
  void fetchAll(SOON);
  return (name) => {
    const text = texts.get(name) ?? readNow(urlOf(name));
    // The catalog keeps what it makes of it.
    texts.delete(name);
    return text;
  };
}

/** Workers may wait for an answer, pages may not. */
function readNow(url: URL): string | undefined {
  try {
    const request = new XMLHttpRequest();
    request.open('GET', url.href, false);
    request.send();
    return request.status === 200 ? request.responseText : undefined;
  } catch {
    return undefined;
  }
}

const AT_START: readonly TableName[] = ['shape', 'facts'];

const SOON: readonly TableName[] = ['policies', 'resource-policies', 'terraform', 'ram', 'prose'];
