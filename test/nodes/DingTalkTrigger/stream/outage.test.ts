import type { Failure } from '../../../../nodes/shared/errors/failure';
import { createOutage } from '../../../../nodes/DingTalkTrigger/stream/outage';
import { manualClock } from '../../../helpers/fakeClock.mts';

const REFUSED: Failure = { kind: 'unreachable', code: 'ECONNREFUSED', message: '' };

function account() {
	const clock = manualClock();
	const told: string[] = [];
	const outage = createOutage({
		clock,
		onLong: ({ code }) => told.push(code),
		onEnd: (lastedMs) => told.push(`over after ${lastedMs / 1000} s`),
	});
	return { clock, told, outage };
}

test('an outage of five minutes is told once, and its end too', async () => {
	const { clock, told, outage } = account();
	const openedAt = clock.now();
	await clock.pass(60_000);
	outage.lost({ openedAt, heardAt: clock.now() });
	await clock.pass(299_000);
	outage.lasts(REFUSED);
	expect(told).toEqual([]);
	await clock.pass(1000);
	outage.lasts(REFUSED);
	outage.lasts(REFUSED);
	await clock.pass(60_000);
	outage.restored();
	expect(told).toEqual(['ECONNREFUSED', 'over after 360 s']);
});

test('a short one is not worth a word', async () => {
	const { clock, told, outage } = account();
	outage.lost({ openedAt: 0, heardAt: clock.now() });
	await clock.pass(10_000);
	outage.lasts(REFUSED);
	outage.restored();
	expect(told).toEqual([]);
});

test('it counts from when something was heard last: a dead socket is found late', async () => {
	const { clock, told, outage } = account();
	const heardAt = clock.now();
	await clock.pass(180_000);
	outage.lost({ openedAt: 0, heardAt });
	await clock.pass(120_000);
	outage.lasts(REFUSED);
	expect(told).toEqual(['ECONNREFUSED']);
});

test('connections that drop at once end no outage', async () => {
	const { clock, told, outage } = account();
	for (let minute = 0; minute <= 5; minute++) {
		outage.lost({ openedAt: clock.now(), heardAt: clock.now() });
		outage.restored();
		await clock.pass(60_000);
	}
	expect(told[0]).toBe('streamDropped');
	expect(told.filter((word) => word === 'streamDropped')).toHaveLength(1);
});

test('after a connection that stood, the next outage is a new one', async () => {
	const { clock, told, outage } = account();
	outage.lost({ openedAt: 0, heardAt: clock.now() });
	await clock.pass(300_000);
	outage.lasts(REFUSED);
	const openedAt = clock.now();
	await clock.pass(60_000);
	outage.lost({ openedAt, heardAt: clock.now() });
	await clock.pass(300_000);
	outage.lasts(REFUSED);
	expect(told).toEqual(['ECONNREFUSED', 'ECONNREFUSED']);
});
