import type { Hint } from './hint';

/** Credential, token, permissions and addresses that DingTalk lets in. */
export const access: readonly Hint[] = [
	{
		codes: [
			'40096',
			'40089',
			'invalidClientIdOrSecret',
			'invalid.client',
			'unauthorized.client',
			// Of the Stream gateway.
			'authFailed',
		],
		kind: 'credential',
		title: 'DingTalk does not accept this Client ID and Client Secret',
		cure: "Copy both again from the app's 'Credentials and Basic Information' page in the DingTalk developer console. A reset secret stops working at once",
	},
	{
		codes: ['40014', '42001', '40001', 'InvalidAuthentication', 'accesstoken.expired', '401'],
		kind: 'token',
		title: 'DingTalk refused the access token',
		cure: 'A new token was requested and refused too. Test the credential, and check that its base URLs belong to the same DingTalk as the app',
	},
	{
		codes: ['40000'],
		text: /参数错误/,
		kind: 'invalid',
		title: 'DingTalk finds the request faulty',
		cure: 'Check the parameters of the call',
	},
	{
		codes: ['40000', '41001', 'AuthenticationFailed.MissingParameter'],
		kind: 'other',
		title: 'DingTalk received no access token',
		cure: 'Check the base URLs in the credential: a proxy in between may drop the token header or query',
	},
	{
		codes: ['Forbidden.AccessDenied.AccessTokenPermissionDenied'],
		text: /Premium\.Ding/,
		kind: 'scope',
		title: 'The app lacks a permission for this call',
		cure: "Request Premium.Ding.Write under 'Permission Management' of the app in the DingTalk developer console. DING by a robot is part of DingTalk's paid editions: where the permission is not offered, the organisation has none of them",
	},
	{
		codes: [
			'60011',
			'43007',
			'43011',
			'apiPermissionDenied',
			'Forbidden.AccessDenied.AccessTokenPermissionDenied',
		],
		kind: 'scope',
		title: 'The app lacks a permission for this call',
		cure: "Request the permission under 'Permission Management' of the app in the DingTalk developer console, then try again",
	},
	{
		codes: ['60020', 'Forbidden.AccessDenied.IpNotInWhiteList', 'ip.not.match'],
		kind: 'ip',
		title: "The address n8n calls from is not in the app's IP list",
		cure: "Add n8n's public egress address under 'Security Settings' of the app in the DingTalk developer console",
	},
	{
		codes: ['90017'],
		kind: 'ip',
		title: 'Too many organisations call DingTalk from the address of n8n',
		cure: 'DingTalk limits how many organisations one address may call for. Give this one another egress address',
	},
	{
		codes: ['50003', '50005', '48002'],
		kind: 'other',
		title: 'The app, the organisation or this API is disabled at DingTalk',
		cure: "DingTalk's own text below says which. Enable the app in the DingTalk developer console, or ask an administrator of the organisation",
	},
	{
		codes: ['33001', '34003', '40013', '41002', '52010', '70001', '400042', '400043'],
		kind: 'other',
		title: 'DingTalk does not know the organisation, or it was dissolved',
		cure: 'Check that the app of the credential belongs to the organisation, and that the base URLs belong to the same DingTalk as the app',
	},
	{
		codes: ['todo.taskCreate.tokenTypeError'],
		kind: 'other',
		title: 'This call needs the access token of a person, not that of an app',
		cure: 'The credential holds an app. Use the calls that work for an app: Todo > Create makes todos for people',
	},
];
