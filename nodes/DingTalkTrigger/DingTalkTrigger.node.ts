import type {
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { searchApprovalProcesses } from '../shared/listSearch/searchApprovalProcesses';
import { searchGroups } from '../shared/listSearch/searchGroups';
import { searchUsers } from '../shared/listSearch/searchUsers';
import { pushFields } from '../shared/pushes/fields';
import { start } from './start';
import { texts } from './panelTexts';

/** Bot messages, events and card actions over a connection that n8n opens itself: no public address needed. */
export class DingTalkTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DingTalk Trigger',
		name: 'dingTalkTrigger',
		icon: { light: 'file:../../icons/dingtalk.svg', dark: 'file:../../icons/dingtalk.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [].concat($parameter["triggerOn"]).map((kind) => ({ message: "bot message", event: "event", cardAction: "card action" })[kind]).join(", ") }}',
		description:
			'Starts the workflow on a message to the robot of a DingTalk (钉钉) app, on an event, or when a button of a card is pressed',
		...texts,
		defaults: { name: 'DingTalk Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dingTalkAppApi', required: true }],
		properties: [
			{
				displayName:
					'DingTalk gives each push to one connection of the app, by chance. Another n8n or bot that uses the same app takes its part away: give each an app of its own.',
				name: 'sharingNotice',
				type: 'notice',
				default: '',
			},
			...pushFields,
		],
	};

	methods = { listSearch: { searchApprovalProcesses, searchGroups, searchUsers } };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await start(this);
	}
}
