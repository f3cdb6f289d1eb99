/** DingTalk's API as pushes use it: what was asked is noted, the answers are given. */
import type { INode } from 'n8n-workflow';

import { openSession } from '../../../../nodes/shared/auth/sealedSession';
import type { Failure, Outcome } from '../../../../nodes/shared/errors/failure';
import { failed, success } from '../../../../nodes/shared/errors/failure';
import { toNodeError } from '../../../../nodes/shared/errors/toNodeError';
import type { ApiCall, DingTalkApi } from '../../../../nodes/shared/transport/api';
import { DEFAULT_BASE_URLS } from '../../../../nodes/shared/wire/hosts';
import type { Reply } from '../../../../nodes/shared/transport/reply';

const SECRET = 'secret-of-the-app';

export const node = { name: 'DingTalk Trigger', type: 'x', typeVersion: 1 } as unknown as INode;

export const answered = (body: unknown, headers: Reply['headers'] = {}): Outcome<Reply> =>
	success({ body, headers, statusCode: 200 });

export const refused = (code: string, kind: Failure['kind'] = 'other'): Outcome<Reply> =>
	failed({ kind, code, message: 'refused' });

export interface FakeApi extends DingTalkApi {
	readonly calls: ApiCall[];
	readonly posts: Array<{ url: string; body: unknown }>;
}

export interface Answers {
	call?(call: ApiCall): Outcome<Reply> | Promise<Outcome<Reply>>;
	post?(body: unknown, index: number): Outcome<Reply>;
	fetch?(url: string): Outcome<Reply> | Promise<Outcome<Reply>>;
}

export function fakeApi({ call, post, fetch }: Answers = {}): FakeApi {
	const calls: ApiCall[] = [];
	const posts: FakeApi['posts'] = [];
	const toError = (failure: Failure) => toNodeError(node, failure);
	const attempt = async (one: ApiCall) => {
		calls.push(one);
		return (await call?.(one)) ?? answered({});
	};
	return {
		calls,
		posts,
		settings: {
			clientId: 'dingtest',
			robotCode: 'ding-of-the-credential',
			agentId: '',
			operatorId: '',
			bases: { ...DEFAULT_BASE_URLS },
		},
		attempt,
		async request<T>(one: ApiCall) {
			const outcome = await attempt(one);
			if (!outcome.ok) throw toError(outcome.failure);
			return outcome.value.body as T;
		},
		toError,
		putFile: async () => await Promise.resolve(answered('')),
		fetchUrl: async (url) => (await fetch?.(url)) ?? answered(Buffer.from('content')),
		async postSession(url, body) {
			posts.push({ url, body });
			return post?.(body, posts.length - 1) ?? answered({ errcode: 0 });
		},
		openSession: (sealed, binding) => openSession(SECRET, sealed, binding),
	};
}
