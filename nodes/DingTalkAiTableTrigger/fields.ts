import type { INodeProperties } from 'n8n-workflow';

import { conditionFields } from '../shared/aiTable/filter';
import {
	baseLocator,
	columnLocator,
	tableLocator,
	tableOperatorOption,
} from '../shared/aiTable/table';
import { optionsField } from '../shared/fields/collections';
import { simplifyField } from '../shared/fields/simplify';

/** Against workflows that start themselves. */
export const othersOnlyOption: INodeProperties = {
	displayName: 'Ignore Changes by the Operator',
	name: 'ignoreOperator',
	type: 'boolean',
	default: false,
	displayOptions: { hide: { '/triggerOn': ['dateReached'] } },
	description:
		'Whether to leave out records whose latest change was made in the name of the Operator, so that a workflow that writes into the table does not start itself',
};

/** The trigger's form; n8n puts the poll times above it. */
export const fields: INodeProperties[] = [
	{
		displayName:
			'DingTalk has no list of changes: each poll reads all records that fulfil the conditions, 100 in a call. 1,000 records polled every minute make 432,000 API calls a month; free editions of DingTalk have 5,000 to 10,000. Poll as seldom as you can, and leave old records out by conditions.',
		name: 'quotaNotice',
		type: 'notice',
		default: '',
		displayOptions: { hide: { triggerOn: ['dateReached'] } },
	},
	{
		displayName:
			'DingTalk gives the records whose date has come: a poll is mostly two calls, 86,400 a month when polled every minute. Free editions of DingTalk have 5,000 to 10,000: poll as seldom as you can.',
		name: 'dateQuotaNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { triggerOn: ['dateReached'] } },
	},
	baseLocator,
	tableLocator,
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'options',
		options: [
			{
				name: 'Date in Column Reached',
				value: 'dateReached',
				description: 'The moment in a date column of a record has come, such as a due date',
			},
			{
				name: 'Record Created',
				value: 'created',
				description: 'A new record is in the table, with what it holds at the poll',
			},
			{
				name: 'Record Created or Updated',
				value: 'createdOrUpdated',
				description: 'A record is new, or anything in it was changed',
			},
			{
				name: 'Record Updated',
				value: 'updated',
				description: 'Anything in a record was changed after it was created',
			},
		],
		default: 'created',
	},
	{
		...columnLocator,
		displayName: 'Date Column',
		displayOptions: { show: { triggerOn: ['dateReached'] } },
		description:
			'The column with the moment: dates (日期), or the time of the last change (最后更新时间), which in DingTalk can be that of chosen columns alone. Chosen from the list, or by its name or ID.',
	},
	...conditionFields,
	simplifyField,
	optionsField({ options: [othersOnlyOption, tableOperatorOption] }),
];
