import type { INode } from 'n8n-workflow';

import { NOTHING, refusedInput } from '../../../helpers/calls.mts';
import { binaryOf } from '../../../helpers/dingTalk.mts';
import { cardParameters } from './messageKinds';

type Parameters = INode['parameters'];

const people = {
	resource: 'message',
	operation: 'send',
	target: 'people',
	people: { list: [{ ids: 'u1' }] },
};
const legacy = { ...people, target: 'legacyConversation', senderUserId: 'u1', cid: 'cidPicked' };
const text = { messageType: 'text', text: 'hi' };
const link = {
	messageType: 'link',
	title: 'T',
	linkText: 'L',
	messageUrl: 'https://example.com',
	picUrl: 'https://example.com/a.png',
};
const buttons = (...rows: object[]) => ({ ...cardParameters(1), buttons: { button: rows } });

/** What is wrong, the parameters, and words that the error must have. */
const CASES: Array<[string, object, RegExp]> = [
	['no people', { ...people, ...text, people: { list: [{ ids: ' , ' }] } }, /'People' is empty/],
	[
		'people as objects',
		{ ...people, ...text, people: { list: [{ ids: '={{ [{ id: "u1" }] }}' }] } },
		/'People > IDs 1' is an object/,
	],
	[
		'no group',
		{
			...people,
			...text,
			target: 'group',
			openConversationId: { __rl: true, mode: 'id', value: NOTHING },
		},
		/'Group' is empty/,
	],
	['an unknown target', { ...people, ...text, target: 'everyone' }, /'Send To' is 'everyone'/],
	['an unknown message type', { ...people, messageType: 'sticker' }, /'Message Type' is 'sticker'/],
	['no conversation', { ...legacy, ...text, cid: NOTHING }, /'Conversation ID \(Cid\)' is empty/],
	['no sender', { ...legacy, ...text, senderUserId: ' ' }, /'Sender' is empty/],
	['empty text', { ...people, messageType: 'text', text: ' \n' }, /'Text' is empty/],
	[
		'an object as text',
		{ ...people, messageType: 'text', text: '={{ $json }}' },
		/'Text' is an object/,
	],
	[
		'an array as text',
		{ ...people, messageType: 'text', text: '={{ [1, 2] }}' },
		/'Text' is an array/,
	],
	[
		'text over 15,000 bytes',
		{ ...people, messageType: 'text', text: '字'.repeat(5000) },
		/'Message' is 15,014 bytes long; the limit is 15,000 bytes/,
	],
	[
		'a work notification over 2,048 bytes',
		{ ...legacy, messageType: 'text', text: 'x'.repeat(2048) },
		/'Message' is 2,0\d\d bytes long; the limit is 2,048 bytes/,
	],
	['no title', { ...people, ...link, title: NOTHING }, /'Title' is empty/],
	[
		'no markdown',
		{ ...people, messageType: 'markdown', title: 'T', markdown: NOTHING },
		/'Markdown' is empty/,
	],
	['no link text', { ...people, ...link, linkText: NOTHING }, /'Link Text' is empty/],
	[
		'a bad link',
		{ ...people, ...link, messageUrl: 'www.example.com' },
		/'Message URL' is not a usable URL/,
	],
	[
		'a script link',
		{ ...people, ...link, messageUrl: 'javascript:alert(1)' },
		/'Message URL' is not a usable/,
	],
	[
		'a bad picture',
		{ ...people, ...link, picUrl: 'ftp://example.com/a.png' },
		/'Picture URL' is neither/,
	],
	[
		'an empty image URL',
		{ ...people, messageType: 'image', imageSource: 'url', imageUrl: NOTHING },
		/'Image' is empty/,
	],
	[
		'an empty media ID',
		{ ...people, messageType: 'image', imageSource: 'mediaId', mediaId: NOTHING },
		/'Media ID' is empty/,
	],
	[
		'a media ID of the wrong form',
		{ ...people, messageType: 'image', imageSource: 'mediaId', mediaId: 'lADP' },
		/'Image' is neither a picture URL nor a media ID/,
	],
	[
		'a file name without extension',
		{
			...people,
			messageType: 'file',
			fileSource: 'mediaId',
			mediaId: '@lADPx',
			fileName: 'Report 1.2',
		},
		/'File Name' is 'Report 1.2', and the app robot sends only xlsx, pdf/,
	],
	['a card without buttons', { ...people, ...buttons() }, /'Buttons' is empty/],
	[
		'a button without title',
		{ ...people, ...buttons({ url: 'https://x.io' }) },
		/'Buttons > Title 1' is empty/,
	],
	[
		'a button without URL',
		{ ...people, ...buttons({ title: 'Go' }) },
		/'Buttons > URL 1' is empty/,
	],
	[
		'a bad button URL',
		{ ...people, ...buttons({ title: 'Go', url: 'x' }) },
		/'Buttons > URL 1' is not a usable/,
	],
	['6 buttons', { ...people, ...cardParameters(6) }, /'Buttons' has 6 entries; the limit is 5/],
	[
		'3 buttons side by side',
		{ ...people, ...cardParameters(3, 'horizontal') },
		/'Buttons' has 3 entries; side by side .* exactly 2/,
	],
	[
		'long card markdown',
		{ ...legacy, ...cardParameters(1), markdown: 'x'.repeat(1001) },
		/'Markdown' is 1,001 characters long; the limit is 1,000/,
	],
	[
		'a long button title',
		{ ...legacy, ...buttons({ title: 'x'.repeat(21), url: 'https://x.io' }) },
		/'Buttons > Title 1' is 21 characters long; the limit is 20/,
	],
	[
		'a long single URL',
		{ ...legacy, ...buttons({ title: 'x', url: `https://x.io/${'x'.repeat(500)}` }) },
		/'Buttons > URL 1' is 513 characters long; the limit is 500/,
	],
];

