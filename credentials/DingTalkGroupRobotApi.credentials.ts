import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	IconFile,
	INodeProperties,
} from 'n8n-workflow';

import { attachRobot } from '../nodes/shared/auth/robotWebhook';
import { WEBHOOK_LIMITS } from '../nodes/shared/messages/limits';
import { systemClock } from '../nodes/shared/run/clock';

const NO_SUCH_ROBOT =
	"DingTalk knows no group robot with this access token. Copy the webhook URL again from the robot's settings in the group";
const SECURITY =
	"The robot's security settings refuse the call: the signing secret is missing or wrong, the clock of this machine is off by more than an hour, or its address is not in the robot's IP list. (A robot that only has keywords may be refused here too, because the test carries none: then the access token is right.)";
const NOT_DINGTALK = "The answer did not come from DingTalk. Check 'Base URL'";

/** What DingTalk answers to the test when something is wrong; see `test` below. */
const REFUSALS: ReadonlyArray<[code: number | undefined, message: string]> = [
	[300005, NO_SUCH_ROBOT],
	[400101, NO_SUCH_ROBOT],
	[300001, NO_SUCH_ROBOT],
	[310000, SECURITY],
	[400102, 'The robot is disabled. Enable it in the group settings'],
	[400106, 'The robot is not in its group any more. Add it again and copy its new webhook URL'],
	[400013, 'The group of this robot was disbanded'],
	[404, NOT_DINGTALK],
	[undefined, NOT_DINGTALK],
];

/** The webhook robot of one group: no app, no administrator needed. */
export class DingTalkGroupRobotApi implements ICredentialType {
	name = 'dingTalkGroupRobotApi';

	displayName = 'DingTalk Group Robot API';

	icon = { light: 'file:../icons/dingtalk.svg', dark: 'file:../icons/dingtalk.dark.svg' } as {
		light: IconFile;
		dark: IconFile;
	};

	documentationUrl =
		'https://github.com/n8n-nodes-dingtalk-suite/n8n-nodes-dingtalk-suite/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Webhook URL or Access Token',
			name: 'webhookToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. https://oapi.dingtalk.com/robot/send?access_token=…',
			description:
				"The robot's webhook URL, pasted as it is, or only the access token in it. To get one: group settings > Robots > Add robot > Custom.",
			hint: 'The test sends a message of a kind that DingTalk does not know: DingTalk checks the token and refuses the message, so nothing appears in the group',
		},
		{
			displayName: 'Signing Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. SEC…',
			description:
				"The secret that starts with SEC, if the robot's security settings ask for signed messages; else leave it empty",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://oapi.dingtalk.com',
			description:
				'Change it only for a dedicated DingTalk, a proxy or the sandbox. While it is unchanged, the host of a pasted webhook URL is used.',
		},
		{
			displayName: 'Messages per Minute',
			name: 'messagesPerMinute',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: WEBHOOK_LIMITS.perMinute },
			default: WEBHOOK_LIMITS.perMinute,
			description:
				'How many messages one process of n8n may post within a minute. DingTalk takes 20 a minute and then blocks the robot for ten: where several processes (main and workers) post by it all the time, give each its part, such as 5 with four of them.',
		},
	];

	// Un-encoded: n8n's HTTP client encodes the query, the plus signs of the signature included.
	authenticate: IAuthenticate = async (credentials, requestOptions) =>
		attachRobot(credentials, requestOptions, systemClock);

	/**
	 * Never posts anything: the message is of a kind that does not exist. A known robot refuses it with 400105
	 * ("unsupported msgtype": documented, and seen in replies), which counts as success; a robot that has sent
	 * too much (660026 …) and any other code that is not listed also mean that the token is known.
	 * Documented for an unknown token: 400101; DingTalk really answers 300005, older robots 300001.
	 * That token and signature are checked before the message is looked at is not documented [unverified].
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/robot/send',
			method: 'POST',
			body: { msgtype: 'credentialTest' },
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		},
		rules: REFUSALS.map(([value, message]) => ({
			type: 'responseSuccessBody' as const,
			properties: { key: 'errcode', value, message },
		})),
	};
}
