/**
 * Values of the wrong type in every field of every form: each is refused before anything is sent, by its own
 * name, and switches mean the same however they are spelled.
 */
import type { INode, INodeProperties } from 'n8n-workflow';

import { RESOURCES } from '../../nodes/DingTalk/registry';
import { fields as aiTableTriggerFields } from '../../nodes/DingTalkAiTableTrigger/fields';
import { readSettings as readTableSettings } from '../../nodes/DingTalkAiTableTrigger/settings';
import { fields as calendarTriggerFields } from '../../nodes/DingTalkCalendarTrigger/fields';
import { readSettings } from '../../nodes/DingTalkCalendarTrigger/settings';
import { properties as callbackFields } from '../../nodes/DingTalkCallbackTrigger/properties';
import { readSubscription } from '../../nodes/DingTalkCallbackTrigger/setup';
import { sendActionCard } from '../../nodes/DingTalkRobot/operations/sendActionCard';
import { sendFeedCard } from '../../nodes/DingTalkRobot/operations/sendFeedCard';
import { sendLink } from '../../nodes/DingTalkRobot/operations/sendLink';
import { sendMarkdown } from '../../nodes/DingTalkRobot/operations/sendMarkdown';
import { sendText } from '../../nodes/DingTalkRobot/operations/sendText';
import { InputError } from '../../nodes/shared/errors/inputError';
import { buildRobotParts } from '../../nodes/DingTalkRobot/sending/robotParts';
import { systemClock } from '../../nodes/shared/run/clock';
import { readPushSettings } from '../../nodes/shared/pushes/settings';
import type { Filling, Place, Values } from '../helpers/anyForm.mts';
import { formWith, placesIn } from '../helpers/anyForm.mts';
import { firstCallOf, outcomeOf, settled } from '../helpers/dryRun.mts';
import { formOf } from '../helpers/form.mts';

beforeEach(() => {
	// What types a text into a card waits between its calls.
	jest.spyOn(systemClock, 'sleep').mockResolvedValue(undefined);
	// Lists of approvals go back one year: the dates of the samples are of these days.
	jest.spyOn(systemClock, 'now').mockReturnValue(Date.UTC(2026, 4, 3));
});
afterEach(() => jest.restoreAllMocks());

// eslint-disable-next-line no-loss-of-precision -- The rounding is what it is about.
const ROUNDED = 26605334524157029;
const OBJECT = { alertname: 'x' };

/** A form, and what becomes of it: text that tells what is sent. */
interface Subject {
	name: string;
	fields: readonly INodeProperties[];
	run(values: Values): Promise<string>;
}

const SAMPLES: Record<string, unknown> = {
	agentId: '123',
	attendees: { person: [{ user: { __rl: true, mode: 'id', value: 'lina' } }] },
	binaryPropertyName: 'data',
	calendarId: 'primary',
	callbackUrl: 'https://example.com/a',
	coverBinaryPropertyName: 'cover',
	coverMediaId: '@media123',
	customJson: { msgKey: 'sampleText', msgParam: '{}' },
	daysOff: '2026-10-01',
	departmentId: { __rl: true, mode: 'id', value: '12' },
	department: { __rl: true, mode: 'id', value: '12' },
	detailUrl: 'https://example.com/a',
	end: '2026-05-01T10:00:00',
	files: 'data',
	firstColumn: 'C',
	hyperlinks: [[{ type: 'path', link: 'https://example.com' }]],
	imageMediaId: '@media123',
	imageUrl: 'https://example.com/a.png',
	jsonBody: { a: 1 },
	jsonOutput: [{ fieldLabel: 'x' }],
	maxDateAndTime: '2099-05-01T09:00:00',
	mediaId: '@media123',
	members: { person: [{ user: { __rl: true, mode: 'id', value: 'lina' } }] },
	messageUrl: 'https://example.com/a',
	mobiles: '13800000001',
	path: '/v1.0/a',
	// Of what may be shared with people or departments.
	people: { person: [{ user: { __rl: true, mode: 'id', value: 'lina' } }] },
	pcDetailUrl: 'https://example.com/a',
	pcMessageUrl: 'https://example.com/a',
	pcUrl: 'https://example.com/a',
	photos: 'https://example.com/a.png',
	picUrl: 'https://example.com/a.png',
	range: 'A1',
	reminders: '15',
	replyTo: {
		conversationId: 'cid1',
		conversationType: '2',
		senderStaffId: 'lina',
		sessionWebhook: 'https://oapi.dingtalk.com/robot/sendBySession?session=x',
	},
	row: { mappingMode: 'defineBelow', value: { No: 'x' }, matchingColumns: ['No'] },
	rowJson: { No: 'x' },
	roomIds: { list: [{ ids: 'room1' }] },
	spaceId: { __rl: true, mode: 'id', value: '25001' },
	statusColor: '#112233',
	targetSpaceId: { __rl: true, mode: 'id', value: '25001' },
	taskId: '123',
	timeZone: 'Asia/Shanghai',
	// Of all operations that change something; what one of them does not know is not read.
	updateFields: { name: 'x', numberFormat: '0', subject: 'x', summary: 'x' },
	url: 'https://example.com/a',
	variables: { variable: [{ name: 'title', value: 'x' }] },
	variablesJson: { title: 'x' },
};

