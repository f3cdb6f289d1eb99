import {
	forgetPushes,
	rememberedTriggers,
	seenPushesOf,
} from '../../../nodes/DingTalkCallbackTrigger/seenPushes';
import { instantClock } from '../../helpers/fakeClock.mts';

const HOUR = 3_600_000;
const contextOf = (workflow: string) =>
	({
		getMode: () => 'webhook',
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id: 'n', name: 'Trigger' }),
	}) as never;

beforeEach(forgetPushes);

it('forgets a trigger that has rested for so long that nothing of it is fresh', () => {
	const clock = instantClock();
	for (let id = 0; id < 300; id++) seenPushesOf(contextOf(`w${id}`), clock).begin('p1');
	expect(rememberedTriggers()).toBe(300);
	clock.advance(HOUR);
	expect(seenPushesOf(contextOf('w7'), clock).begin('p1')).toBe('inWork');
	clock.advance(HOUR + 1);
	seenPushesOf(contextOf('new'), clock);
	expect(rememberedTriggers()).toBe(2);
});
