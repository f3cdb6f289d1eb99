import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { tokenSourceOf } from '../shared/transport/attach';
import { sealSession } from '../shared/auth/sealedSession';
import { issuedForOf } from '../shared/transport/token';
import type { Clock } from '../shared/run/clock';
import { systemClock } from '../shared/run/clock';
import { TOPICS } from '../shared/pushes/frames';
import type { PushKind } from '../shared/pushes/push';
import { triggerParts } from '../shared/pushes/seen';
import type { PushSettings } from '../shared/pushes/settings';
import { readPushSettings } from '../shared/pushes/settings';
import { updateCardLater } from '../shared/pushes/cardUpdate';
import { announceListener } from '../shared/waiting/listening';
import { createPresses } from '../shared/waiting/presses';
import { wakeForResult } from '../shared/waiting/results';
import { createApi } from '../shared/transport/api';
import type { Subscription } from './stream/gateway';
import { createGateway, currentSecret } from './stream/gateway';
import { CREDENTIAL } from '../shared/transport/send';
import type { OpenSocket } from './stream/socket';
import { hasWebSocket, openSocket } from './stream/socket';
import { createAnswers } from './answers';
import { rememberPushes } from './handOver';
import { closeWhenForgotten, leavePlace, takePlace } from './lifecycle';
import type { Listener } from './listener';
import { createListener } from './listener';
import { createReceiver } from './receiver';
import { noWebSocketError, outageError, reportFailed, streamError } from './reports';

export interface StartParts {
	clock: Clock;
	openSocket: OpenSocket;
}

/**
 * How long sessions are sealed, and presses signed, with the secret that was read last. For each credential read outside
 * of an execution n8n uses up a sandbox for expressions, and the execution that the push starts, or goes on with, waits
 * for the next one: about 0.1 s.
 */
const SECRET_AGE_MS = 30_000;

let testRuns = 0;

/**
 * Starts the trigger: active, it listens once the first connection stands; in a test run, from when n8n has
 * made itself ready until the first push.
 *
 * @throws when the fields or the credential cannot be used, or there is no connection
 */
export async function start(
	context: ITriggerFunctions,
	parts: StartParts = { clock: systemClock, openSocket },
): Promise<ITriggerResponse> {
	const settings = readPushSettings(context);
	if (!hasWebSocket()) throw noWebSocketError(context.getNode());
	return context.getMode() === 'manual'
		? await startTest(context, settings, parts)
		: await startActive(context, settings, parts);
}

async function startActive(
	context: ITriggerFunctions,
	settings: PushSettings,
	parts: StartParts,
): Promise<ITriggerResponse> {
	const trigger = triggerParts(context).join('/');
	const listener = await listenerFor(context, settings, parts, { trigger, onOver() {} });
	const outcome = await listener.open();
	if (!outcome.ok) throw streamError(context.getNode(), outcome.failure);
	await takePlace(trigger, listener);
	const close = async () => {
		leavePlace(trigger, listener);
		await listener.close();
	};
	return { closeFunction: closeWhenForgotten(close) };
}

async function startTest(
	context: ITriggerFunctions,
	settings: PushSettings,
	parts: StartParts,
): Promise<ITriggerResponse> {
	// Beside the active trigger, not in its place.
	const trigger = [...triggerParts(context), `test ${++testRuns}`].join('/');
	let isClosed = false;
	const close = async () => {
		isClosed = true;
		await listener.close();
	};
	// A test run ends with the first push or the first failure, after which n8n need not close it.
	const onOver = () => void close();
	const listener = await listenerFor(context, settings, parts, { trigger, onOver });
	return {
		closeFunction: close,
		// Not before: n8n puts its own `emit` in place after `trigger` has returned.
		async manualTriggerFunction() {
			if (isClosed) return;
			const outcome = await listener.open();
			if (outcome.ok || isClosed) return;
			await close();
			throw streamError(context.getNode(), outcome.failure);
		},
	};
}

async function listenerFor(
	context: ITriggerFunctions,
	settings: PushSettings,
	{ clock, openSocket: open }: StartParts,
	{ trigger, onOver }: { trigger: string; onOver(): void },
): Promise<Listener> {
	const node = context.getNode();
	const api = await createApi(context, { clock });
	const source = tokenSourceOf(await context.getCredentials(CREDENTIAL));
	const app = issuedForOf(source);
	const report = (error: unknown) => {
		if (reportFailed(context, error)) onOver();
	};
	const seen = rememberPushes(context, clock);
	const secret = remembered(async () => await currentSecret(context, source), SECRET_AGE_MS, clock);
	const closing = new AbortController();
	const instanceUrl = context.getInstanceBaseUrl();
	const { logger } = context;
	const answers = createAnswers({ node, settings, api, clock, report });
	const listener = createListener({
		clock,
		openSocket: open,
		openGateway: await createGateway(context, subscriptionsFor(settings.kinds), node.typeVersion),
		app,
		trigger,
		isTest: context.getMode() === 'manual',
		receiver: createReceiver({
			context,
			clock,
			signal: closing.signal,
			settings,
			api,
			seal: async (session, binding) => sealSession(await secret(), session, binding),
			seen,
			answers,
			presses: createPresses({
				context,
				clock,
				signal: closing.signal,
				api,
				secret,
				update: async (push, answer) => await updateCardLater(api, push, answer),
				report,
			}),
			wake: async (push) =>
				await wakeForResult(
					{ ...{ context, clock, instanceUrl, logger }, signal: closing.signal },
					push,
				),
			report,
			onEmitted: onOver,
		}),
		onRefused(failure) {
			context.emitError(streamError(node, failure));
			onOver();
		},
		onOutage: (failure) => report(outageError(node, failure)),
		onNews: (news) => context.logger.info(`DingTalk Trigger "${node.name}": ${news}`),
		onFault: report,
	});
	let leave = () => {};
	return {
		async open() {
			const outcome = await listener.open();
			if (outcome.ok && !closing.signal.aborted) {
				leave = announceListener(app, settings.kinds.has('cardAction'));
			}
			return outcome;
		},
		async close() {
			closing.abort();
			leave();
			await listener.close();
		},
	};
}

/** What was read last, for as long as it is no older than that. */
function remembered<T>(read: () => Promise<T>, ageMs: number, clock: Clock): () => Promise<T> {
	let last: { value: Promise<T>; readAt: number } | undefined;
	return async () => {
		const now = clock.now();
		if (last === undefined || now - last.readAt > ageMs) last = { value: read(), readAt: now };
		return await last.value;
	};
}

/** What a connection asks for: only what the trigger wants, so that DingTalk sends nothing else its way. */
const subscriptionsFor = (kinds: ReadonlySet<PushKind>): Subscription[] =>
	[...kinds].map((kind) => ({
		type: kind === 'event' ? 'EVENT' : 'CALLBACK',
		topic: TOPICS[kind],
	}));
