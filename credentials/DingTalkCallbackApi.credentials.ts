import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * What is agreed with DingTalk about the pushes to one HTTP address. Nothing of it goes to DingTalk in the
 * node's calls, so there is nothing to call for a test: the DingTalk Callback Trigger checks the keys.
 */
export class DingTalkCallbackApi implements ICredentialType {
	name = 'dingTalkCallbackApi';

	displayName = 'DingTalk Callback API';

	documentationUrl =
		'https://github.com/n8n-nodes-dingtalk-suite/n8n-nodes-dingtalk-suite/blob/main/docs/credentials.md';

	icon = { light: 'file:../icons/dingtalk.svg', dark: 'file:../icons/dingtalk.dark.svg' } as const;

	properties: INodeProperties[] = [
		{
			displayName:
				'Fill in what you receive: the first three fields for events, App Secret for bot messages, Card Secret for card actions',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Signing Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				"For events: the token (签名 Token) of the app's event subscription. 6 to 32 letters and digits suit everywhere.",
		},
		{
			displayName: 'AES Key',
			name: 'aesSecretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				"For events: the encryption key (加密 aes_key) of the app's event subscription, 43 letters and digits",
		},
		{
			displayName: 'Owner Key',
			name: 'ownerKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. dingabc123',
			description:
				"For events: the app's Client ID when the subscription was made in the developer console, the organisation's Corp ID when it was registered by API, the suite key for a third-party app",
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: "For bot messages: the Client Secret of the robot's app, which signs them",
		},
		{
			displayName: 'Card Secret',
			name: 'cardSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For card actions: the apiSecret that was registered with the callback route of the cards',
		},
	];
}
