import type { Hint } from './hint';

const NEEDS_PUBLIC_URL =
	'DingTalk calls the URL at once, from the internet. n8n must have a public address with HTTPS and a valid certificate, and know it (WEBHOOK_URL); a test URL on localhost does not do. Where there is no public address, use the DingTalk Trigger (Stream mode)';

/** What DingTalk sends on its own: Stream, callbacks, session webhooks. */
export const pushes: readonly Hint[] = [
	{
		// `errorCode` of a message to the robot that comes without its content.
		codes: ['20001'],
		kind: 'quota',
		title:
			"Somebody wrote to the robot, but the organisation's monthly allowance of webhook and Stream messages is spent",
		cure: "DingTalk delivers messages without their content until next month, unless an administrator buys a larger package under 'Quota' in the DingTalk developer console. Nobody is told: the person has to write again",
	},
	{
		// Our own code.
		codes: ['sessionOver'],
		kind: 'notFound',
		title: 'The message can no longer be answered',
		cure: 'Its session webhook is over after 90 minutes, and it names nobody whom the app robot could write to, as with people of other organisations. Let the workflow answer sooner',
	},
	{
		// Our own codes, for the WebSocket of Stream mode.
		codes: ['streamUnreachable', 'streamTimeout'],
		kind: 'unreachable',
		title: "DingTalk's Stream gateway could not be reached",
		cure: "DingTalk gave out a ticket, but the WebSocket to its gateway (wss-open-connection.dingtalk.com, port 443) did not open. Check that n8n's network lets it through: WebSockets use the proxy of the environment only with NODE_USE_ENV_PROXY=1 (Node.js 24). Where no WebSocket gets out, use the DingTalk Callback Trigger",
	},
	{
		codes: ['streamDropped'],
		kind: 'connection',
		title: 'DingTalk drops each Stream connection soon after it was opened',
		cure: 'Look whether something on the way closes WebSockets (a proxy, a firewall), and whether many other clients use the same app. New connections are tried as before',
	},
	{
		codes: ['streamFault'],
		kind: 'other',
		title: 'A Stream connection could not be opened for a reason that lies in this n8n',
		cure: 'New connections are tried as before. If this stays, publish the workflow again, and report it with the text below',
	},
	{
		codes: ['noTicket'],
		kind: 'other',
		title: 'The answer holds no ticket for a Stream connection',
		cure: "Check 'API Base URL' in the credential, and proxies on the way",
	},
	{
		codes: ['71006', '400041'],
		kind: 'other',
		title: 'The app has a callback URL already',
		cure: "DingTalk keeps one URL per app for events. Stop what uses the other one and let it end its subscription, or subscribe in the developer console ('Subscription' of the trigger)",
	},
	{
		codes: ['71007', '400040'],
		kind: 'notFound',
		title: 'The app has no callback URL at DingTalk',
		cure: 'It was removed there. Publish the workflow again to register it',
	},
	{
		codes: ['71008'],
		kind: 'invalid',
		title: 'DingTalk does not send one of the chosen events to a URL registered by API',
		cure: "Newer events can only be subscribed in the developer console: choose that under 'Subscription', or take the event out",
	},
	{
		codes: ['71012'],
		kind: 'other',
		title: "DingTalk could not reach n8n's URL, or did not get the answer it wants",
		cure: `${NEEDS_PUBLIC_URL}. If n8n's log says that the trigger refused a request, DingTalk did reach it: what the log says there is the cause, mostly 'Owner Key', which is the organisation's Corp ID for a URL that is registered by API`,
	},
	// 400050 to 400054: DingTalk docs "全局错误码"; the pages of the endpoints do not list them.
	{
		codes: ['400051', '400054'],
		kind: 'other',
		title: "DingTalk could not reach n8n's URL",
		cure: NEEDS_PUBLIC_URL,
	},
	{
		codes: ['71009', '400052'],
		kind: 'other',
		title: "DingTalk called n8n's URL, and did not get the answer it wants",
		cure: "Compare 'Signing Token', 'AES Key' and 'Owner Key' in the credential of the trigger: for a URL that is registered by API, the owner key is the organisation's Corp ID. A proxy in front of n8n may also have answered in its place",
	},
	{
		codes: ['71011', '71013', '40057', '400050', '400053'],
		kind: 'invalid',
		title: "DingTalk does not take n8n's URL for callbacks",
		cure: "The URL must be a public one with a domain name that DingTalk allows. Check n8n's public address (WEBHOOK_URL)",
	},
	{
		codes: ['71010'],
		// The same number in the old group API.
		text: /^JSON/,
		kind: 'invalid',
		title: 'DingTalk could not read the request as JSON',
		cure: 'Check the body of the call',
	},
	{
		codes: ['71010'],
		kind: 'invalid',
		title: 'DingTalk finds the request faulty',
		cure: "The token of a URL that is registered by API has 6 to 64 characters, its AES key 43 letters and digits. DingTalk's own text below may say more",
	},
];
