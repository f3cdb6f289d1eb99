import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { toProperties } from './operations/operation';
import { sendActionCard } from './operations/sendActionCard';
import { sendFeedCard } from './operations/sendFeedCard';
import { sendLink } from './operations/sendLink';
import { sendMarkdown } from './operations/sendMarkdown';
import { sendText } from './operations/sendText';

/** The webhook robot of one group: posts messages, needs no app. */
export class DingTalkRobot implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DingTalk Group Robot',
		name: 'dingTalkRobot',
		icon: {
			light: 'file:../../icons/dingtalk.svg',
			dark: 'file:../../icons/dingtalk.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"].replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description: "Post messages into a DingTalk group with the webhook of the group's custom robot",
		defaults: { name: 'DingTalk Group Robot' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dingTalkGroupRobotApi', required: true }],
		requestDefaults: {
			// The credential's `authenticate` may replace it by the host of a pasted webhook URL.
			baseURL: '={{ $credentials.baseUrl }}',
			headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
			// DingTalk says what is wrong in the body; n8n's error would hold the request with the token.
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		},
		properties: [
			{
				displayName:
					'DingTalk takes 20 messages per minute from one robot, and blocks it for up to 10 minutes if there are more. The node stays below: the run waits where there are more. In the first minute it sends 5 messages and in the first ten minutes 10 a minute, as other processes of n8n may send by the same robot. For many items, join them into one message first.',
				name: 'rateNotice',
				type: 'notice',
				default: '',
			},
			...toProperties([sendText, sendMarkdown, sendLink, sendActionCard, sendFeedCard]),
		],
	};
}
