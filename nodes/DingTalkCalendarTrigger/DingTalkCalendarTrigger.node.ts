import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { systemClock } from '../shared/run/clock';
import { toShownError } from '../shared/errors/shownError';
import { searchUsers } from '../shared/listSearch/searchUsers';
import { fields } from './fields';
import { pollCalendar } from './poll';

/** Starts workflows on what happens in somebody's DingTalk calendar. */
export class DingTalkCalendarTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DingTalk Calendar Trigger',
		name: 'dingTalkCalendarTrigger',
		icon: { light: 'file:../../icons/dingtalk.svg', dark: 'file:../../icons/dingtalk.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["triggerOn"].join(", ") }}',
		description:
			'Starts the workflow when events of a DingTalk (钉钉) calendar are created, updated or cancelled, or begin soon',
		defaults: { name: 'DingTalk Calendar Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dingTalkAppApi', required: true }],
		properties: fields,
	};

	methods = { listSearch: { searchUsers } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			return await pollCalendar(this, systemClock);
		} catch (error) {
			throw toShownError(this.getNode(), error);
		}
	}
}
