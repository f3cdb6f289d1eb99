import type { IDataObject } from 'n8n-workflow';

import type { ItemContext, Operation } from '../../operation/operation';
import { robotCodeOf } from '../message/send/robotCode';
import { openDingIdsField, sentOptions } from './fields';

interface ReadInfo {
	userId: string;
	readStatus?: boolean | number | string;
}

interface ReadAnswer {
	result?: { robotDingReadInfoList?: ReadInfo[] };
}

/** `readStatus` is text whose values no page lists [unverified]; anything else counts as unknown. */
const STATUSES: ReadonlyArray<[status: 'read' | 'unread', words: RegExp]> = [
	['read', /^(read|true|1|已读)$/i],
	['unread', /^(unread|un_read|false|0|未读)$/i],
];

/**
 * Who has read a DING. Only DingTalk's SDK has this call, and no page documents it: [unverified].
 *
 * @see @alicloud/dingtalk robot_1_0.queryRobotDingReadStatus: POST /v1.0/robot/ding/readStatuses/query
 */
export const getReadStatus: Operation = {
	value: 'getReadStatus',
	name: 'Get Read Status',
	action: 'Get the read status of a DING',
	description: 'Find out who has read DINGs that the app robot sent',
	endpoints: ['POST /v1.0/robot/ding/readStatuses/query'],
	fields: [
		{
			displayName:
				"DingTalk's SDK has this call, but its documentation does not: it may not be open to your organisation",
			name: 'undocumentedNotice',
			type: 'notice',
			default: '',
		},
		openDingIdsField,
		sentOptions,
	],
	async run(context) {
		const openDingIds = context.read.idList('openDingIds');
		const robotCode = robotCodeOf(context);
		const recipients: IDataObject[] = [];
		for (const openDingId of openDingIds) {
			recipients.push(...(await fetchReadStatus(context, robotCode, openDingId)));
		}
		const having = (status: string) =>
			recipients.filter((recipient) => recipient.status === status).map(({ userId }) => userId);
		return { read: having('read'), unread: having('unread'), recipients };
	},
};

async function fetchReadStatus(
	{ api }: ItemContext,
	robotCode: string,
	openDingId: string,
): Promise<IDataObject[]> {
	const { result } = await api.request<ReadAnswer>({
		method: 'POST',
		host: 'api',
		path: '/v1.0/robot/ding/readStatuses/query',
		answer: {
			'result.robotDingReadInfoList': 'objects',
			'result.robotDingReadInfoList[].userId': 'text',
		},
		body: { robotCode, openDingId },
		repeatable: true,
	});
	return (result?.robotDingReadInfoList ?? []).map(({ userId, readStatus }) => ({
		userId,
		status: statusOf(readStatus),
		readStatus,
		openDingId,
	}));
}

const statusOf = (readStatus: ReadInfo['readStatus']): string =>
	STATUSES.find(([, words]) => words.test(String(readStatus)))?.[0] ?? 'unknown';
