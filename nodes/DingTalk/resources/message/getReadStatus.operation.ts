import type { IDataObject } from 'n8n-workflow';

import { groupIdOf } from '../../../shared/contacts/groups';
import type { Failure, Outcome } from '../../../shared/errors/failure';
import { explain } from '../../../shared/errors/toNodeError';
import { pagingFields } from '../../fields/paging';
import type { ItemContext, Operation } from '../../operation/operation';
import { pages } from '../../../shared/paging/pages';
import { tokenPages } from '../../../shared/paging/styles';
import { runInOrder } from '../../../shared/run/runInOrder';
import { sentFields } from './sentFields';
import { robotCodeOf } from './send/robotCode';

const CONCURRENT_CALLS = 10;
/** Readers per page: DingTalk docs "查询群聊机器人消息的已读人员列表". */
const PAGE_SIZE = 200;

interface PeopleAnswer {
	sendStatus?: string;
	messageReadInfoList?: Array<{
		userId: string;
		name?: string;
		readStatus?: string;
		readTimestamp?: number | string;
	}>;
}

interface GroupAnswer {
	sendStatus?: string;
	readUserIds?: string[];
	hasMore?: boolean;
	nextToken?: string;
}

/** What is known of one message. */
interface Found {
	sendStatus: string;
	recipients: IDataObject[];
}

/**
 * Who has read what the app robot sent within the last 24 hours.
 *
 * @see DingTalk docs "批量查询人与机器人会话机器人消息是否已读": GET /v1.0/robot/oToMessages/readStatus
 * @see DingTalk docs "查询企业机器人群聊消息用户已读状态": POST /v1.0/robot/groupMessages/query
 */
export const getReadStatus: Operation = {
	value: 'getReadStatus',
	name: 'Get Read Status',
	action: 'Get the read status of a message',
	description: 'Find out who has read what the app robot sent within the last 24 hours',
	endpoints: ['GET /v1.0/robot/oToMessages/readStatus', 'POST /v1.0/robot/groupMessages/query'],
	fields: [
		...sentFields,
		...pagingFields.map((field) => ({
			...field,
			displayOptions: { show: { ...field.displayOptions?.show, target: ['group'] } },
		})),
	],
	async run(context) {
		const { read } = context;
		const keys = read.idList('processQueryKeys');
		const fetchOne = await fetcherOf(context);
		const outcomes = await runInOrder(keys, {
			concurrency: CONCURRENT_CALLS,
			keysOf: () => [],
			run: fetchOne,
		});
		const refusal = outcomes.find((outcome) => !outcome.ok);
		if (refusal && !refusal.ok && outcomes.every(({ ok }) => !ok)) {
			throw context.api.toError(refusal.failure);
		}
		return summarise(keys, outcomes);
	},
};

async function fetcherOf(context: ItemContext): Promise<(key: string) => Promise<Outcome<Found>>> {
	const { read } = context;
	const robotCode = robotCodeOf(context);
	if (read.choice('target') === 'people') {
		return async (key) => await fetchFromPeople(context, robotCode, key);
	}
	const limit = read.limit();
	const openConversationId = await groupIdOf(context, 'openConversationId');
	return async (key) =>
		await fetchFromGroup(context, { robotCode, openConversationId }, key, limit);
}

async function fetchFromPeople(
	{ api }: ItemContext,
	robotCode: string,
	processQueryKey: string,
): Promise<Outcome<Found>> {
	const outcome = await api.attempt({
		method: 'GET',
		host: 'api',
		path: '/v1.0/robot/oToMessages/readStatus',
		answer: {
			sendStatus: 'text',
			messageReadInfoList: 'objects?',
			'messageReadInfoList[].userId': 'text',
		},
		query: { robotCode, processQueryKey },
	});
	if (!outcome.ok) return outcome;
	const { sendStatus = '', messageReadInfoList = [] } = outcome.value.body as PeopleAnswer;
	const recipients = messageReadInfoList.map(({ userId, name, readStatus, readTimestamp }) => ({
		userId,
		...(name ? { name } : {}),
		status: readStatus === 'READ' ? 'read' : 'unread',
		...(Number(readTimestamp) > 0 ? { readAt: new Date(Number(readTimestamp)).toISOString() } : {}),
		processQueryKey,
	}));
	return { ok: true, value: { sendStatus, recipients } };
}

/** DingTalk names only those who have read a group message. */
async function fetchFromGroup(
	{ api }: ItemContext,
	sender: { robotCode: string; openConversationId: string },
	processQueryKey: string,
	limit: number,
): Promise<Outcome<Found>> {
	let sendStatus = '';
	let failure: Failure | undefined;
	const userIds = await pages<string>(
		tokenPages('nextToken', undefined, { ...sender, processQueryKey, maxResults: PAGE_SIZE }),
		async (body) => {
			const outcome = await api.attempt({
				method: 'POST',
				host: 'api',
				path: '/v1.0/robot/groupMessages/query',
				answer: { sendStatus: 'text', readUserIds: 'ids?', nextToken: 'text?' },
				body,
				repeatable: true,
			});
			if (!outcome.ok) {
				failure = outcome.failure;
				return { items: [], hasMore: false };
			}
			const page = outcome.value.body as GroupAnswer;
			sendStatus ||= page.sendStatus ?? '';
			return { items: page.readUserIds ?? [], hasMore: page.hasMore, next: page.nextToken };
		},
		limit,
	);
	if (failure) return { ok: false, failure };
	const recipients = userIds.map((userId) => ({ userId, status: 'read', processQueryKey }));
	return { ok: true, value: { sendStatus, recipients } };
}

function summarise(keys: string[], outcomes: Array<Outcome<Found>>): IDataObject {
	const recipients = outcomes.flatMap((outcome) => (outcome.ok ? outcome.value.recipients : []));
	const having = (status: string) => [
		...new Set(recipients.filter((one) => one.status === status).map(({ userId }) => userId)),
	];
	const failed = outcomes.flatMap((outcome, index): IDataObject[] => {
		if (outcome.ok) return [];
		const { code } = outcome.failure;
		return [{ processQueryKey: keys[index], message: explain(outcome.failure).message, code }];
	});
	const messages = outcomes.flatMap((outcome, index) =>
		outcome.ok
			? [{ processQueryKey: keys[index], sendStatus: outcome.value.sendStatus.toLowerCase() }]
			: [],
	);
	return { read: having('read'), unread: having('unread'), messages, failed, recipients };
}
