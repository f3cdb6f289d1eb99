import type { IDataObject, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { readPushSettings } from '../../../../nodes/shared/pushes/settings';

const node = { name: 'DingTalk Trigger', type: 'x', parameters: {} } as unknown as INode;
const read = (parameters: IDataObject) =>
	readPushSettings({
		getNode: () => node,
		getNodeParameter: (name, fallback) => parameters[name] ?? fallback,
	});

it('has defaults that let everything through', () => {
	expect(read({ triggerOn: ['message'] })).toEqual({
		kinds: new Set(['message']),
		filters: {},
		simplify: true,
		answer: 'none',
		answerText: '',
		cardAnswer: 'none',
		adaptMarkdown: true,
		downloadFiles: false,
		filesField: 'data',
		includeSessionWebhook: false,
	});
});

it('reads every field', () => {
	const settings = read({
		triggerOn: ['message', 'event', 'cardAction'],
		events: ['check_in', 'org_change'],
		filters: {
			messageTypes: ['text'],
			conversationType: 'group',
			groups: 'cid1==, cid2==',
			people: 'u1，u2\nu3',
			keyword: ' Invoice ',
			pattern: '/^a\\/b$/i',
			processCodes: {
				process: [
					{ process: { __rl: true, mode: 'list', value: 'PROC-1' } },
					{ process: { __rl: true, mode: 'id', value: ' PROC-2 ' } },
				],
				list: [{ ids: 'PROC-3, PROC-1' }],
			},
			approvalChanges: ['task start'],
		},
		simplify: false,
		answer: 'text',
		answerText: 'Got it',
		cardAnswer: 'lastNode',
		options: {
			adaptMarkdown: false,
			downloadFiles: true,
			filesField: ' file ',
			includeSessionWebhook: true,
		},
	});
	expect(settings).toEqual({
		kinds: new Set(['message', 'event', 'cardAction']),
		events: new Set(['check_in', 'org_change']),
		filters: {
			messageTypes: new Set(['text']),
			conversationType: 'group',
			groups: new Set(['cid1==', 'cid2==']),
			people: new Set(['u1', 'u2', 'u3']),
			keyword: 'invoice',
			pattern: /^a\/b$/i,
			processCodes: new Set(['PROC-1', 'PROC-2', 'PROC-3']),
			approvalChanges: new Set(['task start']),
		},
		simplify: false,
		answer: 'text',
		answerText: 'Got it',
		cardAnswer: 'lastNode',
		adaptMarkdown: false,
		downloadFiles: true,
		filesField: 'file',
		includeSessionWebhook: true,
	});
});

it('takes empty filters for none', () => {
	const filters = { messageTypes: [], groups: ' , ', people: '', keyword: ' ', pattern: '' };
	expect(read({ triggerOn: ['message'], filters }).filters).toEqual({});
});

it('takes a pattern without slashes as it stands, spaces included', () => {
	const patternOf = (pattern: string) =>
		read({ triggerOn: ['message'], filters: { pattern } }).filters.pattern;
	expect(patternOf('a b')).toEqual(/a b/);
	expect(patternOf('1/2')).toEqual(/1\/2/);
	expect(patternOf('/a/')).toEqual(/a/);
});

it('wants all events where the list holds the star', () => {
	expect(read({ triggerOn: ['event'], events: ['*', 'check_in'] }).events).toBeUndefined();
});

it('leaves alone what belongs to another kind', () => {
	const settings = read({
		triggerOn: ['event'],
		events: ['*'],
		answer: 'text',
		cardAnswer: 'lastNode',
	});
	expect(settings).toMatchObject({ answer: 'none', answerText: '', cardAnswer: 'none' });
	expect(read({ triggerOn: ['message'], events: [] }).events).toBeUndefined();
});

it.each<[string, IDataObject, string]>([
	['no kind', { triggerOn: [] }, "'Trigger On' is empty"],
	['an unknown kind', { triggerOn: ['mail'] }, "'Trigger On' is 'mail', which is no option of it"],
	['no events', { triggerOn: ['event'] }, "'Events' is empty"],
	[
		'a broken pattern',
		{ triggerOn: ['message'], filters: { pattern: '/(/' } },
		"'Pattern' is no regular expression",
	],
	[
		'unknown flags',
		{ triggerOn: ['message'], filters: { pattern: '/a/xx' } },
		"'Pattern' is no regular expression",
	],
	[
		'an answer without words',
		{ triggerOn: ['message'], answer: 'text', answerText: '  ' },
		"'Answer Text' is empty",
	],
	[
		'an unknown answer',
		{ triggerOn: ['message'], answer: 'later' },
		"'Answer' is 'later', which is no option of it",
	],
	[
		'no field for files',
		{ triggerOn: ['message'], options: { filesField: ' ' } },
		"'Put Output File in Field' is empty",
	],
	[
		'an object for a text',
		{ triggerOn: ['message'], filters: { keyword: { a: 1 } } },
		"'Keyword' is an object, and text is needed",
	],
	[
		'an unknown conversation type',
		{ triggerOn: ['message'], filters: { conversationType: 'channel' } },
		"'Conversation Type' is 'channel', which is no option of it",
	],
])('refuses %s, naming field and cure', (_name, parameters, text) => {
	let thrown: unknown;
	try {
		read(parameters);
	} catch (error) {
		thrown = error;
	}
	expect(thrown).toBeInstanceOf(NodeOperationError);
	const { message, description } = thrown as NodeOperationError;
	expect(message).toContain(text);
	expect(description).toBeTruthy();
});

it('lets through what is no fault of the fields', () => {
	const broken = () =>
		readPushSettings({
			getNode: () => node,
			getNodeParameter() {
				throw new TypeError('not this one');
			},
		});
	expect(broken).toThrow(TypeError);
});

it('takes people and groups of the filters from pickers and lists in any mix', () => {
	const filters = {
		groups: {
			group: [{ group: { __rl: true, mode: 'list', value: 'cid1==' } }],
			list: [{ ids: ['cid2==', 'cid1=='] }],
		},
		people: {
			person: [
				{ user: { __rl: true, mode: 'list', value: 'u1' } },
				{ user: { __rl: true, mode: 'unionId', value: 'union-2' } },
			],
			list: [{ ids: 'u3, $:LWCP_v1:$MDwa66wol79LFsAILOB8VA==', idType: 'any' }],
		},
	};
	expect(read({ triggerOn: ['message'], filters }).filters).toEqual({
		groups: new Set(['cid1==', 'cid2==']),
		people: new Set(['u1', 'union-2', 'u3', '$:LWCP_v1:$MDwa66wol79LFsAILOB8VA==']),
	});
});

it('refuses mobile numbers in the filters, which no push tells', () => {
	const user = { __rl: true, mode: 'mobile', value: '13800000001' };
	const filters = { people: { person: [{ user }] } };
	expect(() => read({ triggerOn: ['message'], filters })).toThrow(
		"'People > Person 1' goes by a mobile number",
	);
});
