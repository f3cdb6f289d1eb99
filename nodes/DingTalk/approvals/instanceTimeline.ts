import type { IDataObject } from 'n8n-workflow';

import { readTime } from '../../shared/values/time';
import { toFile } from './instanceForm';
import type { WireInstance, WireRecord, WireTask } from './instance';

/** Who is called what; without an entry the name is left out. */
export type Names = ReadonlyMap<string, string>;

/** What DingTalk calls its operations, in our own words. */
const ACTIONS: Readonly<Record<string, string>> = {
	START_PROCESS_INSTANCE: 'started',
	EXECUTE_TASK_NORMAL: 'decided',
	EXECUTE_TASK_AGENT: 'decidedForSomebody',
	APPEND_TASK_BEFORE: 'addedApproverBefore',
	APPEND_TASK_AFTER: 'addedApproverAfter',
	REDIRECT_TASK: 'redirected',
	REDIRECT_PROCESS: 'returned',
	ADD_REMARK: 'commented',
	PROCESS_CC: 'copied',
	TERMINATE_PROCESS_INSTANCE: 'withdrawn',
	FINISH_PROCESS_INSTANCE: 'finished',
};

/** BACK is in no page; public programs meet it where an approval went back. */
const DECISIONS: Readonly<Record<string, string>> = {
	AGREE: 'approved',
	REFUSE: 'refused',
	BACK: 'returned',
};

/** A moment as DingTalk tells it, `2022-08-31T11:52Z`, as ISO text. That the Z means UTC is [unverified]. */
export function momentIn(text: string | undefined): string | undefined {
	const ms = text === undefined ? Number.NaN : readTime(text, 'UTC');
	return Number.isFinite(ms) ? new Date(ms).toISOString() : undefined;
}

/** A person by userId, with the name where it is known. */
export function personOf(userId: string, names: Names): IDataObject {
	const name = names.get(userId);
	return { userId, ...(name === undefined ? {} : { name }) };
}

/** Everybody whom an approval names. */
export const peopleIn = ({ originatorUserId, operationRecords, tasks }: WireInstance): string[] => [
	...new Set(
		[
			originatorUserId,
			...tasks.map(({ userId }) => userId),
			...operationRecords.flatMap(({ userId, ccUserIds }) => [userId, ...(ccUserIds ?? [])]),
		].filter((userId) => userId !== undefined),
	),
];

/** What happened to an approval so far, oldest first. */
export const timelineOf = (instance: WireInstance, names: Names): IDataObject[] =>
	instance.operationRecords.map((record) => toEntry(record, names));

function toEntry(record: WireRecord, names: Names): IDataObject {
	const { userId, date, type, result = '', remark, showName, images, attachments } = record;
	const entry: IDataObject = {
		time: momentIn(date),
		action: DECISIONS[result] ?? ACTIONS[type] ?? type,
		...(userId === undefined ? {} : personOf(userId, names)),
		step: showName,
		remark,
		photos: images,
		attachments: attachments?.map(toFile),
		copiedTo: record.ccUserIds?.map((one) => personOf(one, names)),
	};
	return Object.fromEntries(Object.entries(entry).filter(([, value]) => isThere(value)));
}

const isThere = (value: unknown): boolean =>
	value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

/** The tasks that wait for somebody now. */
export const openTasksOf = ({ tasks }: Pick<WireInstance, 'tasks'>): WireTask[] =>
	tasks.filter(({ status }) => status === 'RUNNING');

/** The same for items. */
export const openTaskItems = (instance: WireInstance, names: Names): IDataObject[] =>
	openTasksOf(instance).map(({ taskId, userId, taskGroupName, createTime }) => ({
		taskId: String(taskId),
		...personOf(userId, names),
		...(taskGroupName ? { step: taskGroupName } : {}),
		since: momentIn(createTime),
	}));