/** By which the form of its row or collection makes sense. */
const COMPANIONS: Record<string, Values> = {
	remindBy: { reminderTime: '2026-05-01T09:00:00' },
	richNumber: { richUnit: '%' },
	richUnit: { richNumber: '1' },
	statusColor: { statusText: 'x' },
};

/** Files of the dry run that fit the type of a message. */
const FILES: Record<string, string> = { file: 'file', video: 'video', voice: 'voice' };

const filling: Filling = {
	sample({ displayName, name, type, required, placeholder }) {
		if (displayName === 'Values' && type === 'json') return [['x']];
		if (name === 'columns' && type === 'resourceMapper') {
			return { mappingMode: 'defineBelow', value: { Title: 'x' }, matchingColumns: ['Title'] };
		}
		if (name === 'ids' && placeholder?.includes('900363352')) return '12';
		if (name === 'fileName') return required ? 'a.pdf' : 'a';
		if (name === 'from') return type === 'string' ? '09:00' : '2026-05-01T09:00:00';
		if (name === 'until') return type === 'string' ? '18:00' : '2026-05-02T09:00:00';
		// Minutes before an event; of a question they are rows.
		if (name === 'reminders' && type === 'fixedCollection') return undefined;
		return SAMPLES[name];
	},
	adjust(values, { chain, field }, scope) {
		// A file's name counts where there is a file.
		if (field.name === 'fileName' && 'messageType' in values && scope !== values) {
			values.messageType = 'image';
		}
		if (typeof values.messageType === 'string') {
			values.binaryPropertyName = FILES[values.messageType] ?? 'data';
		}
		// Into a card that this process has not typed into before.
		if ('key' in values) (values.options as Values).textSoFar ??= 'x';
		const hidden = chain.flatMap(({ field: { displayOptions } }) => [
			...(displayOptions?.hide?.kind ?? []),
			...(displayOptions?.hide?.['/kind'] ?? []),
		]);
		if (hidden.includes('scene')) values.kind = 'internal';
		if (hidden.includes('scene')) values.chatId = { __rl: true, mode: 'chatId', value: 'chat1' };
		if (hidden.includes('internal')) values.kind = 'scene';
		Object.assign(scope, COMPANIONS[field.name]);
	},
};

const subjects: Subject[] = [
	...RESOURCES.flatMap(({ name, operations }) =>
		operations.map((operation) => ({
			name: `${name} > ${operation.name}`,
			fields: operation.fields,
			run: async (values: Values) => await firstCallOf(operation, values),
		})),
	),
	...[sendText, sendMarkdown, sendLink, sendActionCard, sendFeedCard].map(
		({ name, fields, read }) => ({
			name: `Group Robot > ${name}`,
			fields,
			run: async (values: Values) => {
				const { msgUuid = 'key', ...message } = read(formOf(fields, values));
				return await Promise.resolve(JSON.stringify(buildRobotParts({ ...message, msgUuid })));
			},
		}),
	),
	{
		name: 'Trigger and Callback Trigger',
		fields: callbackFields,
		run: async (values) =>
			await settled(() => ({
				...readPushSettings(contextOf(values)),
				subscription: readSubscription(contextOf(values) as never),
			})),
	},
	{
		name: 'AI Table Trigger',
		fields: aiTableTriggerFields,
		run: async (values) =>
			await settled(() => readTableSettings(contextOf(values) as never, ASKED_FOR_NOTHING)),
	},
	{
		name: 'Calendar Trigger',
		fields: calendarTriggerFields,
		run: async (values) => await settled(() => readSettings(contextOf(values) as never)),
	},
];

/** Reading the form needs the credential's Operator alone. */
const ASKED_FOR_NOTHING = {
	api: { settings: { operatorId: 'union-alice' } },
	directory: {},
} as never;

/** The parts of n8n's trigger contexts that tell the form. */
const contextOf = (values: Values) => ({
	getNode: () => ({ name: 'Trigger', type: 'x', parameters: {} }) as unknown as INode,
	getNodeParameter: (name: string, fallback?: unknown) =>
		name in values ? values[name] : fallback,
	getTimezone: () => 'Asia/Shanghai',
});

/** Fields that take several entries; of what a column is compared with, DingTalk tells it. */
const isList = ({ name, displayName, description = '' }: INodeProperties) =>
	description.startsWith('What it is compared with') ||
	(/(s|daysOff|people)$/.test(name) &&
		/(IDs|Keys|Numbers|Days Off|Before\)|Codes|Columns|Match On|Groups|Options|People|Files|Photos)$/.test(
			displayName,
		));

