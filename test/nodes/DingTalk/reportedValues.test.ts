/** Values that people reported, given by expressions in n8n's own engine. */
import type { IDataObject, INode } from 'n8n-workflow';
import nock from 'nock';

import { planApi, postApi, postOapi, postUpload, refusedInput } from '../../helpers/calls.mts';
import { API, OAPI, TOKEN, binaryOf, runDingTalk } from '../../helpers/dingTalk.mts';
import { uploadedFile } from '../../helpers/multipart.mts';
import { runRobot } from '../../helpers/dingTalkRobot.mts';
import { EVENTS, planWrite, withOperator } from './calendarEvent/events';

// As JSON.parse reads 26605334524157029.
const ROUNDED = 26605334524157028;
const item = (json: IDataObject) => [{ json }];

describe('an ID that was rounded before it reached the node', () => {
	const text = { resource: 'message', operation: 'send', messageType: 'text', text: 'x' };
	test.each<[string, INode['parameters']]>([
		['a list', { ...text, target: 'people', people: { list: [{ ids: '={{ $json.id }}' }] } }],
		['an array', { ...text, target: 'people', people: { list: [{ ids: '={{ [$json.id] }}' }] } }],
		[
			'a person in a row',
			{
				...text,
				target: 'people',
				people: { person: [{ user: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }] },
			},
		],
		[
			'an option',
			{
				...text,
				target: 'people',
				people: { list: [{ ids: 'lina' }] },
				options: { robotCode: '={{ $json.id }}' },
			},
		],
		[
			'a message to reply to',
			{ ...text, target: 'reply', replyTo: '={{ { msgId: "m", senderStaffId: $json.id } }}' },
		],
		[
			'people of a todo',
			{
				resource: 'todo',
				operation: 'create',
				subject: 'x',
				detailUrl: 'https://example.com',
				executors: { list: [{ ids: '={{ $json.id }}' }] },
			},
		],
		[
			'a JSON body',
			{
				resource: 'apiRequest',
				operation: 'send',
				method: 'POST',
				path: '/topapi/v2/user/get',
				bodyContentType: 'json',
				jsonBody: '={{ { userid: $json.id } }}',
			},
		],
		[
			'a query',
			{
				resource: 'apiRequest',
				operation: 'send',
				path: '/v1.0/x',
				queryParameters: { parameter: [{ name: 'taskId', value: '={{ $json.id }}' }] },
			},
		],
	])('is refused in %s', async (_name, parameters) => {
		const { message, description } = await refusedInput({
			parameters,
			input: item({ id: ROUNDED }),
			credentials: withOperator(),
		});
		expect(message).toContain(`is ${ROUNDED}, which was rounded before it reached the node`);
		expect(description).toMatch(/^Keep the ID as text all the way/);
	});

	test('keeps all digits in a list that a model wrote as JSON', async () => {
		postApi(
			'/v1.0/robot/oToMessages/batchSend',
			({ userIds }) => String(userIds) === '26605334524157029,lina',
			{
				processQueryKey: 'k',
			},
		);
		const { error } = await runDingTalk({
			parameters: {
				...text,
				target: 'people',
				people: { list: [{ ids: '[26605334524157029, "lina"]' }] },
			},
		});
		expect(error?.message).toBeUndefined();
	});
});

