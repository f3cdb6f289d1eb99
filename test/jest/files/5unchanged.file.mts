import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import nock from 'nock';
import { BinaryDataConfig } from 'n8n-core';
import { Container } from '../../../harness/container.mts';

it('finds everything as if it were the first', async () => {
	expect(readdirSync(tmpdir())).toEqual([]);
	expect(readdirSync(path.dirname(tmpdir()))).toEqual(['exit-was-told', path.basename(tmpdir())]);
	expect(existsSync(process.cwd())).toBe(true);
	expect(process.env.PATH).toEqual(expect.any(String));
	expect(process.env).not.toHaveProperty('LEFT_BY_A_FILE');
	expect(Container.get(BinaryDataConfig).localStoragePath).toContain(tmpdir());
	expect(globalThis).not.toHaveProperty('leftByAFile');
	expect(expect(1)).not.toHaveProperty('toBeLeft');
	expect(Date.now()).toBeGreaterThan(1);
	expect(nock.isActive()).toBe(true);
	await expect(fetch('https://api.example.test/unplanned')).rejects.toThrow(/nock|fetch failed/i);
	// With fake timers, or a limit of 1 ms, the test would not come to its end.
	await new Promise((resolve) => setTimeout(resolve, 20));
	nock('https://api.example.test').get('/planned').reply(200, 'planned');
	expect(await (await fetch('https://api.example.test/planned')).text()).toBe('planned');
});

it('shares one realm with the packages and with Node', async () => {
	const { readFile } = await import('node:fs/promises');
	await expect(readFile('/nowhere')).rejects.toBeInstanceOf(Error);
	expect(Buffer.from([1])).toBeInstanceOf(Uint8Array);
	expect(structuredClone({})).toBeInstanceOf(Object);
});
