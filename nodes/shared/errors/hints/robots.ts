import type { Hint } from './hint';

/** Group robots and app robots. */
export const robots: readonly Hint[] = [
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
		// The same code says of a media ID that there is no such file.
		codes: ['resource.not.found'],
		text: /robot|机器人/i,
		kind: 'robot',
		title: 'DingTalk finds no such robot in this conversation',
		cure: "Check 'Robot Code', and that the robot is in the group. The ID of a one-to-one conversation with the robot is no group: send to People instead",
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
];
