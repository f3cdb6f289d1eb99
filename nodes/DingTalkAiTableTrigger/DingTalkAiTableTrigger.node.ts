import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { toShownError } from '../shared/errors/shownError';
import { searchAiTableColumns } from '../shared/listSearch/searchAiTableColumns';
import { searchAiTables } from '../shared/listSearch/searchAiTables';
import { searchAiTableBases } from '../shared/listSearch/searchOnlineDocuments';
import { searchUsers } from '../shared/listSearch/searchUsers';
import { systemClock } from '../shared/run/clock';
import { fields } from './fields';
import { pollAiTable } from './poll';

/** Starts workflows on what happens to the records of a DingTalk AI table. */
export class DingTalkAiTableTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DingTalk AI Table Trigger',
		name: 'dingTalkAiTableTrigger',
		icon: { light: 'file:../../icons/dingtalk.svg', dark: 'file:../../icons/dingtalk.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["triggerOn"] }}',
		description:
			'Starts the workflow when records of a DingTalk (钉钉) AI table are created or updated, or a date in them is reached',
		defaults: { name: 'DingTalk AI Table Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dingTalkAppApi', required: true }],
		properties: fields,
	};

	methods = {
		listSearch: { searchAiTableBases, searchAiTableColumns, searchAiTables, searchUsers },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			return await pollAiTable(this, systemClock);
		} catch (error) {
			throw toShownError(this.getNode(), error);
		}
	}
}
