import { messagesPerMinuteOf } from '../../../../nodes/DingTalkRobot/sending/pacing';
import { OAPI, ROBOT_TOKEN, runRobot } from '../../../helpers/dingTalkRobot.mts';

describe('Messages per Minute of the credential', () => {
	it.each([
		[5, 5],
		['5', 5],
		[20, 20],
	])('%j is %i', (messagesPerMinute, pace) => {
		expect(messagesPerMinuteOf({ messagesPerMinute })).toBe(pace);
	});

	it('is all that DingTalk takes in a credential from before there was the field', () => {
		expect(messagesPerMinuteOf({})).toBe(20);
	});

	it.each([0, 21, 2.5, '', 'many'])('%j is refused before anything is sent', async (pace) => {
		const { error } = await runRobot({
			parameters: { operation: 'sendText', text: 'hello' },
			credential: { webhookToken: ROBOT_TOKEN, baseUrl: OAPI, messagesPerMinute: pace },
		});
		expect(error?.message).toBe("'Messages per Minute' is no whole number from 1 to 20");
	});
});
