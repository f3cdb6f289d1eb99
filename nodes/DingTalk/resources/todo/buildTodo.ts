import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import {
	assertMaxBytes,
	assertMaxChars,
	requireText,
	requireUrl,
} from '../../../shared/messages/checks';
import type { ItemContext } from '../../operation/operation';
import type { FormReader } from '../../../shared/params/params';
import { readCustomFields } from './fields';
import { TODO_LIMITS } from './limits';
import type { Priority } from './todo';
import { PRIORITIES } from './todo';

const ACTIONS = { call: 1, open: 2 } as const;

/** The body of a new todo, without its people. */
export function buildTodo({ read }: ItemContext): IDataObject {
	const extra = read.group('additionalFields');
	const appUrl = readUrl(read, 'detailUrl');
	const dueTime = extra.timeIfAny('dueTime');
	const priority = extra.choiceIfAny<Priority>('priority');
	const todoType = extra.choiceIfAny<string>('todoType');
	const isOnlyShowExecutor = extra.flagIfAny('isOnlyShowExecutor');
	const bizCategoryId = extra.idIfAny('bizCategoryId');
	const buttons = extra.rows('buttons', 'button').map(readButton);
	const contentFieldList = readCustomFields(extra);
	return {
		subject: readSubject(read),
		...(extra.has('description') ? { description: readDescription(extra) } : {}),
		detailUrl: {
			appUrl,
			pcUrl: extra.text('pcDetailUrl') ? readUrl(extra, 'pcDetailUrl') : appUrl,
		},
		...(dueTime === undefined ? {} : { dueTime }),
		...(priority ? { priority: PRIORITIES[priority] } : {}),
		...(todoType ? { todoType } : {}),
		...(isOnlyShowExecutor === undefined ? {} : { isOnlyShowExecutor }),
		...(contentFieldList.length > 0 ? { contentFieldList } : {}),
		...(buttons.length > 0 ? { actionList: buttons } : {}),
		...readNotices(extra),
		...(bizCategoryId ? { bizCategoryId } : {}),
	};
}

/** @throws InputError when it is empty or too long */
export function readSubject(read: FormReader): string {
	const subject = requireText(read.label('subject'), read.text('subject'));
	assertMaxChars(read.label('subject'), subject, TODO_LIMITS.subjectChars);
	return subject;
}

/** @throws InputError when it is too long */
export function readDescription(read: FormReader): string {
	const description = read.text('description');
	assertMaxChars(read.label('description'), description, TODO_LIMITS.descriptionChars);
	return description;
}

function readUrl(read: FormReader, name: string): string {
	const url = requireUrl(read.label(name), read.text(name));
	assertMaxBytes(read.label(name), url, TODO_LIMITS.urlBytes, 'Give a shorter URL');
	return url;
}

function readButton(row: FormReader): IDataObject {
	const action = row.choice<keyof typeof ACTIONS>('action');
	const actionKey = row.idIfAny('actionKey');
	const style = row.number('style', { whole: true });
	return {
		title: requireText(row.label('title'), row.text('title')),
		actionType: ACTIONS[action],
		url: readUrl(row, 'url'),
		...(row.text('pcUrl') ? { pcUrl: readUrl(row, 'pcUrl') } : {}),
		...(action === 'call' ? { param: readParam(row) } : {}),
		...(actionKey ? { actionKey } : {}),
		...(style ? { buttonStyleType: style } : {}),
	};
}

function readParam(row: FormReader): IDataObject {
	const body = row.text('body');
	const header = row.json('headers') ?? {};
	if (typeof header !== 'object' || Array.isArray(header)) {
		throw new InputError(
			row.label('headers'),
			'is not a JSON object',
			'Give names and values, such as {"X-Token": "abc"}',
		);
	}
	return {
		...(body ? { body } : {}),
		...(Object.keys(header).length > 0 ? { header: header as IDataObject } : {}),
	};
}

/** When and how people are told. DingTalk has these switches as texts, `dingNotify` with digits. */
function readNotices(extra: FormReader): IDataObject {
	const reminderTimeStamp = extra.timeIfAny('reminderTime');
	if (extra.has('remindBy') && reminderTimeStamp === undefined) {
		throw new InputError(
			extra.label('remindBy'),
			`does nothing without '${extra.label('reminderTime')}'`,
			`Add '${extra.label('reminderTime')}', or take '${extra.label('remindBy')}' out`,
		);
	}
	const remindBy = extra.choicesIfAny<Switch>('remindBy');
	const notifyBy = extra.choicesIfAny<Switch>('notifyBy');
	return {
		...(reminderTimeStamp === undefined ? {} : { reminderTimeStamp }),
		...(remindBy ? { remindNotifyConfigs: switches(remindBy, ['ding', 'push']) } : {}),
		...(notifyBy ? { notifyConfigs: switches(notifyBy, ['ding', 'push', 'chat']) } : {}),
	};
}

const SWITCHES = {
	ding: { name: 'dingNotify', on: '1', off: '0' },
	push: { name: 'sendTodoApn', on: 'true', off: 'false' },
	chat: { name: 'sendAssistantChat', on: 'true', off: 'false' },
} as const;

type Switch = keyof typeof SWITCHES;

const switches = (chosen: Switch[], known: readonly Switch[]): IDataObject =>
	Object.fromEntries(
		known.map((one) => {
			const { name, on, off } = SWITCHES[one];
			return [name, chosen.includes(one) ? on : off];
		}),
	);
