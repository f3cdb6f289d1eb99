import { fingerprint, uuidFrom } from '../../../../nodes/shared/crypto/digest';
import { robotSign } from '../../../../nodes/shared/crypto/robotSign';
import { ROBOT_SECRET, ROBOT_SIGN, SIGNED_AT_MS } from '../../../helpers/dingTalkRobot.mts';

describe('robotSign', () => {
	it('gives the known signature', () => {
		expect(robotSign(ROBOT_SECRET, SIGNED_AT_MS)).toBe(ROBOT_SIGN);
	});

	it('leaves the encoding to the HTTP client', () => {
		expect(encodeURIComponent(robotSign(ROBOT_SECRET, SIGNED_AT_MS))).toBe(
			'BxkLZ%2BQr6001RwpWR1ptOzvFTzhGWzn7Tpwq0%2F4jlls%3D',
		);
	});

	it('depends on the time and on the secret', () => {
		expect(robotSign(ROBOT_SECRET, SIGNED_AT_MS + 1)).not.toBe(ROBOT_SIGN);
		expect(robotSign(`${ROBOT_SECRET}1`, SIGNED_AT_MS)).not.toBe(ROBOT_SIGN);
	});
});

describe('uuidFrom', () => {
	it('is a UUID, the same for the same parts', () => {
		expect(uuidFrom('a', 'b')).toMatch(
			/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
		);
		expect(uuidFrom('a', 'b')).toBe(uuidFrom('a', 'b'));
	});

	it('tells apart what would be the same when joined', () => {
		expect(uuidFrom('a', 'bc')).not.toBe(uuidFrom('ab', 'c'));
		expect(fingerprint('a', 'bc')).not.toBe(fingerprint('ab', 'c'));
	});
});
