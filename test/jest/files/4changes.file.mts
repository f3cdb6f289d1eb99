import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import nock from 'nock';
import { BinaryDataConfig } from 'n8n-core';
import { Container } from '../../../harness/container.mts';

declare global {
	var leftByAFile: Record<string, unknown>;
}

it('changes what files share', () => {
	const folder = tmpdir();
	mkdirSync(path.join(folder, 'dingtalk-test-left'));
	expect(existsSync(process.env.N8N_USER_FOLDER as string)).toBe(false);
	Container.get(BinaryDataConfig).localStoragePath = '/left/by/a/file';
	process.env.LEFT_BY_A_FILE = 'yes';
	delete process.env.PATH;
	process.on('exit', () => mkdirSync(path.join(path.dirname(folder), 'exit-was-told')));
	process.chdir(folder);
	globalThis.leftByAFile = {};
	globalThis.fetch = async () => new Response('left by a file');
	expect.extend({ toBeLeft: () => ({ pass: true, message: () => '' }) });
	jest.spyOn(Date, 'now').mockReturnValue(1);
	jest.useFakeTimers();
	jest.setTimeout(1);
	nock.enableNetConnect();
	nock.restore();
});
