import { forgetTokens } from '../../../../nodes/shared/transport/token';
import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import {
	exchanges,
	sandboxCredential,
	SEND_TEXT,
	whenCalled,
} from '../../../helpers/appSandbox.mts';
import { expectNoSecrets } from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const SEND = 'robot.oto.batchSend';
const crowd = Array.from(
	{ length: 1000 },
	(_, index) => `load${String(index + 1).padStart(4, '0')}`,
);
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.control.reset();
	forgetTokens();
});
afterAll(async () => await sandbox.close());

test('1,000 people, 7 invalid, 13 throttled and a token that expires: everyone valid gets it once', async () => {
	const invalid = [3, 150, 151, 420, 700, 999, 1000].map((place) => `nobody${place}`);
	const userIds = [...crowd];
	for (const [index, userId] of invalid.entries()) userIds[index * 140] = userId;
	const valid = userIds.filter((userId) => !invalid.includes(userId));
	const throttled = valid.filter((_, index) => index % 75 === 5).slice(0, 13);
	expect([invalid.length, throttled.length]).toEqual([7, 13]);
	sandbox.control.throttlePeople(throttled, 1);
	const expiry = whenCalled(sandbox, SEND, 20, () => sandbox.control.expireTokens());

	const result = await runDingTalk({
		parameters: {
			...SEND_TEXT,
			people: { list: [{ ids: '={{ $json.userIds }}' }] },
			text: 'All hands at 10',
		},
		input: [{ json: { userIds } }],
		credentials: sandboxCredential(sandbox, { callsPerSecond: 20 }),
	});
	await expiry;

	expect(result.error).toBeUndefined();
	const { json } = result.items[0];
	expect(json.invalid).toEqual(invalid);
	expect(json).toMatchObject({ throttled: [], failed: [] });
	expect(json.accepted).toEqual(valid);
	const received = new Map<string, number>();
	for (const { target } of sandbox.control.state().messages) {
		for (const userId of target.userIds ?? []) {
			received.set(userId, (received.get(userId) ?? 0) + 1);
		}
	}
	expect([...received.keys()].sort()).toEqual([...valid].sort());
	expect([...new Set(received.values())]).toEqual([1]);

	// 50 calls, one for those throttled, and those refused with the old token.
	const counts = sandbox.control.counts();
	expect(counts[SEND]).toBe(51);
	const codes = sandbox.control
		.journal()
		.filter(({ id }) => id === SEND)
		.map(({ code }) => code);
	// Normally none; a busy machine may deliver calls that left in time too close together.
	expect(codes.filter((code) => /Qps|Qpm/i.test(String(code))).length).toBeLessThanOrEqual(2);
	expect(exchanges(sandbox)).toBe(2);
	expectNoSecrets(result, 'sandbox-app-secret');
}, 60_000);
