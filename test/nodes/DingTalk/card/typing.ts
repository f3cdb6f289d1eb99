/** Cards that are typed into, in the sandbox: waits of the nodes take no time, and pass on its clock. */
import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import type { Card } from '../../../../sandbox/state/types.mts';
import { systemClock } from '../../../../nodes/shared/run/clock';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { runDingTalk, type DingTalkRun } from '../../../helpers/dingTalk.mts';
import { GROUP, locatorOf } from './cards';

export let sandbox: Sandbox;
/** How long each wait was, ms. */
export const waits: number[] = [];

export function useTypingSandbox(): void {
	beforeAll(async () => {
		sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
	});
	beforeEach(() => {
		sandbox.control.reset();
		waits.length = 0;
		const startedAt = Date.now();
		let passedMs = 0;
		jest.spyOn(systemClock, 'now').mockImplementation(() => startedAt + passedMs);
		jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms, signal) => {
			if (ms <= 0 || signal?.aborted) return;
			waits.push(ms);
			passedMs += ms;
			sandbox.control.advanceClock(ms);
			await Promise.resolve();
		});
	});
	afterEach(() => jest.restoreAllMocks());
	afterAll(async () => await sandbox.close());
}

export const NEW_STREAM = {
	resource: 'card',
	templateId: 'sandbox-ai.schema',
	target: 'group',
	openConversationId: locatorOf(GROUP),
};

/** Runs an operation; `further` may change the run itself. */
export const runCard = async (parameters: object, further: Partial<DingTalkRun> = {}) =>
	await runDingTalk({
		credentials: sandboxCredential(sandbox),
		parameters: { resource: 'card', ...parameters } as DingTalkRun['parameters'],
		...further,
	});

/** What it puts out; fails the test when it fails. */
export async function jsonOfCard(parameters: object) {
	const { items, error } = await runCard(parameters);
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	return items[0].json;
}

/** The cards there are, oldest first. */
export const cards = (): Card[] => sandbox.control.state().cards;

/** A frame as it was sent. */
interface Frame {
	guid: string;
	content: string;
	isFinalize: boolean;
	isError: boolean;
}

/** Frames that DingTalk took, in order. */
export const frames = () =>
	sandbox.control
		.journal()
		.filter(({ id, status }) => id === 'card.streaming' && status === 200)
		.map(({ request }) => request as Frame);
