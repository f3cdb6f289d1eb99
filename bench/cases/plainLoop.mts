import { performance } from 'node:perf_hooks';

import type { SandboxProcess } from '../sandbox.mts';
import { personOf } from './send.mts';

const CLIENT = { appKey: 'dingsandboxapp', appSecret: 'sandbox-app-secret' };

/** What a script without this package does: one fetch after the other, with one token, no pacing. */
export async function sendOneAfterTheOther(
	{ apiUrl }: SandboxProcess,
	count: number,
): Promise<{ ms: number; refused: number }> {
	const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
		const response = await fetch(apiUrl + path, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(body),
		});
		return { ok: response.ok, body: (await response.json()) as Record<string, unknown> };
	};
	const token = String((await post('/v1.0/oauth2/accessToken', CLIENT)).body.accessToken);
	let refused = 0;
	const startedAt = performance.now();
	for (let index = 0; index < count; index++) {
		const { ok } = await post(
			'/v1.0/robot/oToMessages/batchSend',
			{
				robotCode: CLIENT.appKey,
				userIds: [personOf(index)],
				msgKey: 'sampleText',
				msgParam: JSON.stringify({ content: `Hello ${personOf(index)}` }),
			},
			{ 'x-acs-dingtalk-access-token': token },
		);
		if (!ok) refused++;
	}
	return { ms: performance.now() - startedAt, refused: refused / count };
}
