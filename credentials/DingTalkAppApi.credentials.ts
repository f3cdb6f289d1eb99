import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { attachToken, refusedToken, tokenSourceOf } from '../nodes/shared/transport/attach';
import { issuedForOf, obtainToken } from '../nodes/shared/transport/token';
import { systemClock } from '../nodes/shared/run/clock';
import { DEFAULT_BASE_URLS } from '../nodes/shared/wire/hosts';

/**
 * An app of one DingTalk organisation. n8n stores the token with the credential, so that all items,
 * executions and workers share one exchange per token life.
 */
export class DingTalkAppApi implements ICredentialType {
	name = 'dingTalkAppApi';

	displayName = 'DingTalk App API';

	documentationUrl =
		'https://github.com/n8n-nodes-dingtalk-suite/n8n-nodes-dingtalk-suite/blob/main/docs/credentials.md';

	icon = { light: 'file:../icons/dingtalk.svg', dark: 'file:../icons/dingtalk.dark.svg' } as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. dingabc123',
			description:
				"The app's Client ID (formerly AppKey), from 'Credentials and Basic Information' in the DingTalk developer console",
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: "The app's Client Secret (formerly AppSecret), from the same page",
		},
		{
			displayName: 'Robot Code',
			name: 'robotCode',
			type: 'string',
			default: '',
			description:
				"Code of the robot that sends messages. Leave empty for the app's own robot (its code is the Client ID).",
		},
		{
			displayName: 'Agent ID',
			name: 'agentId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1234567890',
			description: "The app's numeric AgentId, needed for work notifications only",
		},
		{
			displayName: 'Operator',
			name: 'operatorId',
			type: 'string',
			default: '',
			placeholder: 'e.g. manager4220',
			description:
				'Person in whose name calls act that need one, by userId, mobile number or unionId: todos, calendars and work records, unless the node names another',
		},
		{
			displayName: 'API Base URL',
			name: 'apiBaseUrl',
			type: 'string',
			default: DEFAULT_BASE_URLS.api,
			description:
				'Change it for dedicated or international DingTalk, a gateway of your own, or the local sandbox',
		},
		{
			displayName: 'OAPI Base URL',
			name: 'oapiBaseUrl',
			type: 'string',
			default: DEFAULT_BASE_URLS.oapi,
			description: "Base URL of DingTalk's older API host",
		},
		{
			displayName: 'Calls per Second',
			name: 'callsPerSecond',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 20,
			description:
				'How often each API may be called. DingTalk allows an app 20 calls per second and API in its standard edition, 60 with a paid package.',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{ displayName: 'Expires At', name: 'expiresAt', type: 'hidden', default: 0 },
		{ displayName: 'Renew At', name: 'renewAt', type: 'hidden', default: 0 },
		{ displayName: 'Issued For', name: 'issuedFor', type: 'hidden', default: '' },
	];

	/** @returns the token, its end, when to renew it (Unix ms) and for whom it was issued; n8n stores all four */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const source = tokenSourceOf(credentials);
		const refused = refusedToken(credentials, systemClock);
		const token = await obtainToken(this.helpers.httpRequest, source, refused, systemClock);
		return { ...token, issuedFor: issuedForOf(source) };
	}

	authenticate: IAuthenticate = async (credentials, requestOptions) =>
		attachToken(credentials, requestOptions, systemClock);

	/**
	 * Asks for a token outright: the one call that needs no permission and fails for a wrong pair. The fields
	 * are trimmed as in every other call.
	 */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: `={{ ($credentials.apiBaseUrl || '').trim().replace(/\\/+$/, '') || '${DEFAULT_BASE_URLS.api}' }}`,
			url: '/v1.0/oauth2/accessToken',
			body: {
				appKey: "={{ ($credentials.clientId || '').trim() }}",
				appSecret: "={{ ($credentials.clientSecret || '').trim() }}",
			},
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'accessToken',
					value: undefined,
					message: "The answer holds no access token. Check 'API Base URL'",
				},
			},
		],
	};
}
