import type { IDataObject } from 'n8n-workflow';

import { operatorUserId } from '../../../shared/contacts/operator';
import { InputError } from '../../../shared/errors/inputError';
import { userLocator } from '../../../shared/fields/locators';
import {
	assertCount,
	assertMaxChars,
	requireText,
	requireUrl,
} from '../../../shared/messages/checks';
import type { ItemContext, Operation } from '../../../shared/operation';
import { toTime } from '../../../shared/time';
import { legacyNotice } from './legacyNotice';

/** DingTalk docs "新增待办事项": title at most 50 characters, fewer than 20 form items. */
const LIMITS = { titleChars: 50, formItems: 19 } as const;

/** @see DingTalk docs "新增待办事项": POST /topapi/workrecord/add */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a work record',
	description:
		"Put an item on a person's to-do list; only for apps that have the old permission, all others use Todo > Create",
	endpoints: ['POST /topapi/workrecord/add'],
	fields: [
		legacyNotice,
		userLocator,
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			required: true,
			default: '',
			description: 'Title of the work record, at most 50 characters',
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/tasks/42',
			description: 'Page that opens when the person clicks the work record',
		},
		{
			displayName: 'Form Items',
			name: 'formItems',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Form Item',
			required: true,
			default: {},
			description:
				'Lines shown below the title, 1 to 19. DingTalk takes the same content once per person and day.',
			options: [
				{
					displayName: 'Form Item',
					name: 'item',
					values: [
						{
							displayName: 'Title',
							name: 'title',
							type: 'string',
							default: '',
							placeholder: 'e.g. Due',
							description: 'Label of the line',
						},
						{
							displayName: 'Content',
							name: 'content',
							type: 'string',
							default: '',
							placeholder: 'e.g. Friday',
							description: 'Text of the line',
						},
					],
				},
			],
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Business ID',
					name: 'bizId',
					type: 'string',
					default: '',
					description:
						'Your own ID for the work record; Complete takes it in place of the record ID',
				},
				{
					displayName: 'Created At',
					name: 'createTime',
					type: 'dateTime',
					default: '',
					description: 'When the work record was created. Default is now.',
				},
				{
					displayName: 'Open on PC In',
					name: 'pcOpenType',
					type: 'options',
					options: [
						{ name: 'Browser', value: 4 },
						{ name: 'DingTalk Client', value: 2 },
					],
					default: 2,
					description: 'Where the page opens on a PC',
				},
				{
					displayName: 'Originator User ID',
					name: 'originatorUserId',
					type: 'string',
					default: '',
					description:
						"The userId of the person who gave the task. Leave empty for the credential's operator, if it names one.",
				},
				{
					displayName: 'PC URL',
					name: 'pcUrl',
					type: 'string',
					default: '',
					description: 'Page for the PC client, where it differs from URL',
				},
				{
					displayName: 'Source Name',
					name: 'sourceName',
					type: 'string',
					default: '',
					description: 'Name of the system that the task comes from',
				},
			],
		},
	],
	orderKeys: ({ read }) => [`user ${read.text('userId')}`],
	async run(context) {
		const { api, read, directory } = context;
		const person = read.person('userId');
		const record = buildWorkRecord(context);
		const userId = await directory.userIdOf(person);
		const { originatorUserId } = read.group('additionalFields');
		const originator = originatorUserId || (await operatorUserId(context));
		const answer = await api.request<{ record_id: string; request_id?: string }>({
			method: 'POST',
			host: 'oapi',
			path: '/topapi/workrecord/add',
			answer: { record_id: 'id' },
			body: {
				userid: userId,
				...record,
				...(originator ? { originator_user_id: originator } : {}),
			},
			legacy: true,
		});
		return { recordId: answer.record_id, userId, requestId: answer.request_id };
	},
};

/** DingTalk mixes snake_case and camelCase in this one body. */
function buildWorkRecord({ read, node }: ItemContext): IDataObject {
	const title = requireText(read.label('title'), read.text('title'));
	assertMaxChars(read.label('title'), title, LIMITS.titleChars);
	const extra = read.group('additionalFields');
	const pcOpenType = read.choiceIn<number>('additionalFields', 'pcOpenType');
	return {
		create_time: extra.createTime
			? toTime('Created At', extra.createTime, node.getTimezone())
			: Date.now(),
		title,
		url: requireUrl(read.label('url'), read.text('url')),
		formItemList: formItemsOf(read.rows('formItems', 'item')),
		...(extra.pcUrl ? { pcUrl: requireUrl('PC URL', String(extra.pcUrl)) } : {}),
		...(extra.sourceName ? { source_name: extra.sourceName } : {}),
		...(pcOpenType ? { pc_open_type: pcOpenType } : {}),
		...(extra.bizId ? { biz_id: extra.bizId } : {}),
	};
}

function formItemsOf(rows: IDataObject[]): IDataObject[] {
	if (rows.length === 0) {
		throw new InputError('Form Items', 'is empty', 'Add one form item at least');
	}
	assertCount('Form Items', rows.length, 1, LIMITS.formItems);
	return rows.map(({ title, content }, index) => ({
		title: requireText(`Form Items > Title ${index + 1}`, String(title ?? '')),
		content: requireText(`Form Items > Content ${index + 1}`, String(content ?? '')),
	}));
}
