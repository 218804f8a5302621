import { afterEach } from 'vitest';

/** Tests that wait for processes block their thread: between them it tells the runner how far it is. */
afterEach(() => new Promise((resolve) => setImmediate(resolve)));