describe('Message > Send refuses, before anything is sent,', () => {
	test.each(CASES)('%s', async (_name, parameters, wanted) => {
		const { message, description } = await refusedInput({ parameters: parameters as Parameters });
		expect(message).toMatch(wanted);
		expect(description).not.toBe('');
	});

	const image = { ...people, messageType: 'image' };
	const file = { ...people, messageType: 'file' };
	const pdf = binaryOf('%PDF', 'a.pdf', 'application/pdf');
	const FILES: Array<[string, object, ReturnType<typeof binaryOf> | undefined, RegExp]> = [
		[
			'a missing file',
			image,
			undefined,
			/'Input Data Field Name' names the binary field 'data', which this item does not have/,
		],
		[
			'a field that the item lacks',
			{ ...file, binaryPropertyName: 'other' },
			pdf,
			/names the binary field 'other'/,
		],
		['a document as image', image, pdf, /holds 'a.pdf', and DingTalk takes no .pdf as image/],
		['a CSV file', file, binaryOf('a,b', 'a.csv', 'text/csv'), /'a.csv'.*/],
		['an empty file', file, binaryOf('', 'a.pdf', 'application/pdf'), /holds an empty file/],
		[
			'a file over 20 MB',
			file,
			binaryOf(Buffer.alloc(20 * 1024 ** 2 + 1), 'a.pdf', 'application/pdf'),
			/holds a file of more than 20 MB, the limit for file/,
		],
		[
			'a file over 10 MB for a legacy conversation',
			{ ...legacy, messageType: 'file' },
			binaryOf(Buffer.alloc(10 * 1024 ** 2 + 1), 'a.pdf', 'application/pdf'),
			/more than 10 MB, the limit for this target/,
		],
	];

	test.each(FILES)('%s', async (_name, parameters, data, wanted) => {
		const { message } = await refusedInput({
			parameters: parameters as Parameters,
			input: [{ json: {}, ...(data ? { binary: { data } } : {}) }],
		});
		expect(message).toMatch(wanted);
	});
});

test('reads a button whose title is a number and whose URL is missing', async () => {
	const button = { title: '={{ 42 }}', url: '={{ null }}' };
	const { message } = await refusedInput({
		parameters: { ...people, ...buttons(button) } as Parameters,
	});
	expect(message).toMatch(/'Buttons > URL 1' is empty/);
});
