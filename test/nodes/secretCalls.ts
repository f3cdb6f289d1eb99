import type { IDataObject, INode, INodeExecutionData, IRun } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';

import { forgetTokens } from '../../nodes/shared/transport/token';
import { sealSession } from '../../nodes/shared/auth/sealedSession';
import { systemClock } from '../../nodes/shared/run/clock';
import { streamError } from '../../nodes/DingTalkTrigger/reports';
import { createGateway } from '../../nodes/DingTalkTrigger/stream/gateway';
import type { CallContext } from '../../nodes/shared/transport/callContext';
import { startCallbackHost } from '../helpers/callbackHost.mts';
import { KEYS } from '../helpers/callbackPush.mts';
import { appCredential, binaryOf, runDingTalk } from '../helpers/dingTalk.mts';
import { runRobot } from '../helpers/dingTalkRobot.mts';
import { SECRETS, tracesOf } from '../helpers/echoes.mts';
import type { Echo, EchoServer } from '../helpers/echoServer.mts';
import { everythingIn } from '../helpers/everythingIn.mts';
import { startEchoServer } from '../helpers/echoServer.mts';
import { instantClock } from '../helpers/fakeClock.mts';
import { requestContext } from '../helpers/trigger.mts';

/** Answers with what it is told; the base URLs of all credentials. */
export let server: EchoServer;
let robots = 0;

/** What was written anywhere but into the run. */
export const logged: unknown[] = [];

/** A server for all calls of a file, and a log that keeps what is written. */
export function useEchoServer(): void {
	beforeAll(async () => {
		server = await startEchoServer();
	});
	afterAll(async () => await server.close());
	beforeEach(watchAll);
	afterEach(() => jest.restoreAllMocks());
}

function watchAll(): void {
	forgetTokens();
	const clock = instantClock(Date.now());
	jest.spyOn(systemClock, 'now').mockImplementation(clock.now);
	jest.spyOn(systemClock, 'random').mockImplementation(clock.random);
	jest.spyOn(systemClock, 'sleep').mockImplementation(clock.sleep);
	logged.length = 0;
	const log = (...words: unknown[]) => void logged.push(...words);
	LoggerProxy.init({ error: log, warn: log, info: log, debug: log, verbose: log } as never);
	for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
		jest.spyOn(console, level).mockImplementation(log);
}

/** Before each call: another robot, since one that was refused is left alone for a while. */
export function startAnew(): void {
	robots++;
	server.asked = [];
	forgetTokens();
}

export type OnError = INode['onError'];

/** One class of call, with everything that must not be seen afterwards. */
export interface CallClass {
	secrets(): string[];
	/** Whether it is this call that the server answers with the echo. */
	isAbout(url: string): boolean;
	/** The answer to the calls on the way there. */
	otherwise?: Echo;
	/** Everything that n8n keeps of it, and shows. */
	run(onError: OnError): Promise<unknown>;
}

const stored = (data: IDataObject = {}) =>
	appCredential({
		apiBaseUrl: server.url,
		oapiBaseUrl: server.url,
		clientSecret: SECRETS.app,
		accessToken: SECRETS.token,
		...data,
	} as never);

/** Without files: what an address holds is a file, whatever it says. */
const keptOf = (run: IRun, node: string, more: unknown[]) => {
	const outputs = (run.data.resultData.runData[node] ?? []).map(({ data, ...entry }) => [
		entry,
		withoutFiles(data?.main.flat() ?? []),
	]);
	return [outputs, run.data.resultData.error, ...more];
};

const withoutFiles = (items: ReadonlyArray<INodeExecutionData | null | undefined>) =>
	items.map((item) => ({ ...item, binary: undefined }));

async function app(parameters: object, onError: OnError, input?: INodeExecutionData[], data = {}) {
	const { run, items, errors, error } = await runDingTalk({
		parameters: parameters as INode['parameters'],
		credentials: stored(data),
		input,
		settings: { onError },
	});
	const { message, description, context } = error ?? {};
	const kept = [withoutFiles([...items, ...errors]), message, description, context];
	return keptOf(run, 'DingTalk', [...kept, JSON.stringify([error, kept])]);
}

const SEND = { resource: 'message', operation: 'send', messageType: 'text', text: 'hi' };
const GROUP = {
	...SEND,
	target: 'group',
	openConversationId: { __rl: true, mode: 'id', value: 'cidGroup==' },
};
const NO_TOKEN = { accessToken: '', expiresAt: 0, issuedFor: '' };
const message = () => ({
	conversationId: 'cidGroup==',
	conversationType: '2',
	msgId: 'msg1',
	senderStaffId: 'u1',
	robotCode: 'dingrobot',
	msgtype: 'text',
	text: { content: 'hello' },
});
const sessionUrl = () =>
	`${server.url}/robot/sendBySession?session=${encodeURIComponent(SECRETS.session)}`;
const EXPIRES = Date.now() + 3_600_000;
const REPLY = { ...SEND, target: 'reply', replyTo: '={{ $json }}' };
const robotToken = () => `robot-token-0123456789-${robots}-abcdef`;
const signsOf = (path: string) => new URL(path, server.url).searchParams.getAll('sign');
const isRest = () => true;

