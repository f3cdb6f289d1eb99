import nock from 'nock';

import { OAPI } from '../../helpers/dingTalkRobot.mts';
import { run } from './posts';

it('sends one after the other, even when the first answer is slow', async () => {
	const log: string[] = [];
	for (const [text, ms] of [
		['slow', 150],
		['quick', 0],
	] as const) {
		nock(OAPI)
			.post('/robot/send', (body: { text: { content: string } }) => {
				if (body.text.content !== text) return false;
				log.push(`asked ${text}`);
				return true;
			})
			.query(true)
			.delay(ms)
			.reply(200, () => {
				log.push(`answered ${text}`);
				return { errcode: 0 };
			});
	}
	await run(
		{ operation: 'sendText', text: '={{ $json.t }}' },
		{ input: [{ json: { t: 'slow' } }, { json: { t: 'quick' } }] },
	);
	expect(log.filter((line) => line.startsWith('asked'))).toEqual([
		...new Set(log.filter((line) => line.startsWith('asked'))),
	]);
	expect(log.indexOf('answered slow')).toBeLessThan(log.indexOf('answered quick'));
});
