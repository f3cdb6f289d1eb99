import nock from 'nock';

import { OAPI, ROBOT_SECRET, ROBOT_SIGN, SIGNED_AT_MS } from '../../helpers/dingTalkRobot.mts';
import { run, webhook } from './posts';

it('signs, and hands the signature to the client un-encoded', async () => {
	let url = '';
	nock(OAPI)
		.post('/robot/send')
		.query(true)
		.reply(200, (request: unknown) => {
			url = (request as Request).url;
			return { errcode: 0 };
		});
	// A time whose signature holds "+" and "/".
	jest.spyOn(Date, 'now').mockReturnValue(SIGNED_AT_MS);
	const { error } = await run(
		{ operation: 'sendText', text: 'x' },
		{ credential: { webhookToken: webhook, secret: ROBOT_SECRET } },
	);
	jest.restoreAllMocks();
	expect(error).toBeUndefined();
	expect(new URL(url, OAPI).searchParams.get('sign')).toBe(ROBOT_SIGN);
	expect(url).toContain('%2BQr6001');
	expect(url).not.toContain('%252B');
	expect(url.match(/sign=/g)).toHaveLength(1);
});

it('posts to the host of the pasted webhook URL', async () => {
	nock('http://proxy.local:8080')
		.post('/ding/robot/send')
		.query({ access_token: webhook })
		.reply(200, { errcode: 0 });
	const pasted = `http://proxy.local:8080/ding/robot/send?access_token=${webhook}`;
	const { error } = await run(
		{ operation: 'sendText', text: 'x' },
		{ credential: { webhookToken: pasted } },
	);
	expect(error).toBeUndefined();
});
