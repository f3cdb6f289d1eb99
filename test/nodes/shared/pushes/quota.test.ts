import { pushOfHttpCard, pushOfHttpEvent } from '../../../../nodes/shared/pushes/read';
import { quotaErrorOf } from '../../../../nodes/shared/pushes/quota';
import { everythingIn } from '../../../helpers/everythingIn.mts';
import { node } from './fakeApi';
import { message, SESSION, WEBHOOK } from './samples';

it.each([20001, '20001'])('raises a message without content (%j), with the cure', (errorCode) => {
	const push = message({ text: undefined, errorCode, errorMessage: '超出配额' });
	const error = quotaErrorOf(push, node);
	expect(error?.name).toBe('NodeApiError');
	expect(error?.message).toMatch(/monthly allowance of webhook and Stream messages is spent/);
	expect(error?.description).toMatch(/larger package.*20001.*超出配额/s);
	expect(error?.httpCode).toBe('20001');
});

it('shows no session', () => {
	const push = message({ errorCode: 20001, errorMessage: `over, see ${WEBHOOK}` });
	expect(everythingIn(quotaErrorOf(push, node))).not.toContain(SESSION);
});

it('raises nothing else', () => {
	expect(quotaErrorOf(message(), node)).toBeUndefined();
	expect(quotaErrorOf(message({ errorCode: 0 }), node)).toBeUndefined();
	const event = { EventType: 'check_in', errorCode: 20001 };
	expect(quotaErrorOf(pushOfHttpEvent(event), node)).toBeUndefined();
	expect(quotaErrorOf(pushOfHttpCard({ errorCode: 20001 }, 'press-1'), node)).toBeUndefined();
});