describe('a switch as forms, spreadsheets and query strings spell it', () => {
	const create = (further: IDataObject): INode['parameters'] => ({
		resource: 'calendarEvent',
		operation: 'create',
		summary: 'x',
		start: '2026-05-01',
		end: '2026-05-01',
		...further,
	});

	test.each(['true', 'TRUE', 1, '1'])('All Day %p makes an all-day event', async (allDay) => {
		planWrite(
			`POST ${EVENTS}`,
			{ summary: 'x', isAllDay: true, start: { date: '2026-05-01' }, end: { date: '2026-05-02' } },
			{ id: 'e1' },
		);
		const { error } = await runDingTalk({
			parameters: create({ allDay: '={{ $json.allDay }}' }),
			input: item({ allDay }),
			credentials: withOperator(),
		});
		expect(error?.message).toBeUndefined();
	});

	test.each(['false', 0])('notifications %p notify nobody', async (off) => {
		planWrite(
			`POST ${EVENTS}`,
			({ extra }) =>
				JSON.stringify(extra) === '{"noPushNotification":"true","noChatNotification":"true"}',
			{ id: 'e1' },
		);
		const { error } = await runDingTalk({
			parameters: create({
				allDay: true,
				options: { chatNotification: '={{ $json.off }}', pushNotification: '={{ $json.off }}' },
			}),
			input: item({ off }),
			credentials: withOperator(),
		});
		expect(error?.message).toBeUndefined();
	});

	test('Return All "true" reads to the end', async () => {
		const events = Array.from({ length: 60 }, (_, index) => ({ id: `e${index}` }));
		planApi(
			`GET ${EVENTS}view?timeMin=2026-05-01T00:00:00-04:00&timeMax=2026-05-02T00:00:00-04:00&maxResults=100`,
			undefined,
			{ events },
		);
		const { items } = await runDingTalk({
			parameters: {
				resource: 'calendarEvent',
				operation: 'getAll',
				from: '2026-05-01',
				until: '2026-05-02',
				returnAll: '={{ "true" }}',
			},
			credentials: withOperator(),
		});
		expect(items).toHaveLength(60);
	});

	test('Fail If Anyone Is Missed "true" fails', async () => {
		postApi('/v1.0/robot/oToMessages/batchSend', undefined, {
			processQueryKey: 'k',
			invalidStaffIdList: ['ghost'],
		});
		const { error } = await runDingTalk({
			parameters: {
				resource: 'message',
				operation: 'send',
				target: 'people',
				people: { list: [{ ids: 'lina、ghost' }] },
				messageType: 'text',
				text: 'x',
				options: { failOnMissed: '={{ "true" }}' },
			},
		});
		expect(error?.message).toBe('1 of 2 people did not get the message');
	});

	test('anything else is refused, nothing included', async () => {
		for (const allDay of ['={{ "yes" }}', '={{ $json.missing }}', '={{ null }}']) {
			const { message } = await refusedInput({
				parameters: create({ allDay }),
				credentials: withOperator(),
			});
			expect(message).toMatch(/^'All Day' is neither true nor false: (yes|nothing)$/);
		}
	});
});

test('an alert that is still firing has no due time', async () => {
	const { message, description } = await refusedInput({
		parameters: {
			resource: 'todo',
			operation: 'create',
			subject: 'x',
			detailUrl: 'https://example.com',
			additionalFields: { dueTime: '={{ $json.endsAt }}' },
		},
		input: item({ endsAt: '0001-01-01T00:00:00Z' }),
		credentials: withOperator(),
	});
	expect(message).toMatch(
		/^'Due Time' is 0001-01-01, which stands for no time at all: Alertmanager/,
	);
	expect(description).toMatch(/^Leave the field empty while the alert fires/);
});

test('a time asked for goes out with its offset, the plus sign encoded', async () => {
	const raw = `${EVENTS}view?timeMin=2026-01-01T00%3A00%3A00%2B08%3A00&timeMax=2026-01-02T00%3A00%3A00%2B08%3A00&maxResults=50`;
	let seen = '';
	nock(API)
		.get((uri) => (seen = uri).startsWith(`${EVENTS}view`))
		.reply(200, { events: [] });
	await runDingTalk({
		parameters: {
			resource: 'calendarEvent',
			operation: 'getAll',
			from: '2026-01-01',
			until: '2026-01-02',
		},
		timeZone: 'Asia/Shanghai',
		credentials: withOperator(),
	});
	// A colon may stand in a query as it is; a plus sign would be read as a blank.
	expect(seen.replaceAll(':', '%3A')).toBe(raw);
});

test.each(['+86 138-0000-0001', '0086 13800000001', '86-138 0000 0001', '(+86) 13800000001'])(
	'the robot mentions %s as the person picker finds them',
	async (mobile) => {
		const seen: unknown[] = [];
		nock(OAPI)
			.post('/robot/send', (body: object) => seen.push(body) > 0)
			.query(true)
			.reply(200, { errcode: 0 });
		await runRobot({
			parameters: {
				operation: 'sendText',
				text: 'Hi @+86 138-0000-0001, please look',
				mentions: { mobiles: mobile },
			},
			credential: { webhookToken: 'reported-values-token' },
		});
		expect(seen).toMatchObject([
			{ text: { content: 'Hi @13800000001, please look' }, at: { atMobiles: ['13800000001'] } },
		]);
	},
);

