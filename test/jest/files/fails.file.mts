import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BinaryDataConfig } from 'n8n-core';
import nock from 'nock';
import { Container } from '../../../harness/container.mts';

it('fails and leaves folders', () => {
	Container.get(BinaryDataConfig);
	mkdtempSync(path.join(tmpdir(), 'dingtalk-test-'));
	expect(true).toBe(false);
});

it('plans a request that never comes', () => {
	nock('https://api.example.test').get('/').reply(200);
});

it.skip('is skipped', () => {
	expect(true).toBe(false);
});
