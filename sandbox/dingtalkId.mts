/** DingTalk's own ids of people and robots, the same in every organisation; the real ones are encrypted. */
const PREFIX = '$:LWCP_v1:$';

/** The id by which messages to a robot name everybody. */
export const dingtalkId = (id: string): string =>
	`${PREFIX}${Buffer.from(id, 'utf8').toString('base64')}`;
