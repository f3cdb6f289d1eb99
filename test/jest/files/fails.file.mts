import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BinaryDataConfig } from 'n8n-core';
import { Container } from '../../../harness/container.mts';

it('fails and leaves folders', () => {
	Container.get(BinaryDataConfig);
	mkdtempSync(path.join(tmpdir(), 'dingtalk-test-'));
	expect(true).toBe(false);
});

it.skip('is skipped', () => {
	expect(true).toBe(false);
});
