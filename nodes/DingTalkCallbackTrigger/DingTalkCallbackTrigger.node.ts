import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { searchApprovalProcesses } from '../shared/listSearch/searchApprovalProcesses';
import { searchGroups } from '../shared/listSearch/searchGroups';
import { searchUsers } from '../shared/listSearch/searchUsers';
import { callbackKeysTest } from '../shared/auth/callbackKeysTest';
import { checkExists, create, remove } from './lifecycle';
import { properties } from './properties';
import { RESPONSE_DATA, RESPONSE_MODE } from './responseMode';
import { receive } from './webhook';

/** Events, bot messages and card actions that DingTalk posts to n8n's URL, checked and decrypted. */
export class DingTalkCallbackTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DingTalk Callback Trigger',
		name: 'dingTalkCallbackTrigger',
		icon: { light: 'file:../../icons/dingtalk.svg', dark: 'file:../../icons/dingtalk.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [].concat($parameter["triggerOn"]).map((kind) => ({ message: "bot message", event: "event", cardAction: "card action" })[kind]).join(", ") }}',
		description:
			'Starts the workflow when DingTalk (钉钉) posts a bot message, an event or a card action to its URL',
		defaults: { name: 'DingTalk Callback Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'dingTalkCallbackApi',
				displayName: 'Callback Keys',
				required: true,
				testedBy: 'callbackKeysTest',
			},
			// Without names the form would ask twice for a "Credential".
			{
				name: 'dingTalkAppApi',
				displayName: 'App (for Approvals, Files and Managed Subscriptions)',
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: RESPONSE_MODE,
				responseData: RESPONSE_DATA,
				path: 'dingtalk',
			},
		],
		properties,
	};

	methods = {
		credentialTest: { callbackKeysTest },
		listSearch: { searchApprovalProcesses, searchGroups, searchUsers },
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions) {
				return await checkExists(this);
			},
			async create(this: IHookFunctions) {
				return await create(this);
			},
			async delete(this: IHookFunctions) {
				return await remove(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions) {
		return await receive(this);
	}
}
