import type { ITriggerFunctions } from 'n8n-workflow';

import { createReceiver } from '../../../nodes/DingTalkTrigger/receiver';
import type { Push } from '../../../nodes/shared/pushes/push';
import { createSeen } from '../../../nodes/shared/pushes/seen';
import { instantClock } from '../../helpers/fakeClock.mts';
import { fakeApi, node } from '../shared/pushes/fakeApi';
import { settingsOf } from '../shared/pushes/samples';

const EVENT: Push = { kind: 'event', id: 'e1', data: {}, eventType: 'org_change' };

/** One trigger whose `emit` does as told. */
function receiving(emit: () => void, settings: Parameters<typeof settingsOf>[0] = {}) {
	const clock = instantClock();
	const reports: unknown[] = [];
	const woken: string[] = [];
	const context = {
		emit: () => emit(),
		getNode: () => node,
		getWorkflow: () => ({ id: 'w1' }),
		helpers: { createDeferredPromise: () => ({ promise: Promise.resolve() }) },
	} as unknown as ITriggerFunctions;
	const receiver = createReceiver({
		context,
		clock,
		signal: new AbortController().signal,
		settings: settingsOf(settings),
		api: fakeApi(),
		seal: () => '',
		seen: createSeen({ clock }),
		answers: { give: async () => undefined, inTime: async (_push, update) => await update },
		presses: { take: async () => undefined },
		wake: async (push) => void woken.push(push.id),
		report: (error) => void reports.push(error),
		onEmitted: () => {},
	});
	return { receiver, reports, woken };
}

test('the same event is not acknowledged while its first hand-over may still fail', async () => {
	let isAway = true;
	let emits = 0;
	const { receiver, reports } = receiving(() => {
		emits++;
		if (isAway) throw new Error('the database is away');
	});
	const verdicts = await Promise.all([receiver.take(EVENT), receiver.take(EVENT)]);
	expect(verdicts).toEqual([{ taken: false }, { taken: false }]);
	expect(reports).toHaveLength(1);
	isAway = false;
	expect(await receiver.take(EVENT)).toMatchObject({ taken: true });
	expect(await receiver.take(EVENT)).toEqual({ taken: true });
	expect(emits).toBe(2);
});

test('an event that the filters leave out wakes who waits for it all the same', async () => {
	let emits = 0;
	const { receiver, woken } = receiving(() => emits++, { events: new Set(['user_add_org']) });
	expect(await receiver.take(EVENT)).toEqual({ taken: true });
	expect([woken, emits]).toEqual([['e1'], 0]);
});
