import type { Hint } from './hint';

const WRONG_SIGNATURE = {
	kind: 'robot',
	title: "The signature does not match the robot's signing secret",
	cure: "Copy the secret (it starts with SEC) again from the robot's security settings into the credential; leave it empty when the robot has none",
} as const;

/** What keeps a robot from sending: its security settings, its state, its groups. */
export const robots: readonly Hint[] = [
	{
		codes: ['310000'],
		text: /ip\b.{0,99}white ?list|白名单/i,
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
		text: /invalid timestamp|timestamp.{0,99}(invalid|expired)|签名过期/i,
		kind: 'robot',
		title: "The message's timestamp is more than an hour away from DingTalk's clock",
		cure: 'Set the clock of the machine that runs n8n',
	},
	{ codes: ['310000'], text: /^$|sign|签/i, ...WRONG_SIGNATURE },
	{ codes: ['sign.not.match'], ...WRONG_SIGNATURE },
	{
		codes: ['310000'],
		text: /./,
		kind: 'robot',
		title: "The robot's security settings refuse the message",
		cure: "DingTalk's own text below says which. Compare keywords, signing secret and IP list in the group's robot settings with the message and the credential",
	},
	{
		codes: ['keywords.not.match'],
		kind: 'robot',
		title: "The message contains none of the robot's keywords",
		cure: "Put one of the robot's custom keywords into the text, or change the robot's security settings",
	},
	{
		codes: [
			'400102',
			'bot.stopped',
			'template.stopped',
			'robotDisabled',
			'660016',
			'invalidRequest.robotIsStop',
		],
		kind: 'robot',
		title: 'The robot is disabled',
		cure: "Enable it in the group's robot settings, or in the developer console for an app's robot",
	},
	{
		codes: ['send.forbidden', 'bot.forbidden.sendMessage'],
		kind: 'robot',
		title: 'The robot is not allowed to send here',
		cure: "It is muted, or was forbidden to send. Ask the group's owner, or an administrator of the organisation",
	},
	{
		codes: ['only.groupAdmin.canAtAll'],
		kind: 'invalid',
		title: "Only the group's owner may mention everyone in this group",
		cure: "Mention people instead, or let the owner allow it to all in the group's settings",
	},
	{
		codes: [
			'400106',
			'robot.oto.notExist',
			'chatbotId.notAllow.sendOTO',
			// Its text is free; DingTalk explains it as a disabled robot or a missing cool app.
			'resource.unavailable',
		],
		kind: 'robot',
		title: 'The robot is not available in this conversation',
		cure: 'Add the robot to the group again; for one-to-one messages publish the app and put the person into its visible range',
	},
	{
		codes: ['660026'],
		text: /机器人发送消息失败/,
		kind: 'other',
		title: 'The robot of the scene group could not send the message',
		cure: 'Check that the robot is enabled and still in the group, then try again',
	},
	{
		codes: ['invalidParameter.robotCode.coolApp', 'coolAppUnexist', 'coolAppPermissionDenied'],
		kind: 'robot',
		title: 'The cool app does not fit this app, its robot or this conversation',
		cure: 'Check the cool app code: it belongs to the app of the credential, and the cool app must be in use in the conversation. Leave it empty where the robot was added without one',
	},
	{
		codes: ['invalidParameter.robotCode.downloadCode'],
		kind: 'notFound',
		title: 'The download code is wrong or has expired',
		cure: 'Use the code of a message that this robot received a short while ago',
	},
	{
		// The same code says of a media ID that there is no such file.
		codes: ['resource.not.found'],
		text: /robot|机器人/i,
		kind: 'robot',
		title: 'DingTalk finds no such robot in this conversation',
		cure: "Check 'Robot Code', and that the robot is in the group. The ID of a one-to-one conversation with the robot is no group: send to People instead",
	},
	{
		codes: ['invalidParameter.robotCode.empty'],
		text: /downloadCode/i,
		kind: 'invalid',
		title: 'The download code is empty',
		cure: 'Use the code of a message that this robot received a short while ago',
	},
	{
		codes: ['invalidParameter.robotCode.auth'],
		text: /downloadCode/i,
		kind: 'notFound',
		title: 'The download code belongs to a message that another robot received',
		cure: "Give 'Robot Code' of the robot that received the message, and use the credential of its app",
	},
	{
		codes: [
			/^invalidParameter\.robotCode/,
			/^invalidRequest\.robot(CodeNotMatch|NotExist)$/,
			'invalidParam.robotCodeEmpry',
			'not.allowed.robotCode',
			'miss.chatbotId',
			'invalid.chatbotId',
			'template.not.existed',
			'robotNotFound',
			'660002',
			'660014',
		],
		kind: 'robot',
		title: 'The robot code does not fit this app or this group',
		cure: "Leave 'Robot Code' empty to use the app's own robot, add the robot to the group, and check that the app has a robot at all ('Robot' page in the developer console)",
	},
];
