import { userLocator } from '../../../shared/fields/locators';
import type { Operation } from '../../operation/operation';
import { legacyNotice } from './legacyNotice';

/** @see DingTalk docs "获取用户待办数量": GET /v1.0/workrecord/counts */
export const count: Operation = {
	value: 'count',
	name: 'Count',
	action: 'Count open work records',
	description: 'Get the number of open work records of a person',
	endpoints: ['GET /v1.0/workrecord/counts'],
	fields: [legacyNotice, userLocator],
	async run({ api, read, directory }) {
		const userId = await directory.userIdOf(read.person('userId'));
		const { undoCount } = await api.request<{ undoCount: number }>({
			method: 'GET',
			host: 'api',
			path: '/v1.0/workrecord/counts',
			answer: { undoCount: 'number' },
			query: { userId },
			legacy: true,
		});
		return { userId, openCount: undoCount };
	},
};
