import type { Hint } from './hint';

/** Sent messages, media, work notifications and DINGs. */
export const messages: readonly Hint[] = [
	{
		codes: [
			/^(invalid\.processQueryKey|robot\.processQueryKey\.expired|processQueryKey\.expireTime|notRevoke\.all\.messages)$/,
		],
		kind: 'notFound',
		title: 'DingTalk cannot find the message any more',
		cure: 'A message can be recalled, or its read state asked for, within 24 hours and with the robot that sent it',
	},
	{
		codes: ['40007', 'resource.not.found', '46001', '660018'],
		kind: 'notFound',
		title: 'DingTalk knows no such media file',
		cure: 'Use a media ID that Media > Upload returned for the same organisation',
	},
	{
		codes: ['40004', '40005', '40006', '41102', '45001'],
		kind: 'invalid',
		title: 'DingTalk does not accept this media file',
		cure: 'Check type, format and size: images jpg, gif, png, bmp up to 20 MB; voice amr, mp3, wav up to 2 MB; video mp4 up to 20 MB; files doc(x), xls(x), ppt(x), zip, pdf, rar up to 20 MB',
	},
	{
		codes: ['41005', '44001'],
		kind: 'invalid',
		title: 'The file is empty',
		cure: 'Look at the binary data of the item: DingTalk takes no file of 0 bytes',
	},
	{
		codes: [/^340(0[4589]|1[014])$/, /^4400[34]$/, '40008', 'sendMessage.model.notMatch'],
		kind: 'invalid',
		title: 'DingTalk does not take this message: its type or a field is wrong or empty',
		cure: "Fill in text, title, links and files of the message. DingTalk's own text below says what it misses",
	},
	{
		codes: ['unknown.send.result'],
		kind: 'busy',
		title: 'DingTalk does not know whether the message was sent',
		cure: 'Look into the conversation before sending it again',
	},
	{
		codes: ['34015'],
		kind: 'busy',
		title: 'DingTalk could not send the message to the conversation',
		cure: 'Try again later. Look into the conversation before sending it again',
	},
	{
		codes: ['41028', '41044'],
		kind: 'other',
		title: 'The app may not send this notification',
		cure: "Check the app's right to send work notifications, and to everyone, in the DingTalk developer console",
	},
	{
		codes: ['41029'],
		kind: 'invalid',
		title: 'The notification has more receivers than one call may have',
		cure: 'DingTalk takes 5,000 people for each call, those of the departments included. Give fewer',
	},
	{
		codes: ['41045', '41046'],
		kind: 'quota',
		title: 'Everyone got as many notifications of this app today as DingTalk allows',
		cure: 'Three a day go to everyone. Send to people or departments, or tomorrow',
	},
	{
		codes: ['885001', '885006', '660024', '660027'],
		kind: 'notFound',
		title: 'DingTalk knows no such message template, or it is disabled',
		cure: 'Copy the ID of the template again, and check that it is released',
	},
	{
		codes: ['660020', '660025'],
		kind: 'invalid',
		title: 'DingTalk could not fill in the message template',
		cure: 'Give each of its placeholders once',
	},
	{
		codes: ['660012'],
		kind: 'other',
		title: 'This group takes no card of this robot',
		cure: 'Send text or markdown instead',
	},
	{
		codes: ['40056', '41011', '70003', '70004'],
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
		cure: "SMS and calls come out of a quota of DingTalk's paid editions; an administrator can buy more. Remind by App meanwhile",
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
];
