import type { FailureKind } from './failure';

/** What a DingTalk code means and what the user can do about it. */
export interface Hint {
	/** Exact codes, or patterns for families of codes. */
	codes: ReadonlyArray<string | RegExp>;
	/** Further condition on DingTalk's text, where one code has several meanings. */
	text?: RegExp;
	kind: FailureKind;
	/** What happened. */
	title: string;
	/** What to do. */
	cure: string;
}

const NEEDS_PUBLIC_URL =
	'DingTalk calls the URL at once, from the internet. n8n must have a public address with HTTPS and a valid certificate, and know it (WEBHOOK_URL); a test URL on localhost does not do. Where there is no public address, use the DingTalk Trigger (Stream mode)';

/**
 * Codes of both hosts, first match wins.
 * Source: DingTalk docs "全局错误码" and the error tables of each API's page.
 */
export const HINTS: readonly Hint[] = [
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
	{
		codes: ['310000'],
		text: /ip\b.*white ?list|白名单/i,
		kind: 'ip',
		title: "The address n8n calls from is not in the robot's IP list",
		cure: "Add n8n's public egress address to the robot's IP list in the group's settings, or use a signing secret instead",
	},
	{
		codes: ['310000'],
		// The texts come in English or Chinese, short or with a solution and a link.
		text: /keyword|关键词/i,
		kind: 'robot',
		title: "The message contains none of the robot's keywords",
		cure: "Put one of the robot's custom keywords into the text (or title), or change the robot's security settings in the group",
	},
	{
		codes: ['310000', 'sign.not.match'],
		// Not the bare word: DingTalk's long text about a wrong signature speaks of the timestamp (时间戳) too.
		text: /invalid timestamp|timestamp.*(invalid|expired)|签名过期/i,
		kind: 'robot',
		title: "The message's timestamp is more than an hour away from DingTalk's clock",
		cure: 'Set the clock of the machine that runs n8n',
	},
	{
		codes: ['310000', 'sign.not.match'],
		kind: 'robot',
		title: "The signature does not match the robot's signing secret",
		cure: "Copy the secret (it starts with SEC) again from the robot's security settings into the credential; leave it empty when the robot has none",
	},
	{
		codes: ['keywords.not.match'],
		kind: 'robot',
		title: "The message contains none of the robot's keywords",
		cure: "Put one of the robot's custom keywords into the text, or change the robot's security settings",
	},
	{
		codes: ['300005', '300001', '400101', 'token.notExisted', 'invalidParameter.token.invalid'],
		kind: 'credential',
		title: 'DingTalk knows no group robot with this access token',
		cure: "Copy the robot's webhook URL again from the group's robot settings into the credential; a removed robot takes its token with it",
	},
	{
		codes: ['400102', 'bot.stopped'],
		kind: 'robot',
		title: 'The robot is disabled',
		cure: "Enable it in the group's robot settings, or in the developer console for an app's robot",
	},
	{
		codes: ['400106', 'robot.oto.notExist', 'chatbotId.notAllow.sendOTO'],
		kind: 'robot',
		title: 'The robot is not available in this conversation',
		cure: 'Add the robot to the group again; for one-to-one messages publish the app and put the person into its visible range',
	},
	{
		codes: ['invalidParameter.robotCode.downloadCode'],
		kind: 'notFound',
		title: 'The download code is wrong or has expired',
		cure: 'Use the code of a message that this robot received a short while ago',
	},
	{
		codes: [
			/^invalidParameter\.robotCode/,
			'not.allowed.robotCode',
			'miss.chatbotId',
			'invalid.chatbotId',
		],
		kind: 'robot',
		title: 'The robot code does not fit this app or this group',
		cure: "Leave 'Robot Code' empty to use the app's own robot, add the robot to the group, and check that the app has a robot at all ('Robot' page in the developer console)",
	},
	{
		codes: ['50002', '50004', '60019', 'permession.checkFailed', 'conversation.org.notMatch'],
		kind: 'range',
		title: "A person or department is outside the app's visible range",
		cure: "Widen the visible range under 'Version Management' of the app, or leave the person out. For a group, its owner must be in the range",
	},
	{
		codes: ['33012', '60121', '40104', 'staffId.notExisted', 'userNotExist', '40031'],
		kind: 'notFound',
		title: 'DingTalk knows no such user',
		cure: 'Check the user ID (userId, not unionId, name or mobile number) and that the person belongs to the organisation of this app',
	},
	{
		codes: ['60003'],
		kind: 'notFound',
		title: 'DingTalk knows no such department',
		cure: 'Check the department ID; the root department is 1',
	},
	{
		codes: [
			'40016',
			'34001',
			'invalideChatId',
			'invalid.openConversationId',
			'miss.openConversationId',
			'49000',
		],
		kind: 'notFound',
		title: 'DingTalk knows no such conversation',
		cure: "Check the ID: 'openConversationId' starts with cid, 'chatId' starts with chat. Conversation > Convert Chat ID turns one into the other. A cid from the chat picker works once and for 24 hours",
	},
	{
		codes: [
			'groupPermissionDenied',
			'groupTemplatePermissionDenied',
			'coolAppUninstalled',
			'400020',
			'group.org.checkFailed',
		],
		kind: 'other',
		title: 'The app may not manage this group',
		cure: "By its open conversation ID an app manages only scene groups made from its own group templates. Give an internal group's chat ID (chat…) instead; for a scene group use the credential of the app whose template it has",
	},
	{
		codes: [
			'cidEncryptError',
			'openConversationIdDecriptFailed',
			'invalidOpenConversationId',
			'660023',
			/^invalidParam(eter)?\.openConversationId/,
		],
		kind: 'notFound',
		title: 'DingTalk knows no such conversation',
		cure: 'Check the open conversation ID: it starts with cid and belongs to one organisation',
	},
	{
		codes: ['userNotInGroup', '60124', 'cannot.find.user'],
		kind: 'notFound',
		title: 'The person is not a member of the group',
		cure: 'Add the person with Conversation > Add Members first',
	},
	{
		codes: ['cannot.ban.owner'],
		kind: 'invalid',
		title: "The group's owner cannot be muted",
		cure: 'Leave the owner out',
	},
	{
		codes: ['subAdminNumberExcessive', 'subadmin.exceed'],
		kind: 'invalid',
		title: 'The group would have too many admins',
		cure: 'A group has 12 admins at most. Remove some first',
	},
	{
		codes: ['member.exceed', '49011', '665033'],
		kind: 'invalid',
		title: 'The group would have too many members',
		cure: 'Give fewer people, or use a second group',
	},
	{
		codes: ['groupTemplate.notFound', '665036', /^groupTemplate\.permessionDenied\./],
		kind: 'notFound',
		title: 'The group template cannot be used',
		cure: "Copy the template ID again from 'Scene Groups' of the app in the DingTalk developer console, and check that the template is online and released to this organisation",
	},
	{
		codes: [
			'member.notFound',
			'staff.not.found',
			'invalid.staffid',
			'invalidUserId',
			'userNotExists',
		],
		kind: 'notFound',
		title: 'DingTalk knows no such user',
		cure: 'Check the user ID (userId, not unionId, name or mobile number) and that the person belongs to the organisation of this app',
	},
	{
		codes: ['400013', 'group.disbanded', 'groupDisbang', 'group.diaband'],
		kind: 'notFound',
		title: 'The group was disbanded',
		cure: 'Choose another group',
	},
	{
		codes: [
			/^(invalid\.processQueryKey|robot\.processQueryKey\.expired|processQueryKey\.expireTime|notRevoke\.all\.messages)$/,
		],
		kind: 'notFound',
		title: 'DingTalk cannot find the message any more',
		cure: 'A message can be recalled, or its read state asked for, within 24 hours and with the robot that sent it',
	},
	{
		codes: ['40007', 'resource.not.found', 'resource.unavailable'],
		kind: 'notFound',
		title: 'DingTalk knows no such media file',
		cure: 'Use a media ID that Media > Upload returned for the same organisation',
	},
	{
		codes: ['40004', '40006'],
		kind: 'invalid',
		title: 'DingTalk does not accept this media file',
		cure: 'Check type, format and size: images jpg, gif, png, bmp up to 20 MB; voice amr, mp3, wav up to 2 MB; video mp4 up to 20 MB; files doc(x), xls(x), ppt(x), zip, pdf, rar up to 20 MB',
	},
	{
		codes: ['40056'],
		kind: 'credential',
		title: 'The agent ID does not belong to this app',
		cure: "Copy the AgentId from the app's 'Credentials and Basic Information' page in the DingTalk developer console into 'Agent ID' of the credential, or of the options. It is a number, and another one for each app",
	},
	{
		codes: ['400002'],
		text: /task_?id/i,
		kind: 'notFound',
		title: 'DingTalk does not know this agent ID or this task ID',
		cure: 'Give the task ID that Message > Send returned within the last 24 hours, and the agent ID of the app that sent it',
	},
	{
		codes: ['41052'],
		kind: 'invalid',
		title: 'DingTalk keeps no result of a work notification to more than 100 people',
		cure: 'Work Notification > Get Progress tells when it was sent. To learn the result for each person, send to at most 100 people at once',
	},
	{
		codes: ['ding.receivercount.limit'],
		kind: 'invalid',
		title: 'The DING has more receivers than the organisation may remind at once',
		cure: 'DingTalk takes up to 200 people in the app and 20 by SMS or call, and fewer in some editions. Give fewer people',
	},
	{
		codes: ['ding.serverquota.insufficient'],
		kind: 'quota',
		title: 'The organisation has no DING of this kind left',
		cure: "SMS and calls come out of a quota of DingTalk's paid editions; an administrator can buy more. Remind by App meanwhile. The call was not repeated",
	},
	{
		codes: ['recall.ding.exception'],
		kind: 'notFound',
		title: 'DingTalk could not take the DING back',
		cure: 'Check the DING ID, and that the same robot sent it',
	},
	{
		codes: ['send.ding.exception'],
		kind: 'other',
		title: 'DingTalk could not send the DING',
		cure: "Check that the organisation has a paid edition with DING by robots, and that the people are in the visible range of the app. DingTalk's own text below may say more",
	},
	{
		codes: ['90020', '90030', 'Forbidden.AccessDenied.ApiCountLimitForOrg'],
		kind: 'quota',
		title: "The organisation's monthly DingTalk quota is spent",
		cure: 'Nothing more is accepted until next month, unless an administrator buys a larger package. The call was not repeated',
	},
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
		codes: ['660026', '130101', '410100'],
		kind: 'rateLimited',
		title: 'The robot has sent more than 20 messages within a minute',
		cure: 'DingTalk blocks it for up to 10 minutes. Spread the messages, or join several into one',
	},
	{
		codes: [
			/^900(0[1-9]|1[0-4]|18)$/,
			/^Forbidden\.AccessDenied\.Qp[sm]Limit/,
			/^Throttling/,
			'request.overlimit',
			'qps.exceed.limit',
			'send.too.fast',
			'send.byToken.tooFast',
			'toomuch.msg',
			'too.many.group',
			'too.many.people',
		],
		kind: 'rateLimited',
		title: 'DingTalk limits how often this can be called',
		cure: "The call was repeated with growing pauses and still refused. Lower 'Calls per Second' in the credential, or run fewer workflows at once",
	},
	{
		codes: ['460101', 'invalidParameter.msgParam.tooLong', '34016', '40011'],
		kind: 'tooLong',
		title: 'The message is too long',
		cure: 'Shorten it, split it, or send it as a file',
	},
	{
		codes: [
			'groupNickForbid',
			'41049',
			/^43010[1-4]$/,
			/^contain\.(unsafe|notAllowed)\./,
			'40048',
			'1430002',
		],
		kind: 'unsafe',
		title: 'DingTalk rejects the content as unsafe',
		cure: 'Change the text, picture or link that DingTalk objects to',
	},
	{
		codes: [
			'-1',
			'system.busy',
			'systemBusy',
			'system.error',
			'systemError',
			'unknownError',
			'server.error',
			/^todo\.\w+\.systemError$/,
		],
		kind: 'busy',
		title: 'DingTalk was too busy to answer',
		cure: 'Try again later. Look whether the call took effect before sending it again',
	},
	{
		// Our own code, for an answer that is none of DingTalk's.
		codes: ['notDingTalk'],
		kind: 'other',
		title: 'The answer did not come from DingTalk',
		cure: "Check 'Base URL' in the credential, and proxies on the way. The message was probably not posted",
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
		cure: 'It was removed there. Activate the workflow again to register it',
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
	// 400050 to 400054 by a public table; the pages of the endpoints do not say what they mean [unverified].
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
		codes: ['71011', '71013', '400050', '400053'],
		kind: 'invalid',
		title: "DingTalk does not take n8n's URL for callbacks",
		cure: "The URL must be a public one with a domain name that DingTalk allows. Check n8n's public address (WEBHOOK_URL)",
	},
	{
		codes: ['71010'],
		kind: 'invalid',
		title: 'DingTalk finds the request faulty',
		cure: "The token of a URL that is registered by API has 6 to 64 characters, its AES key 43 letters and digits. DingTalk's own text below may say more",
	},
	{
		codes: ['22', '404'],
		kind: 'unknownApi',
		title: 'DingTalk knows no API under this path',
		cure: 'Check the path and the host: paths that start with /v1.0 or /v2.0 belong to the API host, all others to the OAPI host',
	},
	{
		codes: ['301', '302', '303', '307', '308'],
		kind: 'other',
		title: 'The API host answered with a redirect',
		cure: "It was not followed: the access token goes nowhere else. Check 'API Base URL' in the credential",
	},
	{
		codes: ['854001'],
		kind: 'invalid',
		title: 'The person already got a work record with the same form items today',
		cure: 'Change a form item; DingTalk takes the same content once per person and day',
	},
	{
		codes: ['854002'],
		kind: 'quota',
		title: 'The person got 100 work records today already',
		cure: 'DingTalk takes no more for this person until tomorrow',
	},
	{
		codes: ['todo.taskCreate.paramError'],
		text: /task exist/i,
		kind: 'invalid',
		title: 'A todo with this source ID exists already',
		cure: "Give another 'Source ID', or set 'If Source ID Exists' to return the existing todo",
	},
	{
		codes: [/^todo\.\w+\.paramError$/],
		text: /task not exist/i,
		kind: 'notFound',
		title: 'DingTalk knows no such todo',
		cure: 'Check the ID, and the Owner or Operator. The todo may have been deleted',
	},
	{
		codes: [/^todo\.\w+\.paramError$/],
		text: /not belong to bizTag/i,
		kind: 'other',
		title: 'The todo was created by another app, or by a person',
		cure: 'An app may change only todos that it created. Use the credential of the app that created this one',
	},
	{
		codes: [/^todo\.\w+\.paramError$/],
		kind: 'invalid',
		title: 'DingTalk finds the todo faulty',
		cure: "DingTalk's own text below says more. Owner and people must belong to the organisation of this app; unionIds of others are refused",
	},
	{
		codes: ['todo.taskCreate.lockError'],
		kind: 'rateLimited',
		title: 'DingTalk is still creating another todo for the same people or source ID',
		cure: 'The call was repeated with growing pauses and still refused. Run fewer workflows at once that create todos for the same people',
	},
	{
		codes: ['todo.taskCreate.flowControlError'],
		kind: 'rateLimited',
		title: 'DingTalk takes no more todos for these executors, or this organisation, right now',
		cure: 'The call was repeated with growing pauses and still refused. Create fewer todos at once',
	},
	{
		codes: ['flowLimit'],
		kind: 'quota',
		title: 'The person has created 100 events today, and DingTalk takes no more',
		cure: 'Create the others tomorrow, or in the calendar of another person. The call was not repeated',
	},
	{
		codes: ['permissionDeny'],
		kind: 'other',
		title: 'This person may not do that with this calendar or event',
		cure: "Only the organizer may change an event: choose the organizer as 'User'. In a shared calendar the person needs the right to write",
	},
	{
		codes: ['idempotencyProcessing'],
		kind: 'busy',
		title: 'DingTalk is still carrying out the same call',
		cure: 'Look whether it took effect before running the workflow again',
	},
	{
		codes: ['meetingRoomNotAvailable'],
		kind: 'other',
		title: 'The meeting room is not available at that time',
		cure: 'Choose another room or time. Availability > Get shows when rooms are free',
	},
	{
		codes: [/^invalidParameter/],
		text: /\broom/i,
		kind: 'notFound',
		title: 'DingTalk knows no such meeting room',
		cure: 'Check the room ID, and that the room belongs to the organisation of this app',
	},
	{
		codes: ['itemNotFound'],
		kind: 'notFound',
		title: 'DingTalk knows no such event or calendar',
		cure: "Check the event ID, the calendar ID, and that 'User' is somebody who has the event in the calendar. It may have been deleted",
	},
	{
		codes: ['instanceNotExist'],
		kind: 'notFound',
		title: 'The event was deleted',
		cure: "A deleted event shows only in Get Many with 'Show Deleted'",
	},
	{
		codes: ['paramIllegal', 'PARAM ILLEGAL'],
		kind: 'invalid',
		title: 'DingTalk finds the calendar request faulty',
		cure: 'Check the people, who must belong to the organisation of this app, and the times',
	},
	{
		codes: ['success: false', 'result: false'],
		kind: 'other',
		title: 'DingTalk took the call, and answered that it did not do it',
		cure: 'It gives no reason. Check that the IDs are right, that what they name still exists, and that the app may change it',
	},
	{
		codes: ['43002'],
		kind: 'invalid',
		title: 'DingTalk expects another HTTP method here',
		cure: 'Use POST (or GET) as the documentation of the API says',
	},
	{
		codes: [
			'40035',
			'400002',
			'40068',
			'40069',
			'43004',
			'43005',
			'43009',
			'400105',
			/^invalidParameter/,
			/^miss\./,
			'parameter.invalid',
			'parameter.error',
			'receivers.exceed',
		],
		kind: 'invalid',
		title: 'DingTalk finds the request faulty',
		cure: "DingTalk's own text below names the parameter",
	},
];

/** The row for a code, or undefined. `text` is DingTalk's own message. */
export function findHint(code: string, text: string): Hint | undefined {
	return HINTS.find(
		(hint) =>
			hint.codes.some((known) => (typeof known === 'string' ? known === code : known.test(code))) &&
			(hint.text === undefined || hint.text.test(text)),
	);
}