export const CLASSES: Record<string, CallClass> = {
	'the new host': {
		secrets: () => [SECRETS.token, SECRETS.app],
		isAbout: isRest,
		run: async (onError) => await app(GROUP, onError),
	},
	'the new host, to people': {
		secrets: () => [SECRETS.token, SECRETS.app],
		isAbout: isRest,
		run: async (onError) =>
			await app({ ...SEND, target: 'people', people: { list: [{ ids: 'u1' }] } }, onError),
	},
	'the old host': {
		secrets: () => [SECRETS.token, SECRETS.app],
		isAbout: isRest,
		run: async (onError) => await app({ ...SEND, target: 'legacyChat', chatId: 'chat1' }, onError),
	},
	'API Request': {
		secrets: () => [SECRETS.token, SECRETS.app],
		isAbout: isRest,
		run: async (onError) =>
			await app(
				{ resource: 'apiRequest', operation: 'send', method: 'POST', path: '/topapi/x' },
				onError,
			),
	},
	'the exchange of the token': {
		secrets: () => [SECRETS.app],
		isAbout: (url) => url.startsWith('/v1.0/oauth2/accessToken'),
		run: async (onError) => await app(GROUP, onError, undefined, NO_TOKEN),
	},
	'an upload': {
		secrets: () => [SECRETS.token, SECRETS.app],
		isAbout: isRest,
		run: async (onError) =>
			await app({ resource: 'media', operation: 'upload', mediaType: 'file' }, onError, [
				{ json: {}, binary: { data: binaryOf('%PDF-1.4', 'a.pdf', 'application/pdf') } },
			]),
	},
	'a download by media ID': {
		secrets: () => [SECRETS.token, SECRETS.app],
		isAbout: isRest,
		run: async (onError) =>
			await app(
				{ resource: 'media', operation: 'download', source: 'mediaId', mediaId: '@lAD1' },
				onError,
			),
	},
	'a download from a temporary address': {
		secrets: () => [SECRETS.signature],
		isAbout: (url) => url.startsWith('/file'),
		get otherwise() {
			const query = `Expires=1&Signature=${encodeURIComponent(SECRETS.signature)}`;
			return { body: JSON.stringify({ downloadUrl: `${server.url}/file?${query}` }) };
		},
		run: async (onError) =>
			await app({ resource: 'media', operation: 'download', downloadCode: 'code1' }, onError),
	},
	'a session webhook': {
		secrets: () => [SECRETS.session, sessionUrl()],
		isAbout: (url) => url.startsWith('/robot/sendBySession'),
		run: async (onError) => {
			const json = {
				...message(),
				sessionWebhook: sessionUrl(),
				sessionWebhookExpiredTime: EXPIRES,
			};
			return await app(REPLY, onError, [{ json }]);
		},
	},
	'a sealed session': {
		secrets: () => [SECRETS.session, sessionUrl()],
		isAbout: (url) => url.startsWith('/robot/sendBySession'),
		run: async (onError) => {
			const sealedSession = sealSession(
				SECRETS.app,
				{ url: sessionUrl(), expiresAt: EXPIRES },
				{ conversationId: 'cidGroup==', messageId: 'msg1' },
			);
			const kept = await app(REPLY, onError, [{ json: { ...message(), sealedSession } }]);
			expect(everythingIn(kept)).not.toContain(sealedSession);
			return kept;
		},
	},
	'the group robot': {
		secrets: () => [robotToken(), SECRETS.robot, ...server.asked.slice(-1).flatMap(signsOf)],
		isAbout: isRest,
		run: async (onError) => {
			const { run, items, errors, error } = await runRobot({
				parameters: { operation: 'sendText', text: 'hi' },
				credential: {
					webhookToken: robotToken(),
					secret: SECRETS.robot,
					baseUrl: server.url,
				},
				settings: { onError },
			});
			const { message: text, description, context } = error ?? {};
			const kept = [withoutFiles([...items, ...errors]), text, description, context];
			return keptOf(run, 'Robot', [...kept, JSON.stringify([error, kept])]);
		},
	},
	'the Stream gateway': {
		secrets: () => [SECRETS.app],
		isAbout: isRest,
		async run() {
			const context = requestContext(stored()) as unknown as CallContext;
			const open = await createGateway(context, [{ type: 'EVENT', topic: '*' }], 1);
			const outcome = await open();
			if (outcome.ok) return outcome;
			const error = streamError(context.getNode(), outcome.failure);
			return [outcome, error, error.message, error.description, JSON.stringify(error)];
		},
	},
	'the subscription of the Callback Trigger': {
		secrets: () => [SECRETS.token, SECRETS.app, KEYS.token, KEYS.aesKey],
		isAbout: (url) => url.startsWith('/call_back/register_call_back'),
		otherwise: { body: JSON.stringify({ errcode: 71007, errmsg: 'none' }) },
		async run() {
			const host = await startCallbackHost({
				parameters: {
					triggerOn: ['event'],
					events: ['user_add_org'],
					subscription: 'managed',
				},
				keys: KEYS,
				app: stored().stored.dingTalkAppApi,
			} as never);
			const told = await host.hook('create').catch((error: Error) => error);
			await host.close();
			const { message: text, description } = told as Error & { description?: string };
			return [told, text, description, JSON.stringify(told)];
		},
	},
};

export const MODES: OnError[] = ['stopWorkflow', 'continueRegularOutput'];

/** Not one of them may be seen, whole or in halves. */
export function expectNone(seen: string, secrets: string[]) {
	const traces = secrets.flatMap(tracesOf).filter((trace) => trace.length >= 6);
	expect(traces.filter((trace) => seen.includes(trace))).toEqual([]);
}
