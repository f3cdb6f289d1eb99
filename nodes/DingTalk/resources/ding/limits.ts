/** How people are reminded. */
export type RemindType = 'app' | 'sms' | 'call';

/** DingTalk docs "机器人发送DING消息": `remindType`, and how many people a call takes. */
export const DING_KINDS: Readonly<Record<RemindType, { code: number; peoplePerCall: number }>> = {
	app: { code: 1, peoplePerCall: 200 },
	sms: { code: 2, peoplePerCall: 20 },
	call: { code: 3, peoplePerCall: 20 },
};
