import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256, type Effects } from '../../../harness/transcript.mts';
import type { Message } from '../../../sandbox/state/types.mts';
import { EXAMPLES_DIR } from '../../../harness/n8n/paths.mts';
import type { RunResult } from '../../../harness/n8n/runData.mts';
import type { Bench } from '../run.mts';

/** Looks at one side of a run; throws when it is not as it should be. */
export type Judge = (run: RunResult, effects: Effects, bench: Bench) => Promise<void> | void;

/** Whether something was sent to a group. */
export function isIn(target: Message['target'] | undefined, openConversationId: string): boolean {
	return target?.openConversationId === openConversationId;
}

/** The kinds of the messages of a group, in order. */
export function kindsIn(messages: Message[], openConversationId: string): string[] {
	return messages.filter(({ target }) => isIn(target, openConversationId)).map(({ kind }) => kind);
}

/** One of the files in `examples/files`. */
export async function ownFile(name: string): Promise<Buffer> {
	return await readFile(join(EXAMPLES_DIR, 'files', name));
}

/** The bytes that DingTalk holds. */
export async function storedBytes({ sandbox }: Bench, mediaId?: string): Promise<Buffer> {
	assert.ok(mediaId, 'the message names no media id');
	const url = `${sandbox.apiUrl}/_sandbox/media/${encodeURIComponent(mediaId)}`;
	return Buffer.from(await (await fetch(url)).arrayBuffer());
}

/** DingTalk holds exactly the bytes of one of our files. */
export async function assertStored(
	bench: Bench,
	mediaId: string | undefined,
	name: string,
): Promise<void> {
	assert.equal(sha256(await storedBytes(bench, mediaId)), sha256(await ownFile(name)));
}
