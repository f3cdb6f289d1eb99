import type {
	IExecuteFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { callbackKeysTest } from '../shared/auth/callbackKeysTest';
import { isWaiting } from './approvals/waiting/waiting';
import { answerWakeUp } from './approvals/waiting/wakeUp';
import { listSearch } from './listSearch';
import { properties } from './properties';
import { resourceMapping } from './resourceMapping';
import { router } from './router';
import { answerWait } from './sendAndWait/webhook';
import { WAITING_TOOLTIP, waitWebhooks } from './sendAndWait/webhooks';

/** What a DingTalk app may do. Each resource of the form is a folder below `resources`. */
export class DingTalk implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DingTalk',
		name: 'dingTalk',
		icon: { light: 'file:../../icons/dingtalk.svg', dark: 'file:../../icons/dingtalk.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Send messages, files, interactive cards, work notifications and DINGs, stream AI answers into cards, manage todos, calendar events, files and groups, read and write AI tables and spreadsheets, start and decide approvals, find free times, and look up people and departments with a DingTalk (钉钉) app',
		defaults: { name: 'DingTalk' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'dingTalkAppApi', required: true },
			{
				// Where the secret of a callback route is; a parameter would be in the data of each execution.
				name: 'dingTalkCallbackApi',
				required: true,
				testedBy: 'callbackKeysTest',
				displayOptions: { show: { resource: ['card'], operation: ['registerCallbackRoute'] } },
			},
		],
		webhooks: waitWebhooks,
		waitingNodeTooltip: WAITING_TOOLTIP,
		properties,
	};

	methods = { credentialTest: { callbackKeysTest }, listSearch, resourceMapping };

	async execute(this: IExecuteFunctions) {
		return await router.call(this);
	}

	/** What executions wait for: the answer to a message, or an event that tells the end of an approval. */
	async webhook(this: IWebhookFunctions) {
		return isWaiting(this.getNode()) ? await answerWakeUp(this) : await answerWait(this);
	}
}
