import type { IPollFunctions } from 'n8n-workflow';

import type { Conditions } from '../shared/aiTable/filter';
import { readConditions } from '../shared/aiTable/filter';
import type { TableInput } from '../shared/aiTable/table';
import { columnLocator, readTable } from '../shared/aiTable/table';
import type { Directory } from '../shared/contacts/resolve';
import { parameterReader } from '../shared/params/nodeParameters';
import type { DingTalkApi } from '../shared/transport/api';
import { fields, othersOnlyOption } from './fields';

export type TriggerOn = 'created' | 'updated' | 'createdOrUpdated' | 'dateReached';

/** What the form says. */
export interface TriggerSettings {
	input: TableInput;
	triggerOn: TriggerOn;
	/** Name or ID of the date column, where a date is waited for. */
	dateColumn: string;
	dateLabel: string;
	conditions: Conditions;
	ignoresOperator: boolean;
	isSimple: boolean;
	/** Of the workflow: of dates in conditions without offset, and in items. */
	timeZone: string;
}

/** @throws InputError naming the field */
export function readSettings(
	context: Pick<IPollFunctions, 'getNodeParameter' | 'getTimezone'>,
	{ api, directory }: { api: DingTalkApi; directory: Directory },
): TriggerSettings {
	const read = parameterReader(context, fields);
	const triggerOn = read.choice<TriggerOn>('triggerOn');
	return {
		input: readTable({ api, directory, read }),
		triggerOn,
		dateColumn: triggerOn === 'dateReached' ? read.id(columnLocator.name) : '',
		dateLabel: read.label(columnLocator.name),
		conditions: readConditions(read),
		ignoresOperator:
			triggerOn !== 'dateReached' && read.group('options').flag(othersOnlyOption.name),
		isSimple: read.flag('simplify'),
		timeZone: context.getTimezone(),
	};
}
