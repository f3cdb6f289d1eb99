import type { IDataObject } from 'n8n-workflow';

import { operatorUserId } from '../../../shared/contacts/operator';
import { userKeys } from '../../../shared/contacts/people';
import { InputError } from '../../../shared/errors/inputError';
import { userLocator } from '../../../shared/fields/locators';
import {
	assertCount,
	assertMaxChars,
	requireText,
	requireUrl,
} from '../../../shared/messages/checks';
import type { ItemContext, Operation } from '../../operation/operation';
import type { FormReader } from '../../../shared/params/params';
import { legacyNotice } from './legacyNotice';
import { additionalFieldsField } from '../../../shared/fields/collections';

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
		additionalFieldsField({
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
		}),
	],
	orderKeys: async (context) => await userKeys(context, [context.read.person('userId')]),
	async run(context) {
		const { api, read, directory } = context;
		const person = read.person('userId');
		const record = buildWorkRecord(context);
		const userId = await directory.userIdOf(person);
		const originatorUserId = read.group('additionalFields').idIfAny('originatorUserId');
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
function buildWorkRecord({ read }: ItemContext): IDataObject {
	const title = requireText(read.label('title'), read.text('title'));
	assertMaxChars(read.label('title'), title, LIMITS.titleChars);
	const extra = read.group('additionalFields');
	const pcOpenType = extra.choiceIfAny<number>('pcOpenType');
	const pcUrl = extra.text('pcUrl');
	const sourceName = extra.text('sourceName');
	const bizId = extra.idIfAny('bizId');
	return {
		create_time: extra.timeIfAny('createTime') ?? Date.now(),
		title,
		url: requireUrl(read.label('url'), read.text('url')),
		formItemList: formItemsOf(read.rows('formItems', 'item')),
		...(pcUrl ? { pcUrl: requireUrl(extra.label('pcUrl'), pcUrl) } : {}),
		...(sourceName ? { source_name: sourceName } : {}),
		...(pcOpenType ? { pc_open_type: pcOpenType } : {}),
		...(bizId ? { biz_id: bizId } : {}),
	};
}

function formItemsOf(rows: FormReader[]): IDataObject[] {
	if (rows.length === 0) {
		throw new InputError('Form Items', 'is empty', 'Add one form item at least');
	}
	assertCount('Form Items', rows.length, 1, LIMITS.formItems);
	return rows.map((row) => ({
		title: requireText(row.label('title'), row.text('title')),
		content: requireText(row.label('content'), row.text('content')),
	}));
}
