import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import {
	assertMaxBytes,
	assertMaxChars,
	requireText,
	requireUrl,
} from '../../../shared/messages/checks';
import type { ItemContext } from '../../../shared/operation';
import { parseJsonField, toChoice, toChoices, toNumber, toText } from '../../../shared/params';
import { toTime } from '../../../shared/time';
import { readCustomFields } from './fields';
import { TODO_LIMITS } from './limits';
import type { Priority } from './todo';
import { PRIORITIES } from './todo';

const ACTIONS = { call: 1, open: 2 } as const;

/** The body of a new todo, without its people. */
export function buildTodo({ read, node }: ItemContext): IDataObject {
	const extra = read.group('additionalFields');
	const zone = node.getTimezone();
	const appUrl = readUrl(read.label('detailUrl'), read.text('detailUrl'));
	const priority = read.choiceIn<Priority>('additionalFields', 'priority');
	const todoType = read.choiceIn<string>('additionalFields', 'todoType');
	const buttons = readButtons(extra.buttons);
	const contentFieldList = readCustomFields(extra.customFields);
	return {
		...readTexts({ subject: read.text('subject'), description: extra.description }),
		detailUrl: {
			appUrl,
			pcUrl: extra.pcDetailUrl ? readUrl('PC Detail URL', extra.pcDetailUrl) : appUrl,
		},
		...(extra.dueTime ? { dueTime: toTime('Due Time', extra.dueTime, zone) } : {}),
		...(priority ? { priority: PRIORITIES[priority] } : {}),
		...(todoType ? { todoType } : {}),
		...(extra.isOnlyShowExecutor === undefined
			? {}
			: { isOnlyShowExecutor: extra.isOnlyShowExecutor === true }),
		...(contentFieldList.length > 0 ? { contentFieldList } : {}),
		...(buttons.length > 0 ? { actionList: buttons } : {}),
		...readNotices(extra, zone),
		...(extra.bizCategoryId
			? { bizCategoryId: toText('Business Category ID', extra.bizCategoryId) }
			: {}),
	};
}

/** Subject and description, as far as they are given. */
export function readTexts({ subject, description }: IDataObject): IDataObject {
	const texts: IDataObject = {};
	if (subject !== undefined) {
		const text = requireText('Subject', toText('Subject', subject));
		assertMaxChars('Subject', text, TODO_LIMITS.subjectChars);
		texts.subject = text;
	}
	if (description !== undefined) {
		const text = toText('Description', description);
		assertMaxChars('Description', text, TODO_LIMITS.descriptionChars);
		texts.description = text;
	}
	return texts;
}

function readUrl(field: string, value: unknown): string {
	const url = requireUrl(field, toText(field, value));
	assertMaxBytes(field, url, TODO_LIMITS.urlBytes, 'Give a shorter URL');
	return url;
}

function readButtons(value: unknown): IDataObject[] {
	const { button = [] } = (value ?? {}) as { button?: IDataObject[] };
	return button.map((row, index) => {
		const label = (part: string) => `Buttons > ${part} ${index + 1}`;
		const action = toChoice(label('When Pressed'), String(row.action ?? 'open'), ['call', 'open']);
		const style = toNumber(label('Style'), row.style ?? 0, Number.isInteger, 'a whole number');
		return {
			title: requireText(label('Title'), toText(label('Title'), row.title)),
			actionType: ACTIONS[action],
			url: readUrl(label('URL'), row.url),
			...(row.pcUrl ? { pcUrl: readUrl(label('PC URL'), row.pcUrl) } : {}),
			...(action === 'call' ? { param: paramOf(row, label) } : {}),
			...(row.actionKey ? { actionKey: toText(label('Key'), row.actionKey) } : {}),
			...(style ? { buttonStyleType: style } : {}),
		};
	});
}

function paramOf({ body, headers }: IDataObject, label: (part: string) => string): IDataObject {
	const header = parseJsonField(label('Request Headers'), headers ?? '');
	if (
		header !== undefined &&
		(typeof header !== 'object' || header === null || Array.isArray(header))
	) {
		throw new InputError(
			label('Request Headers'),
			'is not a JSON object',
			'Give names and values, such as {"X-Token": "abc"}',
		);
	}
	return {
		...(body ? { body: toText(label('Request Body'), body) } : {}),
		...(Object.keys(header ?? {}).length > 0 ? { header: header as IDataObject } : {}),
	};
}

/** When and how people are told. DingTalk has these switches as texts, `dingNotify` with digits. */
function readNotices(extra: IDataObject, zone: string): IDataObject {
	if (extra.remindBy !== undefined && !extra.reminderTime) {
		throw new InputError(
			'Remind By',
			"does nothing without 'Reminder Time'",
			"Add 'Reminder Time', or take 'Remind By' out",
		);
	}
	return {
		...(extra.reminderTime
			? { reminderTimeStamp: toTime('Reminder Time', extra.reminderTime, zone) }
			: {}),
		...(extra.remindBy === undefined
			? {}
			: { remindNotifyConfigs: switches('Remind By', extra.remindBy, ['ding', 'push']) }),
		...(extra.notifyBy === undefined
			? {}
			: { notifyConfigs: switches('Notify By', extra.notifyBy, ['ding', 'push', 'chat']) }),
	};
}

const SWITCHES = {
	ding: { name: 'dingNotify', on: '1', off: '0' },
	push: { name: 'sendTodoApn', on: 'true', off: 'false' },
	chat: { name: 'sendAssistantChat', on: 'true', off: 'false' },
} as const;

function switches(
	field: string,
	value: unknown,
	known: ReadonlyArray<keyof typeof SWITCHES>,
): IDataObject {
	const chosen = toChoices(field, value, known);
	return Object.fromEntries(
		known.map((one) => {
			const { name, on, off } = SWITCHES[one];
			return [name, chosen.includes(one) ? on : off];
		}),
	);
}
