import type { IDataObject } from 'n8n-workflow';

import { userLocator } from '../../../shared/fields/locators';
import { pagingFields } from '../../fields/paging';
import type { Operation } from '../../operation/operation';
import { pages } from '../../../shared/paging/pages';
import { offsetPages } from '../../../shared/paging/styles';
import { isWithin, readRange } from '../../fields/timeRange';
import type { DingTalkApi } from '../../../shared/transport/api';
import { legacyNotice } from './legacyNotice';
import { filtersField } from '../../../shared/fields/collections';

const PAGE_SIZE = 50;
const STATUS = { open: 0, done: 1 } as const;
type Status = keyof typeof STATUS;

interface WireRecord {
	record_id: string;
	create_time: number | string;
	title: string;
	url: string;
	forms?: Array<{ title: string; content: string }>;
}

/** @see DingTalk docs "获取用户待办事项": POST /topapi/workrecord/getbyuserid */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many work records',
	description: "List a person's open or done work records",
	endpoints: ['POST /topapi/workrecord/getbyuserid'],
	fields: [
		legacyNotice,
		userLocator,
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Done', value: 'done' },
				{ name: 'Open', value: 'open' },
			],
			default: 'open',
			description: 'Which work records to list',
		},
		...pagingFields,
		filtersField({
			description: 'DingTalk cannot filter by date, so the node reads all pages and filters itself',
			options: [
				{
					displayName: 'Created From',
					name: 'createdFrom',
					type: 'dateTime',
					default: '',
					description: 'Only work records created at this time or later',
				},
				{
					displayName: 'Created Until',
					name: 'createdUntil',
					type: 'dateTime',
					default: '',
					description: 'Only work records created before this time',
				},
			],
		}),
	],
	async run({ api, read, directory }) {
		const person = read.person('userId');
		const status = read.choice<Status>('status');
		const limit = read.limit();
		const created = readRange(read.group('filters'), 'created');
		const userId = await directory.userIdOf(person);
		const records = await pages<WireRecord>(
			offsetPages('offset', { limit: PAGE_SIZE }),
			async (parameters) =>
				await fetchPage(api, { userid: userId, status: STATUS[status], ...parameters }),
			limit,
			({ create_time }) => isWithin(created, Number(create_time)),
		);
		return records.map((record) => toWorkRecord(record, userId, status));
	},
};

async function fetchPage(api: DingTalkApi, body: IDataObject) {
	const { records } = await api.request<{ records?: { has_more?: boolean; list?: WireRecord[] } }>({
		method: 'POST',
		host: 'oapi',
		path: '/topapi/workrecord/getbyuserid',
		answer: { records: 'map', 'records.list': 'objects?', 'records.has_more': 'boolean?' },
		body,
		repeatable: true,
		legacy: true,
	});
	return { items: records?.list ?? [], hasMore: records?.has_more === true };
}

function toWorkRecord(record: WireRecord, userId: string, status: Status): IDataObject {
	const createTimeMs = Number(record.create_time);
	return {
		recordId: record.record_id,
		userId,
		status,
		title: record.title,
		url: record.url,
		createTime: new Date(createTimeMs).toISOString(),
		createTimeMs,
		formItems: record.forms ?? [],
	};
}
