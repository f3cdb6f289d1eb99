import { CALLBACK_CREDENTIAL, keysOf } from '../../../shared/auth/callbackKeys';
import { InputError } from '../../../shared/errors/inputError';
import type { ItemContext, Operation } from '../../operation/operation';
import { optionsOf } from './fields';

/** @see DingTalk docs "注册卡片回调地址": POST /v1.0/card/callbacks/register */
export const registerCallbackRoute: Operation = {
	value: 'registerCallbackRoute',
	name: 'Register Callback Route',
	action: 'Register a callback route for cards',
	description:
		'Tell DingTalk which address hears of pressed buttons, for cards whose presses go to a callback route',
	endpoints: ['POST /v1.0/card/callbacks/register'],
	fields: [
		{
			displayName: 'Route Key',
			name: 'callbackRouteKey',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. approvals',
			description: 'A name of your own for the route, which cards refer to',
		},
		{
			displayName: 'Callback URL',
			name: 'callbackUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/…/dingtalk',
			description:
				'The address that DingTalk posts to, reachable from the internet: the production URL of a DingTalk Callback Trigger',
		},
		optionsOf({
			displayName: 'Overwrite',
			name: 'isForced',
			type: 'boolean',
			default: false,
			description:
				'Whether to change a route that is there already; it then changes for all its cards',
		}),
	],
	async run({ api, read, node }) {
		const callbackRouteKey = read.id('callbackRouteKey');
		const callbackUrl = read.filled('callbackUrl');
		const forceUpdate = read.group('options').flag('isForced');
		if (!URL.canParse(callbackUrl) || !/^https?:$/.test(new URL(callbackUrl).protocol)) {
			throw new InputError(
				read.label('callbackUrl'),
				'is not a whole URL',
				"Copy the production URL of the DingTalk Callback Trigger; it begins with 'https://'",
			);
		}
		const apiSecret = await cardSecretOf(node);
		await api.request({
			method: 'POST',
			host: 'api',
			path: '/v1.0/card/callbacks/register',
			answer: { success: 'true', 'result.callbackUrl': 'text' },
			body: { callbackRouteKey, callbackUrl, apiSecret, forceUpdate },
			// What is forced names the wanted end state; else a second try finds the key taken by the first.
			repeatable: forceUpdate,
			secrets: [apiSecret],
		});
		return { callbackRouteKey, callbackUrl, registered: true };
	},
};

/** The secret that DingTalk is to sign with. @throws InputError when the credential has none */
async function cardSecretOf(node: ItemContext['node']): Promise<string> {
	const { cardSecret } = keysOf(await node.getCredentials(CALLBACK_CREDENTIAL));
	if (cardSecret !== '') return cardSecret;
	throw new InputError(
		'Card Secret',
		'is empty',
		"Fill in 'Card Secret' of the DingTalk Callback API credential with a secret of your own: DingTalk signs with it what it posts, and the DingTalk Callback Trigger checks that",
	);
}
