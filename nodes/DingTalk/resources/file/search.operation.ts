import type { IDataObject } from 'n8n-workflow';

import { operatorOf } from '../../../shared/contacts/operator';
import { userIdsOf } from '../../../shared/contacts/people';
import { placeIfTold } from '../../drive/names';
import type { WireFound } from '../../../shared/drive/search';
import { FOUND_PER_PAGE, fetchFound } from '../../../shared/drive/search';
import { pagingFields } from '../../fields/paging';
import { readRange } from '../../fields/timeRange';
import type { Operation } from '../../operation/operation';
import { filtersField, optionsField } from '../../../shared/fields/collections';
import { operatorOption } from '../../../shared/fields/locators';
import { peopleField } from '../../../shared/fields/people';
import { pages } from '../../../shared/paging/pages';
import { tokenPages } from '../../../shared/paging/styles';

/** @see DingTalk docs "搜索文件": POST /v2.0/storage/dentries/search */
export const search: Operation = {
	value: 'search',
	name: 'Search',
	action: 'Search files',
	description:
		'Find files and documents by words, in all spaces and knowledge bases that the Operator may see',
	endpoints: [
		'POST /v2.0/storage/dentries/search',
		'GET /v2.0/doc/dentries/{dentryUuid}/queryDentryId',
	],
	fields: [
		{
			displayName: 'Keyword',
			name: 'keyword',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. release notes',
			description: 'What to look for',
		},
		...pagingFields,
		filtersField({
			options: [
				{
					displayName: 'Created From',
					name: 'createdFrom',
					type: 'dateTime',
					default: '',
					description: 'Only what was created at this time or later',
				},
				{
					displayName: 'Created Until',
					name: 'createdUntil',
					type: 'dateTime',
					default: '',
					description: 'Only what was created before this time',
				},
				peopleField({
					displayName: 'Creators',
					name: 'creators',
					description: 'Only what these people have created',
				}),
				peopleField({
					displayName: 'Modifiers',
					name: 'modifiers',
					description: 'Only what these people have changed last',
				}),
			],
		}),
		optionsField({
			options: [
				{
					displayName: 'Look Up Space',
					name: 'isLocated',
					type: 'boolean',
					default: false,
					description:
						'Whether to look up the spaceId and dentryId of each result, in one more call each; those of which DingTalk tells none come without. The other operations take the node ID as well.',
				},
				operatorOption,
			],
		}),
	],
	async run(context) {
		const { api, read, directory } = context;
		const keyword = read.filled('keyword');
		const limit = read.limit();
		const filters = read.group('filters');
		const created = readRange(filters, 'created');
		const creators = filters.people('creators');
		const modifiers = filters.people('modifiers');
		const isLocated = read.group('options').flag('isLocated');
		const operatorId = await operatorOf(context);
		// Which kind of ID these take the page does not tell; DingTalk's own MCP server says userIds of creatorIds.
		const option = {
			...(creators.length > 0 ? { creatorIds: await userIdsOf(directory, creators) } : {}),
			...(modifiers.length > 0 ? { modifierIds: await userIdsOf(directory, modifiers) } : {}),
			...rangeOf(created),
		};
		const found = await pages<WireFound>(
			tokenPages('nextToken', undefined, { maxResults: FOUND_PER_PAGE }),
			async (paging) => await fetchFound(api, operatorId, keyword, { ...option, ...paging }),
			limit,
		);
		const results: IDataObject[] = [];
		for (const one of found) {
			const nodeId = one.dentryUuid;
			const place = isLocated ? await placeIfTold(api, nodeId, operatorId) : undefined;
			results.push({
				nodeId,
				name: one.name,
				...(place ? { spaceId: place.spaceId, dentryId: place.dentryId } : {}),
				creator: one.creator,
				modifier: one.modifier,
			});
		}
		return results;
	},
};

/** Unix ms; an end that is not given is left out. */
const rangeOf = ({ from, until }: { from: number; until: number }): IDataObject => {
	const range = {
		...(Number.isFinite(from) ? { startTime: from } : {}),
		...(Number.isFinite(until) ? { endTime: until } : {}),
	};
	return Object.keys(range).length > 0 ? { createTimeRange: range } : {};
};
