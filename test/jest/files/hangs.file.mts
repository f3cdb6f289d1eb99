import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

it('never ends', async () => {
	mkdtempSync(path.join(tmpdir(), 'left-'));
	process.stderr.write('waiting\n');
	await new Promise(() => setInterval(() => undefined, 1_000));
});
