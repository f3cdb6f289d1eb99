import type { IDataObject } from 'n8n-workflow';

import { userIdsOf } from '../../../shared/contacts/people';
import { freeName } from '../../fields/freeName';
import { pagingFields } from '../../fields/paging';
import { isWithin, pastSpanFields, readRange, readSpan } from '../../fields/timeRange';
import type { Window } from '../../../shared/calendar/windows';
import { splitRange } from '../../../shared/calendar/windows';
import { filtersField } from '../../../shared/fields/collections';
import { peopleField } from '../../../shared/fields/people';
import { simplifyField } from '../../../shared/fields/simplify';
import type { Operation } from '../../operation/operation';
import { pages } from '../../../shared/paging/pages';
import { tokenPages } from '../../../shared/paging/styles';
import type { FormReader } from '../../../shared/params/params';
import type { DingTalkApi } from '../../../shared/transport/api';
import { isoMoment } from '../../../shared/values/time';

/** Limits of the call, from its page. */
const PAGE_SIZE = 20;
const DAYS_PER_CALL = 180;

interface WireEntry {
	key?: string;
	value?: string;
	/** Place in the form. */
	sort?: string | number;
}

interface WireReport extends IDataObject {
	report_id: string;
	/** Unix ms. */
	create_time: number | string;
	modified_time?: number | string;
	contents?: WireEntry[] & IDataObject[];
}

/** @see DingTalk docs "获取用户发出的日志列表": POST /topapi/report/list */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many reports',
	description:
		'List the reports that people have written about their work (日志), with what they say, over a range of time of any length',
	endpoints: ['POST /topapi/report/list'],
	fields: [
		...pastSpanFields('Reports written'),
		...pagingFields,
		simplifyField,
		filtersField({
			options: [
				peopleField({
					displayName: 'Creators',
					name: 'creators',
					description: 'Only reports that these people have written',
				}),
				{
					displayName: 'Modified From',
					name: 'modifiedFrom',
					type: 'dateTime',
					default: '',
					description: 'Only reports changed at this time or later',
				},
				{
					displayName: 'Modified Until',
					name: 'modifiedUntil',
					type: 'dateTime',
					default: '',
					description: 'Only reports changed before this time',
				},
				{
					displayName: 'Template Name',
					name: 'templateName',
					type: 'string',
					default: '',
					placeholder: 'e.g. 日报',
					description: 'Only reports by the template of this name, as it stands in DingTalk',
				},
			],
		}),
	],
	async run({ api, read, directory, node }) {
		const range = readSpan(read);
		const limit = read.limit();
		const isSimple = read.flag('simplify');
		const filters = read.group('filters');
		const query = readQuery(filters);
		const people = filters.people('creators');
		const userIds = await userIdsOf(directory, people);
		const creators = people.length > 0 ? userIds.map((userid) => ({ userid })) : [{}];
		const reports: WireReport[] = [];
		for (const window of splitRange(range, DAYS_PER_CALL)) {
			for (const creator of creators) {
				if (reports.length >= limit) break;
				const body = { ...query, ...creator };
				const found = await listWindow(api, body, window, limit - reports.length);
				// Half a year of a big organisation is more than a call takes as arguments.
				for (const report of found) reports.push(report);
			}
		}
		return isSimple ? reports.map((report) => simplified(report, node.getTimezone())) : reports;
	},
};

function readQuery(filters: FormReader): IDataObject {
	const modified = readRange(filters, 'modified');
	return {
		template_name: filters.textIfAny('templateName') || undefined,
		modified_start_time: Number.isFinite(modified.from) ? modified.from : undefined,
		modified_end_time: Number.isFinite(modified.until) ? modified.until : undefined,
	};
}

/** The end of a window belongs to the next one, whether or not DingTalk counts it in [unverified]. */
const listWindow = async (
	api: DingTalkApi,
	query: IDataObject,
	window: Window,
	limit: number,
): Promise<WireReport[]> =>
	await pages<WireReport>(
		tokenPages('cursor', 0, { size: PAGE_SIZE }),
		async (paging) =>
			await fetchPage(api, {
				...query,
				start_time: window.from,
				end_time: window.until,
				...paging,
			}),
		limit,
		({ create_time }) => isWithin(window, Number(create_time)),
	);

async function fetchPage(api: DingTalkApi, body: IDataObject) {
	const { result } = await api.request<{
		result: {
			data_list?: WireReport[];
			has_more: boolean | string;
			next_cursor?: number | string;
		};
	}>({
		method: 'POST',
		host: 'oapi',
		path: '/topapi/report/list',
		answer: {
			result: 'map',
			'result.data_list': 'objects?',
			'result.data_list[].report_id': 'id',
			'result.data_list[].create_time': 'digits',
			'result.data_list[].contents': 'objects?',
			'result.data_list[].contents[].key': 'text?',
			'result.has_more': 'boolean',
			'result.next_cursor': 'digits?',
		},
		body,
		repeatable: true,
	});
	const { data_list: items = [], has_more: hasMore, next_cursor: next } = result;
	return { items, hasMore: String(hasMore) === 'true', next };
}

const simplified = (report: WireReport, timeZone: string): IDataObject => ({
	reportId: report.report_id,
	templateName: report.template_name,
	creatorId: report.creator_id,
	creatorName: report.creator_name,
	deptName: report.dept_name,
	createTime: isoMoment(report.create_time, timeZone),
	modifiedTime: isoMoment(report.modified_time, timeZone),
	contents: contentsOf(report.contents),
	remark: report.remark,
});

/** What was written by the names of the fields, in the order of the form. */
function contentsOf(entries: readonly WireEntry[] = []): IDataObject {
	const contents: IDataObject = {};
	const inOrder = [...entries].sort((a, b) => Number(a.sort ?? 0) - Number(b.sort ?? 0));
	for (const { key = '', value = '' } of inOrder) contents[freeName(contents, key)] = value;
	return contents;
}