/** Fields whose text names somebody or something at DingTalk, or is a key. */
const isId = ({ name, type }: INodeProperties) =>
	type === 'string' && /(Ids?|Code|Codes|Key|Keys|uuid|Uuid|^ids|cid)$/.test(name);

/** People, departments or groups. */
const isSeveral = ({ options = [] }: INodeProperties) =>
	options.some(({ name }) => name === 'list');

/** What no field of this kind may take. */
function wrongValuesFor(field: INodeProperties): unknown[] {
	const none = [undefined, null, '', '  '];
	switch (field.type) {
		case 'boolean':
			return ['yes', 'on', 2, OBJECT, [], [true], new Date(0), ...none];
		case 'number':
			return ['x', '0x1', true, OBJECT, [], [1], Number.NaN, ...none];
		case 'dateTime':
			return [
				'0001-01-01T00:00:00Z',
				1_777_597_200_000_000,
				'1777597200000000000',
				'2026-13-01',
				true,
				OBJECT,
				[],
			];
		case 'options':
			return ['no such option', OBJECT, ['x']];
		case 'multiOptions':
			// DingTalk has more events than the list; expressions may name them.
			return [OBJECT, [OBJECT], ...(field.name === 'events' ? [] : [['no such option']])];
		case 'resourceLocator':
			return [
				ROUNDED,
				1.5,
				OBJECT,
				['a'],
				{ mode: 'id', value: ROUNDED },
				{ mode: 'id', value: OBJECT },
			];
		case 'json':
			return [{ userIds: [{ id: ROUNDED }] }, '{'];
		case 'collection':
			return ['text', 5, true, [OBJECT]];
		case 'fixedCollection':
			// Of these, an expression may give the IDs alone.
			return isSeveral(field) ? [true, OBJECT] : [true, OBJECT, 'text', 5];
		case 'color':
			return [OBJECT, ['x']];
		default:
			return [
				OBJECT,
				[OBJECT],
				() => 'x',
				...(isList(field) ? [] : [['x'], []]),
				...(isId(field) ? [ROUNDED, ...(isList(field) ? [[ROUNDED]] : [])] : []),
			];
	}
}

const show = (value: unknown) =>
	typeof value === 'string' || typeof value === 'function'
		? `'${String(value)}'`
		: JSON.stringify(value);

describe.each(subjects)('$name', (subject) => {
	const places = placesIn(subject.fields);
	const filledIn = (place: Place, ...value: [unknown?]) =>
		formWith(subject.fields, place, filling, ...value);

	test('is sent as long as all is right', async () => {
		const refused: string[] = [];
		for (const place of places) {
			const outcome = await outcomeOf(subject.run, filledIn(place));
			if (outcome instanceof InputError) refused.push(`${place.name}: ${outcome.message}`);
		}
		expect(refused).toEqual([]);
	});

	test('refuses what is of the wrong type, before anything is sent', async () => {
		const taken: string[] = [];
		for (const place of places) {
			for (const value of wrongValuesFor(place.field)) {
				const outcome = await outcomeOf(subject.run, filledIn(place, value));
				const isRefused =
					outcome instanceof InputError && outcome.field.includes(place.field.displayName);
				if (!isRefused)
					taken.push(`${place.name} = ${show(value)}: ${String(outcome).slice(0, 300)}`);
			}
		}
		expect(taken).toEqual([]);
	});

	test('writes dates in texts in ISO, or refuses them', async () => {
		const texts = places.filter(({ field }) => field.type === 'string');
		for (const place of texts) {
			const outcome = await outcomeOf(subject.run, filledIn(place, new Date(0)));
			expect(`${place.name}: ${String(outcome)}`).not.toMatch(/GMT|Jan 01/);
		}
	});

	test('takes a switch in all its spellings', async () => {
		const spellings = [
			[true, 'true', ' TRUE', 'True', 1, '1'],
			[false, 'false', 'FALSE ', 'False', 0, '0'],
		];
		for (const place of places.filter(({ field }) => field.type === 'boolean')) {
			for (const [plain, ...others] of spellings) {
				const wanted = await outcomeOf(subject.run, filledIn(place, plain));
				for (const value of others) {
					expect([place.name, value, await outcomeOf(subject.run, filledIn(place, value))]).toEqual(
						[place.name, value, wanted],
					);
				}
			}
		}
	});
});

test('the tables above leave nothing out', () => {
	const fields = subjects.flatMap(({ fields: all }) => placesIn(all).map(({ field }) => field));
	expect(subjects).toHaveLength(RESOURCES.flatMap(({ operations }) => operations).length + 5 + 3);
	expect(fields.length).toBeGreaterThan(500);
	expect(fields.filter(({ type }) => type === 'boolean').length).toBeGreaterThan(80);
});