describe('a file as n8n hands it on', () => {
	const upload = async (
		fileName: string,
		mimeType: string,
		type: string,
		options: INode['parameters'] = {},
	) => {
		let seen = '';
		postUpload(type, '@m1', (body) => (seen = body));
		const { error } = await runDingTalk({
			parameters: { resource: 'media', operation: 'upload', options },
			input: [{ json: {}, binary: { data: binaryOf('x', fileName, mimeType) } }],
		});
		expect(error?.message).toBeUndefined();
		return uploadedFile(seen).fileName;
	};

	test.each([
		['%E6%8A%A5%E5%91%8A.png', 'image/png', 'image', '报告.png'],
		['a%20b.pdf', 'application/pdf', 'file', 'a b.pdf'],
		['100%.pdf', 'application/pdf', 'file', '100%.pdf'],
		['50%25 off.pdf', 'application/pdf', 'file', '50% off.pdf'],
		['..%2F..%2Fetc%2Fhosts.pdf', 'application/pdf', 'file', 'hosts.pdf'],
		['photo', 'image/jpg', 'image', 'photo.jpg'],
		['photo.jfif', 'image/jpeg', 'image', 'photo.jfif.jpg'],
		['message.from.alice', 'image/png', 'image', 'message.from.alice.png'],
		['song', 'audio/mp3', 'voice', 'song.mp3'],
		['archive', 'application/x-rar-compressed', 'file', 'archive.rar'],
		['table', 'application/vnd.ms-excel', 'file', 'table.xls'],
	])('%s (%s) is uploaded as %s: %s', async (name, mimeType, type, wanted) => {
		expect(await upload(name, mimeType, type)).toBe(wanted);
	});

	test('a txt is refused with the way to try it, and left to DingTalk by the option', async () => {
		const parameters = { resource: 'media', operation: 'upload' };
		const input = [{ json: {}, binary: { data: binaryOf('x', 'log', 'text/plain') } }];
		const { message, description } = await refusedInput({ parameters, input });
		expect(message).toContain("holds 'log.txt', and DingTalk takes no .txt as file");
		expect(description).toContain(
			"turn on 'Allow Other Formats' in the options to let DingTalk decide",
		);
		expect(await upload('log', 'text/plain', 'file', { anyFormat: true })).toBe('log.txt');
	});

	test('a txt is sent by the app robot where the option is on', async () => {
		postUpload('file', '@m1');
		postApi(
			'/v1.0/robot/oToMessages/batchSend',
			({ msgKey, msgParam }) =>
				msgKey === 'sampleFile' &&
				msgParam === '{"mediaId":"@m1","fileName":"log.txt","fileType":"txt"}',
			{ processQueryKey: 'k' },
		);
		const { error } = await runDingTalk({
			parameters: {
				resource: 'message',
				operation: 'send',
				target: 'people',
				people: { list: [{ ids: 'lina' }] },
				messageType: 'file',
				options: { anyFormat: true },
			},
			input: [{ json: {}, binary: { data: binaryOf('x', 'log.txt', 'text/plain') } }],
		});
		expect(error?.message).toBeUndefined();
	});

	test('what DingTalk then says to it is told', async () => {
		nock(OAPI)
			.post('/media/upload')
			.query({ access_token: TOKEN, type: 'file' })
			.reply(200, { errcode: 40004, errmsg: '不合法的媒体文件类型' });
		const { error } = await runDingTalk({
			parameters: { resource: 'media', operation: 'upload', options: { anyFormat: true } },
			input: [{ json: {}, binary: { data: binaryOf('x', 'log.txt', 'text/plain') } }],
		});
		expect(error?.name).toBe('NodeApiError');
	});
});

test('a row that holds an object is refused like any text', async () => {
	const { message } = await refusedInput({
		parameters: {
			resource: 'message',
			operation: 'send',
			target: 'people',
			people: { list: [{ ids: 'lina' }] },
			messageType: 'actionCard',
			title: 'x',
			markdown: 'x',
			buttons: { button: [{ title: '={{ $json.alert }}', url: 'https://example.com' }] },
		},
		input: item({ alert: { alertname: 'x' } }),
	});
	expect(message).toBe("'Buttons > Title 1' is an object, and text is needed");
});

test('an object as idempotency key does not make all items one message', async () => {
	const { error } = await runRobot({
		parameters: { operation: 'sendText', text: 'x', options: { msgUuid: '={{ $json.alert }}' } },
		input: item({ alert: { alertname: 'x' } }),
		credential: { webhookToken: 'reported-values-token' },
	});
	expect(error?.message).toBe("'Idempotency Key' is an object, and one ID is needed");
});

test('a work record with an alert in its form is refused', async () => {
	const call = postOapi('/topapi/workrecord/add', undefined, { errcode: 0 });
	const { error } = await runDingTalk({
		parameters: {
			resource: 'workRecord',
			operation: 'create',
			userId: { __rl: true, mode: 'id', value: 'lina' },
			title: 'x',
			url: 'https://example.com',
			formItems: { item: [{ title: 'a', content: '={{ ["a"] }}' }] },
		},
	});
	expect(error?.message).toBe("'Form Items > Content 1' is an array, and text is needed");
	expect(call.isDone()).toBe(false);
	nock.cleanAll();
});
