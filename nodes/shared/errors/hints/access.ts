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
		codes: ['60011', '43007', 'Forbidden.AccessDenied.AccessTokenPermissionDenied'],
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
];
