import type { IDataObject } from 'n8n-workflow';

import type { Column } from '../shared/aiTable/columns';
import { columnIn, columnsOf, noColumn } from '../shared/aiTable/columns';
import { toFilter } from '../shared/aiTable/filter';
import { listRecords } from '../shared/aiTable/listRecords';
import type { WireRecord } from '../shared/aiTable/record';
import type { Table } from '../shared/aiTable/table';
import type { Directory } from '../shared/contacts/resolve';
import { incomplete } from '../shared/errors/came';
import { InputError } from '../shared/errors/inputError';
import { DAY_MS } from '../shared/run/durations';
import type { DingTalkApi } from '../shared/transport/api';
import type { ChangeMemory, Happening } from './changes';
import { isNews } from './changes';
import type { MomentOf } from './moments';
import { DATE_TYPES, dateReached, MOMENTS } from './moments';
import type { TriggerSettings } from './settings';

/** What all steps of one poll need. */
export interface Poll {
	api: DingTalkApi;
	directory: Directory;
	settings: TriggerSettings;
	where: Table;
	/** Unix ms. */
	now: number;
}

/**
 * What happened since a poll, the oldest first. Only that is kept of the pages, however large the table is.
 *
 * @throws InputError for columns that the table does not have; NodeApiError when DingTalk refuses
 */
export async function readHappened(poll: Poll, before: ChangeMemory): Promise<Happening[]> {
	const happened: Happening[] = [];
	const momentOf = await momentsIn(poll, poll.now);
	const filter = await filterFor(poll, { from: before.floor, until: poll.now });
	await listRecords(poll.api, poll.where, filter, Number.POSITIVE_INFINITY, (record) => {
		const moment = momentOf(record);
		if (moment !== undefined && isNews(before, record.id, moment)) {
			happened.push({ id: record.id, moment, record });
		}
		return false;
	});
	return happened.sort((a, b) => a.moment - b.moment);
}

/**
 * The latest of the first records that DingTalk lists, dates to come among them.
 *
 * @throws as `readHappened`
 */
export async function readSome(poll: Poll, count: number): Promise<Happening[]> {
	const momentOf = await momentsIn(poll, Number.POSITIVE_INFINITY);
	const records = await listRecords(poll.api, poll.where, await filterFor(poll), FIRST_PAGE);
	return records
		.flatMap((record) => {
			const moment = momentOf(record);
			return moment === undefined ? [] : [{ id: record.id, moment, record }];
		})
		.sort((a, b) => b.moment - a.moment)
		.slice(0, count);
}

const FIRST_PAGE = 100;

async function momentsIn(poll: Poll, until: number): Promise<MomentOf> {
	const { triggerOn } = poll.settings;
	const refuse =
		(what: string) =>
		({ id }: WireRecord) =>
			poll.api.toError(incomplete(`it has the record ${id} without ${what}`));
	if (triggerOn === 'dateReached') {
		const column = await dateColumnOf(poll);
		return dateReached(column, until, refuse(`a date in '${column.name}'`));
	}
	return (record) => {
		if (record.createdTime === undefined) throw refuse('its createdTime')(record);
		return MOMENTS[triggerOn](record);
	};
}

async function dateColumnOf({ api, settings, where }: Poll): Promise<Column> {
	const { dateColumn, dateLabel } = settings;
	const columns = await columnsOf(api, where);
	const column = columnIn(columns, dateColumn);
	if (!column) throw noColumn(dateLabel, dateColumn, columns);
	if (DATE_TYPES.includes(column.type)) return column;
	throw new InputError(
		dateLabel,
		`is '${column.name}', a column of the type ${column.type}`,
		'Choose a column of dates (日期), or of the time of creation or of the last change (创建时间, 最后更新时间)',
	);
}

/** The conditions of the form, and the dates that matter, as far as DingTalk can look for both at once. */
async function filterFor(
	poll: Poll,
	span?: { from: number; until: number },
): Promise<{ filter?: IDataObject }> {
	const { api, directory, settings, where } = poll;
	const { conditions, timeZone, triggerOn } = settings;
	const hasConditions = conditions.conditions.length > 0;
	const columns = hasConditions ? await columnsOf(api, where) : [];
	const filter = await toFilter(directory, conditions, columns, timeZone);
	if (triggerOn !== 'dateReached' || !span) return filter ? { filter } : {};
	const isAnyOf = conditions.combination === 'or' && conditions.conditions.length > 1;
	if (filter && isAnyOf) return { filter };
	const column = await dateColumnOf(poll);
	// DingTalk documents conditions for no other type.
	if (column.type !== 'date') return filter ? { filter } : {};
	const wanted = [filter?.conditions ?? []].flat();
	const dates = datesBetween(column.name, span);
	return { filter: { combination: 'and', conditions: [...wanted, ...dates] } };
}

/** A day more on both sides: whether DingTalk compares moments or days is [unverified]. */
const datesBetween = (field: string, { from, until }: { from: number; until: number }) => [
	{ field, operator: 'greater', value: [from - DAY_MS] },
	{ field, operator: 'less', value: [until + DAY_MS] },
];
