import { createHmac } from 'node:crypto';

/**
 * The `sign` of a group robot with a signing secret: base64, **not** URL-encoded, because the HTTP client
 * encodes the query. Encoding it here as well is the classic mistake ("sign not match").
 * Source: DingTalk docs "自定义机器人安全设置", 加签.
 *
 * @param secret as the robot's settings show it, starting with SEC
 * @param timestampMs the value that is sent along as `timestamp`; DingTalk accepts an hour of difference
 */
export function robotSign(secret: string, timestampMs: number): string {
	return createHmac('sha256', secret).update(`${timestampMs}\n${secret}`).digest('base64');
}
