import { client, sandbox, token, useSandbox } from './started.mts';

useSandbox();

const GROUP = 'cidPhoenix0000000000001==';

const group = async (more: Record<string, unknown> = {}) =>
	await client.api(
		'POST',
		'/v1.0/robot/groupMessages/send',
		{
			robotCode: 'dingsandboxapp',
			openConversationId: GROUP,
			msgKey: 'sampleText',
			msgParam: JSON.stringify({ content: 'hello' }),
			...more,
		},
		token,
	);
const template = async (msgKey: string, msgParam: unknown) =>
	(await group({ msgKey, msgParam: JSON.stringify(msgParam) })).body.code as string | undefined;
const last = () => sandbox.control.state().messages.at(-1);

describe('templates', () => {
	it('want every field, as a string', async () => {
		expect(await template('sampleText', {})).toBe('miss.param.contentOfText');
		expect(await template('sampleText', { content: 5 })).toBe('invalidParameter.msgParam.invalid');
		expect(await template('sampleMarkdown', { text: 'x' })).toBe('miss.param.markdownTotitle');
		expect(await template('sampleLink', { title: 'a', text: 'b', picUrl: '' })).toBe(
			'miss.param.messageUrlOfLink',
		);
		const single = { title: 'a', text: 'b', singleTitle: 'c' };
		expect(await template('sampleActionCard', { ...single, singleUrl: 'https://x' })).toBe(
			'miss.param.actionCardTosingleUrl',
		);
		expect(await template('sampleNothing', {})).toBe('invalidParameter.msgKey.invalid');
		expect(await template('constructor', {})).toBe('invalidParameter.msgKey.invalid');
	});

	it('count buttons by their own names', async () => {
		const two = { title: 'a', text: 'b', actionTitle1: '1', actionURL1: 'u1', actionTitle2: '2' };
		expect(await template('sampleActionCard2', two)).toBe('miss.param.actionCardTobtnsToactionUrl');
		expect(await template('sampleActionCard2', { ...two, actionURL2: 'u2' })).toBeUndefined();
		expect(last()?.content).toMatchObject({
			buttons: [
				{ title: '1', url: 'u1' },
				{ title: '2', url: 'u2' },
			],
			layout: 'vertical',
		});
		const flat = { title: 'a', text: 'b', buttonTitle1: '1', buttonUrl1: 'u1' };
		expect(await template('sampleActionCard6', flat)).toBe('miss.param.actionCardTobtnsTotitle');
		const full = { ...flat, buttonTitle2: '2', buttonUrl2: 'u2' };
		expect(await template('sampleActionCard6', full)).toBeUndefined();
		expect(last()?.content.layout).toBe('horizontal');
	});

	it('want media that exist', async () => {
		const { body } = await client.upload(token, 'image', 'a.png');
		expect(await template('sampleImageMsg', { photoURL: '@nothing' })).toBe('resource.not.found');
		expect(await template('sampleImageMsg', { photoURL: 'no url' })).toBe(
			'invalidParameter.msgParam.invalid',
		);
		expect(
			await template('sampleImageMsg', { photoURL: 'https://example.com/a.png' }),
		).toBeUndefined();
		expect(await template('sampleImageMsg', { photoURL: body.media_id })).toBeUndefined();
		expect(last()).toMatchObject({ kind: 'image', mediaIds: [body.media_id] });
		const file = { mediaId: body.media_id, fileName: 'a.pdf', fileType: 'pdf' };
		expect(await template('sampleFile', file)).toBeUndefined();
		expect(await template('sampleFile', { ...file, fileType: 'exe' })).toBe(
			'invalidParameter.msgParam.invalid',
		);
		expect(await template('sampleFile', { ...file, mediaId: '' })).toBe('miss.param.file');
		const audio = { mediaId: body.media_id, duration: '2500' };
		expect(await template('sampleAudio', audio)).toBeUndefined();
		expect(last()?.content.durationMs).toBe(2500);
		const video = {
			videoMediaId: body.media_id,
			videoType: 'mp4',
			duration: '3',
			picMediaId: body.media_id,
		};
		expect(await template('sampleVideo', video)).toBeUndefined();
		expect(last()?.content.durationMs).toBe(3000);
	});
});
