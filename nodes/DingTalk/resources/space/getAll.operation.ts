import { readPersonOrOperator } from '../../../shared/contacts/operator';
import type { WireSpace } from '../../drive/spaces';
import { fetchSpaces, SPACES_PER_PAGE } from '../../drive/spaces';
import { pagingFields } from '../../fields/paging';
import type { Operation } from '../../operation/operation';
import { personOrOperatorLocator } from '../../../shared/fields/locators';
import { pages } from '../../../shared/paging/pages';
import { tokenPages } from '../../../shared/paging/styles';

/** @see DingTalk docs "获取空间列表": GET /v1.0/drive/spaces */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many spaces',
	description: "List the organisation's spaces of the drive (钉盘) that a person may see",
	endpoints: ['GET /v1.0/drive/spaces'],
	fields: [
		{
			...personOrOperatorLocator,
			description: "Whose spaces. Leave empty for the credential's Operator.",
		},
		...pagingFields,
	],
	async run(context) {
		const { api, read, directory } = context;
		const person = readPersonOrOperator(context, personOrOperatorLocator.name);
		const limit = read.limit();
		const unionId = await directory.unionIdOf(person);
		const spaces = await pages<WireSpace>(
			tokenPages('nextToken', undefined, { maxResults: SPACES_PER_PAGE }),
			async (paging) => await fetchSpaces(api, unionId, paging),
			limit,
		);
		return spaces.map(({ quota, usedQuota, ...space }) => ({
			...space,
			...(quota === undefined ? {} : { quota: Number(quota) }),
			...(usedQuota === undefined ? {} : { usedQuota: Number(usedQuota) }),
		}));
	},
};
